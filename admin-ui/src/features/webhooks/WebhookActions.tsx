import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { codeOf } from '@/api/errors';
import { deleteWebhook, setWebhookDisabled, testWebhook, type Webhook } from '@/api/webhooks';
import { AskFirst } from '@/ui/AskFirst';
import { flash } from '@/ui/flash';
import { nameOf } from './form';

/** Does something and says what came of it; true where it was done. */
export function useTold() {
  const { t } = useTranslation();
  return async (act: () => Promise<string>): Promise<boolean> => {
    try {
      flash(await act());
      return true;
    } catch (error) {
      flash(t(`problem.${codeOf(error)}`, { defaultValue: t('problem.internal') }));
      return false;
    }
  };
}

/** Sends a test, which then stands in the log. */
export function TestButton({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const told = useTold();
  const [busy, setBusy] = useState(false);
  const test = async () => {
    setBusy(true);
    await told(async () => {
      await testWebhook(webhook.id);
      await queries.invalidateQueries({ queryKey: ['webhooks', webhook.id, 'deliveries'] });
      return t('webhooks.tested');
    });
    setBusy(false);
  };
  if (webhook.state === 'disabled') return null;
  return <Button variant="default" loading={busy} onClick={() => void test()}>{t('webhooks.test')}</Button>;
}

/** Has it called no more, after a second thought, or again. */
export function SwitchButton({ webhook, onChanged }: { webhook: Webhook; onChanged: (webhook: Webhook) => Promise<void> }) {
  const { t } = useTranslation();
  const told = useTold();
  const [asking, setAsking] = useState(false);
  const run = async (disable: boolean) => {
    await told(async () => {
      await onChanged(await setWebhookDisabled(webhook.id, disable));
      return t(disable ? 'webhooks.nowDisabled' : 'webhooks.nowActive');
    });
    setAsking(false);
  };
  if (webhook.state === 'disabled') return <Button onClick={() => void run(false)}>{t('webhooks.enable')}</Button>;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>{t('webhooks.disable')}</Button>
      {asking && (
        <AskFirst title={t('webhooks.disableTitle')} doIt={t('webhooks.disable')} onClose={() => setAsking(false)} onYes={() => run(true)}>
          {t('webhooks.disableLead')}
        </AskFirst>
      )}
    </>
  );
}

/** Deletes it with its log, after a second thought. */
export function DeleteButton({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const told = useTold();
  const [asking, setAsking] = useState(false);
  const run = async () => {
    const gone = await told(async () => {
      await deleteWebhook(webhook.id);
      return t('webhooks.delete.done');
    });
    setAsking(false);
    if (!gone) return;
    await navigate('/webhooks', { replace: true });
    await queries.invalidateQueries({ queryKey: ['webhooks', 'list'] });
  };
  return (
    <>
      <Button variant="outline" color="flag" onClick={() => setAsking(true)}>{t('webhooks.delete.do')}</Button>
      {asking && (
        <AskFirst title={t('webhooks.delete.ask', { name: nameOf(webhook) })} doIt={t('webhooks.delete.do')} onClose={() => setAsking(false)} onYes={run}>
          {t('webhooks.delete.askLead')}
        </AskFirst>
      )}
    </>
  );
}
