import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { replay, type Webhook } from '@/api/webhooks';
import { useFormat } from '@/i18n/format';
import { toInstant, toLocal } from '@/i18n/zone';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';

const day = 24 * 60 * 60_000;

/** How far it has come: how many messages, where to go on, and whether it was the last part. */
interface Progress {
  count: number;
  after?: string;
  ended: boolean;
}

/** Has the messages of a range of time sent again, in parts of which each tells its number. */
export function ReplayRange({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [since, setSince] = useState(() => toLocal(new Date(Date.now() - day)));
  const [until, setUntil] = useState('');
  const [failedOnly, setFailedOnly] = useState(true);
  const [tried, setTried] = useState(false);
  const [running, setRunning] = useState(false);
  const [progress, setProgress] = useState<Progress>();
  const [code, setCode] = useState<string>();
  const stopped = useRef(false);
  const [from, to] = [since, until].map((local) => (local === '' ? undefined : toInstant(local)));
  const errors = {
    since: from === null ? t('problem.time_does_not_exist') : undefined,
    until: to === null ? t('problem.time_does_not_exist') : from && to && to <= from ? t('problem.end_before_start') : undefined,
  };

  const run = async (before: Progress) => {
    setTried(true);
    if (errors.since || errors.until) return;
    let at = before;
    stopped.current = false;
    setRunning(true);
    setCode(undefined);
    try {
      while (!at.ended && !stopped.current) {
        const { deliveries, next } = await replay(webhook.id, { since: from ?? undefined, until: to ?? undefined, failedOnly, after: at.after });
        at = { count: at.count + deliveries, after: next ?? undefined, ended: next === null };
        setProgress(at);
      }
    } catch (error) {
      setCode(codeOf(error));
    }
    setRunning(false);
  };
  const close = () => {
    stopped.current = true;
    onClose();
  };
  const done = progress?.ended ?? false;
  return (
    <Dialog title={t('webhooks.replay.range')} onClose={close}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); void run(progress ?? { count: 0, ended: false }); }}>
        <Stack gap="md">
          {!progress && (
            <>
              <Text>{t('webhooks.replay.rangeLead')}</Text>
              <TextInput
                type="datetime-local" label={t('webhooks.replay.since')} description={t('webhooks.replay.sinceHelp')} error={tried && errors.since}
                value={since} disabled={running} onChange={(event) => setSince(event.currentTarget.value)}
              />
              <TextInput
                type="datetime-local" label={t('webhooks.replay.until')} description={t('webhooks.replay.untilHelp')} error={tried && errors.until}
                value={until} disabled={running} onChange={(event) => setUntil(event.currentTarget.value)}
              />
              <Checkbox label={t('webhooks.replay.failedOnly')} checked={failedOnly} disabled={running} onChange={(event) => setFailedOnly(event.currentTarget.checked)} />
            </>
          )}
          <div role="status">
            {progress && (
              <Notice tone={done ? 'good' : 'calm'} icon={done ? undefined : 'clock'} title={t(done ? 'webhooks.replay.ended' : running ? 'webhooks.replay.running' : 'webhooks.replay.paused')}>
                {t('webhooks.replay.count', { count: progress.count, number: number(progress.count) })}
              </Notice>
            )}
          </div>
          {code && <Notice tone="danger" role="alert">{t(`problem.${code}`, { defaultValue: t('problem.internal') })}</Notice>}
          <Group justify="flex-end" gap="sm">
            {running && progress
              ? <Button variant="default" onClick={() => { stopped.current = true; }}>{t('webhooks.replay.stop')}</Button>
              : <Button variant="default" onClick={close}>{t(progress ? 'common.close' : 'common.cancel')}</Button>}
            {!done && <Button type="submit" loading={running}>{t(progress ? 'webhooks.replay.goOn' : 'webhooks.replay.one')}</Button>}
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
