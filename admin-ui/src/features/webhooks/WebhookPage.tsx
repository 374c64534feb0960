import { Anchor, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { codeOf, hasStatus } from '@/api/errors';
import { useWebhook } from '@/api/webhook-queries';
import { changeWebhook, type Webhook } from '@/api/webhooks';
import { flash } from '@/ui/flash';
import { Notice } from '@/ui/Notice';
import { Page } from '@/ui/Page';
import { Failed, Loading } from '@/ui/States';
import { Deliveries } from './Deliveries';
import { fieldsOf, formOf, nameOf, sameFields } from './form';
import { SecretSection } from './SecretSection';
import { useOwners } from './useOwners';
import { DeleteButton, SwitchButton, TestButton } from './WebhookActions';
import { WebhookFormFields } from './WebhookFormFields';
import classes from './Webhooks.module.css';
import { WebhookTags } from './WebhookTags';

/** One webhook: what went to it, its secret, what it is told of, and whether it is called at all. */
export default function WebhookPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const queries = useQueryClient();
  const webhook = useWebhook(id);
  const { ownerOf } = useOwners();
  const keep = async (changed: Webhook) => {
    queries.setQueryData(['webhooks', id], changed);
    await queries.invalidateQueries({ queryKey: ['webhooks', 'list'] });
    await queries.invalidateQueries({ queryKey: ['webhooks', id, 'deliveries'] });
  };
  // What could not be asked for again just now stays; what is gone does not.
  if (webhook.error && (!webhook.data || hasStatus(webhook.error, 404))) {
    return <Page title={t('webhooks.title')}><Failed code={codeOf(webhook.error)} onRetry={() => void webhook.refetch()} /></Page>;
  }
  if (!webhook.data) return <Loading />;
  const current = webhook.data;
  return (
    <Page
      title={nameOf(current)} width="reading" eyebrow={<Anchor component={Link} to="/webhooks" inherit underline="always">{t('webhooks.title')}</Anchor>}
      lead={<Stack gap="xs"><span><span dir="auto">{ownerOf(current)}</span> · <span className={classes.address}>{current.url}</span></span><WebhookTags webhook={current} /></Stack>}
      actions={<><TestButton webhook={current} /><SwitchButton webhook={current} onChanged={keep} /></>}
    >
      {current.state === 'disabled' && (
        <Notice tone="attention" icon="pause" title={t(`webhooks.why.${current.disabledReason ?? 'manual'}`)}>{t('webhooks.whyNext')}</Notice>
      )}
      <Section id="log" title={t('webhooks.log.title')} lead={t('webhooks.log.lead')}><Deliveries webhook={current} /></Section>
      <Section id="secret" title={t('webhooks.secret.title')} lead={t('webhooks.secret.lead')}><SecretSection webhook={current} onChanged={keep} /></Section>
      <Section id="form" title={t('webhooks.form')}><EditForm webhook={current} onChanged={keep} /></Section>
      <Section id="delete" title={t('webhooks.delete.title')} lead={t('webhooks.delete.lead')}><DeleteButton webhook={current} /></Section>
    </Page>
  );
}

function Section({ id, title, lead, children }: { id: string; title: string; lead?: string; children: React.ReactNode }) {
  return (
    <section className="card" style={{ padding: 20 }} aria-labelledby={`${id}-title`}>
      <Text component="h2" id={`${id}-title`} fw={680} fz="lg" mb={lead ? undefined : 'md'}>{title}</Text>
      {lead && <Text size="sm" c="dimmed" mb="md">{lead}</Text>}
      {children}
    </section>
  );
}

/** The form holds what it was opened with. What is typed stays while the webhook is disabled, called or gets a new secret. */
function EditForm({ webhook, onChanged }: { webhook: Webhook; onChanged: (webhook: Webhook) => Promise<void> }) {
  const { t } = useTranslation();
  const [base, setBase] = useState(webhook);
  return (
    <WebhookFormFields
      // What was saved begins the form anew: it then shows what the server made of it.
      key={base.version} initial={formOf(base)} submitLabel={t('webhooks.save')}
      onSubmit={async (form) => {
        const saved = await changeWebhook(sameFields(base, webhook) ? webhook : base, fieldsOf(form));
        await onChanged(saved);
        setBase(saved);
        flash(t('webhooks.saved'));
      }}
    />
  );
}
