import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Webhook } from '@/api/webhooks';
import { useFormat } from '@/i18n/format';
import { Tag } from '@/ui/Tag';
import { arrived } from './form';

/** How it stands with a webhook: whether it is called, why not, and what came of the last call. */
export function WebhookTags({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const { date, dateTime } = useFormat();
  const last = webhook.lastAttempt;
  return (
    <Group gap="xs">
      {webhook.state === 'disabled' ? (
        <>
          <Tag tone="danger" icon="pause">{t('webhooks.disabledSince', { date: date(webhook.disabledAt ?? '') })}</Tag>
          <Tag>{t(`webhooks.reason.${webhook.disabledReason ?? 'manual'}`)}</Tag>
        </>
      ) : (
        <Tag tone="good" icon="check">{t('webhooks.active')}</Tag>
      )}
      {webhook.state === 'active' && webhook.failingSince && (
        <Tag tone="attention" icon="alert">{t('webhooks.failingSince', { at: dateTime(webhook.failingSince) })}</Tag>
      )}
      {!last && <Tag>{t('webhooks.neverCalled')}</Tag>}
      {last && (arrived(last)
        ? <Tag icon="check">{t('webhooks.lastArrived', { at: dateTime(last.at) })}</Tag>
        : <Tag icon="close">{t('webhooks.lastFailed', { at: dateTime(last.at) })}</Tag>)}
    </Group>
  );
}
