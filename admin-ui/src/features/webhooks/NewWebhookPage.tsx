import { Anchor, Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { createWebhook, type WebhookWithSecret } from '@/api/webhooks';
import { Page } from '@/ui/Page';
import { Loading } from '@/ui/States';
import { emptyForm, fieldsOf, nameOf } from './form';
import { SecretNotice } from './SecretNotice';
import { ownerFields, useOwners } from './useOwners';
import { WebhookFormFields } from './WebhookFormFields';

export default function NewWebhookPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { groups, loading } = useOwners();
  const [made, setMade] = useState<WebhookWithSecret>();
  const eyebrow = <Anchor component={Link} to="/webhooks" inherit underline="always">{t('webhooks.title')}</Anchor>;
  if (made) {
    return (
      <Page title={nameOf(made)} lead={t('webhooks.made')} width="reading" eyebrow={eyebrow}>
        <SecretNotice secret={made.secret}>{t('webhooks.secret.enter')}</SecretNotice>
        <Text>{t('webhooks.madeNext')}</Text>
        <Group><Button component={Link} to={`/webhooks/${made.id}`} replace>{t('webhooks.toPage')}</Button></Group>
      </Page>
    );
  }
  return (
    <Page title={t('webhooks.new')} lead={t('webhooks.newLead')} width="reading" eyebrow={eyebrow}>
      {loading ? <Loading /> : (
        <WebhookFormFields
          initial={{ ...emptyForm, owner: groups[0]?.items[0]?.value ?? '' }} owners={groups} submitLabel={t('webhooks.create')}
          onSubmit={async (form) => {
            const webhook = await createWebhook({ ...fieldsOf(form), ...ownerFields(form.owner) });
            await queries.invalidateQueries({ queryKey: ['webhooks', 'list'] });
            setMade(webhook);
          }}
        />
      )}
    </Page>
  );
}
