import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rotateSecret, type Webhook } from '@/api/webhooks';
import { useRefusal } from '@/fields/useRefusal';
import { useFormat } from '@/i18n/format';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { SecretNotice } from './SecretNotice';

const hour = 60 * 60_000;
/** For how many hours the old secret may hold on. */
const overlaps = [24, 1, 72, 168, 0];

interface SecretSectionProps {
  webhook: Webhook;
  onChanged: (webhook: Webhook) => Promise<void>;
}

/** The secret that calls are signed with is exchanged here, and seen once after it. */
export function SecretSection({ webhook, onChanged }: SecretSectionProps) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const [asking, setAsking] = useState(false);
  const [fresh, setFresh] = useState<{ secret: string; until?: string }>();
  const rotate = async (hours: number) => {
    const { secret, ...changed } = await rotateSecret(webhook.id, hours);
    setAsking(false);
    setFresh({ secret, until: hours > 0 ? new Date(Date.now() + hours * hour).toISOString() : undefined });
    await onChanged(changed);
  };
  return (
    <Stack gap="md">
      {fresh && (
        <SecretNotice secret={fresh.secret}>
          {fresh.until ? t('webhooks.secret.both', { at: dateTime(fresh.until) }) : t('webhooks.secret.atOnce')}
        </SecretNotice>
      )}
      <Group><Button variant="default" onClick={() => setAsking(true)}>{t('webhooks.secret.rotate')}</Button></Group>
      {asking && <RotateDialog onClose={() => setAsking(false)} onRotate={rotate} />}
    </Stack>
  );
}

function RotateDialog({ onClose, onRotate }: { onClose: () => void; onRotate: (hours: number) => Promise<void> }) {
  const { t } = useTranslation();
  const [hours, setHours] = useState(24);
  const { refusal, busy, send } = useRefusal();
  return (
    <Dialog title={t('webhooks.secret.rotateTitle')} onClose={onClose}>
      <Stack gap="md">
        <Text>{t('webhooks.secret.rotateLead')}</Text>
        <NativeSelect
          label={t('webhooks.secret.overlap')} value={String(hours)} onChange={(event) => setHours(Number(event.currentTarget.value))}
          data={overlaps.map((value) => ({ value: String(value), label: t(`webhooks.secret.overlaps.${value}`) }))}
        />
        {hours === 0 && <Notice tone="attention" icon="alert">{t('webhooks.secret.endsAtOnce')}</Notice>}
        {refusal && <Notice tone="danger" role="alert">{t(`problem.${refusal.code}`, { defaultValue: t('problem.internal') })}</Notice>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button loading={busy} onClick={() => void send(() => onRotate(hours))}>{t('webhooks.secret.rotate')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
