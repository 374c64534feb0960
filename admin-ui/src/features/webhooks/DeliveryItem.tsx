import { Anchor, Button, Group, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { codeOf } from '@/api/errors';
import { useTypes } from '@/api/queries';
import { useAttempts } from '@/api/webhook-queries';
import type { Delivery, LastAttempt, Webhook } from '@/api/webhooks';
import { useFormat } from '@/i18n/format';
import { localeName } from '@/i18n/locales';
import type { IconName } from '@/ui/icons';
import { Failed, Loading } from '@/ui/States';
import { Tag } from '@/ui/Tag';
import { deliveryTones, partsOf } from './form';
import classes from './Webhooks.module.css';

const icons: Record<Delivery['state'], IconName> = { pending: 'clock', delivered: 'check', failed: 'close', cancelled: 'pause' };

interface DeliveryItemProps {
  webhook: Webhook;
  one: Delivery;
  /** Asks for it to be sent again; missing where nothing can be sent. */
  onAgain?: () => void;
}

/** One message on its way: what it tells, how it stands, and each call when one wants to know. */
export function DeliveryItem({ webhook, one, onAgain }: DeliveryItemProps) {
  const { t } = useTranslation();
  const { dateTime, language } = useFormat();
  const eventWords = useEventWords();
  const answerWords = useAnswerWords();
  const [opened, setOpened] = useState(false);
  const calls = useId();
  const name = eventWords(one.event);
  const facts = [
    dateTime(one.createdAt),
    one.locale && localeName(one.locale, language),
    t('webhooks.log.attempts', { count: one.attempts }),
    one.lastAttempt && answerWords(one.lastAttempt),
    one.nextAttemptAt && t('webhooks.log.next', { at: dateTime(one.nextAttemptAt) }),
  ];
  const hint = <span className="visually-hidden">: {name}, {dateTime(one.createdAt)}</span>;
  return (
    <li>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0, flex: '1 1 260px' }}>
          <Group gap="xs">
            {one.entry && !one.event.endsWith('.deleted')
              ? <Anchor component={Link} to={`/entries/${one.entry}${one.locale ? `?locale=${one.locale}` : ''}`} fw={600} c="var(--mantine-color-text)" underline="always">{name}</Anchor>
              : <Text fw={600}>{name}</Text>}
            <Tag tone={deliveryTones[one.state]} icon={icons[one.state]}>{t(`webhooks.log.states.${one.state}`)}</Tag>
            {one.replay && <Tag icon="history">{t('webhooks.log.isReplay')}</Tag>}
          </Group>
          <Text size="sm" c="dimmed">{facts.filter(Boolean).join(' · ')}</Text>
          <Text c="dimmed" className={classes.id}>{one.message}</Text>
        </div>
        <Group gap="xs">
          <Button size="xs" variant="default" aria-expanded={opened} aria-controls={opened ? calls : undefined} onClick={() => setOpened(!opened)}>
            {t('webhooks.log.calls')}{hint}
          </Button>
          {onAgain && one.state !== 'pending' && <Button size="xs" variant="default" onClick={onAgain}>{t('webhooks.replay.one')}{hint}</Button>}
        </Group>
      </Group>
      {opened && <div id={calls}><Calls webhook={webhook} one={one} /></div>}
    </li>
  );
}

function Calls({ webhook, one }: { webhook: Webhook; one: Delivery }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const answerWords = useAnswerWords();
  const attempts = useAttempts(webhook.id, one);
  if (attempts.error) return <Failed code={codeOf(attempts.error)} onRetry={() => void attempts.refetch()} />;
  if (!attempts.data) return <Loading />;
  if (attempts.data.length === 0) return <Text size="sm" mt={8}>{t('webhooks.log.noCalls')}</Text>;
  return (
    <ol className={classes.calls}>
      {attempts.data.map((call) => (
        <li key={call.id}>{[t('webhooks.log.number', { number: call.number }), dateTime(call.at), answerWords(call)].join(' · ')}</li>
      ))}
    </ol>
  );
}

/** An event in words: „Angebot: veröffentlicht“. */
function useEventWords() {
  const { t } = useTranslation();
  const { label } = useFormat();
  const types = useTypes();
  return (event: string) => {
    const { type, happening } = partsOf(event, types.data ?? []);
    if (type && happening) return t('webhooks.event', { type: label(type.label, type.name), happened: t(`webhooks.happened.${happening}`) });
    if (event === 'webhook.scope_changed') return t('webhooks.scopeEvent');
    return event === 'webhook.test' ? t('webhooks.testEvent') : event;
  };
}

/** What came of a call, in words: the status of the answer, or why there was none, and how long it took. */
function useAnswerWords() {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (call: Pick<LastAttempt, 'status' | 'error' | 'durationMs'>) => {
    const ms = number(call.durationMs);
    if (call.status !== null) return t('webhooks.log.answered', { status: call.status, ms });
    return t('webhooks.log.unanswered', { why: t(`webhooks.error.${call.error ?? 'connection_failed'}`), ms });
  };
}
