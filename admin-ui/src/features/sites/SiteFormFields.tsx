import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, codeOf } from '@/api/errors';
import type { SiteFields } from '@/api/sites';
import type { Problem } from '@/api/types';
import { useProblemText } from '@/fields/problem-text';
import { autoDirection } from '@/ui/direction';
import { FocusWhenShown } from '@/ui/FocusWhenShown';
import { Notice } from '@/ui/Notice';
import { fieldsOf, problemsAt, type SiteForm } from './form';
import { ScopeFields } from './ScopeFields';

interface SiteFormFieldsProps {
  initial: SiteForm;
  submitLabel: string;
  onSubmit: (fields: SiteFields) => Promise<void>;
}

/** Everything that can be said of a site. */
export function SiteFormFields({ initial, submitLabel, onSubmit }: SiteFormFieldsProps) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [form, setForm] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ code: string; problems: Problem[]; count: number }>();
  const problems = refusal?.problems ?? [];
  const change = (part: Partial<SiteForm>) => setForm((before) => ({ ...before, ...part }));
  const errorOf = (pointer: string) => problemsAt(problems, pointer).map(words).join(' ') || undefined;

  const submit = async () => {
    setBusy(true);
    try {
      await onSubmit(fieldsOf(form));
      setRefusal(undefined);
    } catch (error) {
      setRefusal((before) => ({ code: codeOf(error), problems: error instanceof ApiError ? error.problems : [], count: (before?.count ?? 0) + 1 }));
    }
    setBusy(false);
  };

  const text = (name: 'name' | 'address' | 'preview' | 'rateLimit', more: object = {}) => (
    <TextInput
      label={t(`sites.${name}`)} description={t(`sites.${name}Help`)} error={errorOf(`/${name}`)} value={form[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })} {...more}
    />
  );
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <Stack gap="lg">
        {refusal && (
          <FocusWhenShown key={refusal.count}>
            <Notice tone="danger" role="alert" title={t(`problem.${refusal.code}`, { defaultValue: t('problem.internal') })} />
          </FocusWhenShown>
        )}
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
