import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalSummary } from '@/fields/RefusalSummary';
import { useRefusal } from '@/fields/useRefusal';
import { autoDirection } from '@/ui/direction';
import { EventFields } from './EventFields';
import type { WebhookForm } from './form';
import type { OwnerGroup } from './useOwners';

interface WebhookFormFieldsProps {
  initial: WebhookForm;
  /** What a new one can belong to. Of one that is there it cannot be changed. */
  owners?: OwnerGroup[];
  submitLabel: string;
  onSubmit: (form: WebhookForm) => Promise<void>;
}

/** Everything that can be said of a webhook. */
export function WebhookFormFields({ initial, owners, submitLabel, onSubmit }: WebhookFormFieldsProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState(initial);
  const { refusal, busy, send, errorOf } = useRefusal();
  const change = (part: Partial<WebhookForm>) => setForm((before) => ({ ...before, ...part }));
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void send(() => onSubmit(form)); }}>
      <Stack gap="lg">
        <RefusalSummary refusal={refusal} />
        <TextInput
          label={t('webhooks.url')} description={t('webhooks.urlHelp')} withAsterisk aria-required dir="ltr" type="url" error={errorOf('/url')}
          value={form.url} onChange={(event) => change({ url: event.currentTarget.value })}
        />
        {owners && (
          <NativeSelect
            label={t('webhooks.owner.title')} description={t('webhooks.owner.help')} data={owners} error={errorOf('/organisation') ?? errorOf('/site')}
            value={form.owner} onChange={(event) => change({ owner: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t('webhooks.description')} description={t('webhooks.descriptionHelp')} ref={autoDirection} error={errorOf('/description')}
          value={form.description} onChange={(event) => change({ description: event.currentTarget.value })}
        />
        <EventFields form={form} error={errorOf('/events')} onChange={change} />
        <Group><Button type="submit" loading={busy}>{submitLabel}</Button></Group>
      </Stack>
    </form>
  );
}
