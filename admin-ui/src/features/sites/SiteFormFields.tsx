import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteFields } from '@/api/sites';
import { RefusalSummary } from '@/fields/RefusalSummary';
import { useRefusal } from '@/fields/useRefusal';
import { autoDirection } from '@/ui/direction';
import { fieldsOf, type SiteForm } from './form';
import { ScopeFields } from './ScopeFields';

interface SiteFormFieldsProps {
  initial: SiteForm;
  submitLabel: string;
  onSubmit: (fields: SiteFields) => Promise<void>;
}

/** Everything that can be said of a site. */
export function SiteFormFields({ initial, submitLabel, onSubmit }: SiteFormFieldsProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState(initial);
  const { refusal, problems, busy, send, errorOf } = useRefusal();
  const change = (part: Partial<SiteForm>) => setForm((before) => ({ ...before, ...part }));

  const text = (name: 'name' | 'address' | 'preview' | 'rateLimit', more: object = {}) => (
    <TextInput
      label={t(`sites.${name}`)} description={t(`sites.${name}Help`)} error={errorOf(`/${name}`)} value={form[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })} {...more}
    />
  );
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void send(() => onSubmit(fieldsOf(form))); }}>
      <Stack gap="lg">
        <RefusalSummary refusal={refusal} />
        {text('name', { withAsterisk: true, 'aria-required': true, ref: autoDirection })}
        {text('address', { dir: 'ltr', type: 'url' })}
        {text('preview', { dir: 'ltr', type: 'url' })}
        <Textarea
          label={t('sites.origins')} description={t('sites.originsHelp')} error={errorOf('/origins')} autosize minRows={2} dir="ltr"
          value={form.origins} onChange={(event) => change({ origins: event.currentTarget.value })}
        />
        {text('rateLimit', { inputMode: 'numeric' })}
        <section aria-labelledby="scope-title">
          <Text component="h2" id="scope-title" fw={680} fz="lg">{t('sites.scope.title')}</Text>
          <ScopeFields form={form} problems={problems} onChange={change} />
        </section>
        <Group><Button type="submit" loading={busy}>{submitLabel}</Button></Group>
      </Stack>
    </form>
  );
}
