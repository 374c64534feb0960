import { Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useTranslationProviders, useTranslators } from '@/api/translation-request-queries';
import { requestTranslation, type TranslationRequest } from '@/api/translation-requests';
import { RefusalSummary } from '@/fields/RefusalSummary';
import { useRefusal } from '@/fields/useRefusal';
import { autoDirection } from '@/ui/direction';
import { Failed, Loading } from '@/ui/States';
import { LocaleChips } from './LocaleChips';
import { ProviderHint } from './ProviderHint';
import { assigneesFor, canGoViaEnglish, fieldsOf, offeredTo, providerOf, type Chosen, type RequestForm } from './requestForm';
import { useNames } from './useNames';

interface RequestFieldsProps {
  chosen: Chosen[];
  /** What is typed belongs to whoever shows this, so that it outlives a closed dialog. */
  form: RequestForm;
  onChange: (part: Partial<RequestForm>) => void;
  onMade: (request: TranslationRequest) => void;
}

/** Everything that can be said of a request. */
export function RequestFields({ chosen, form, onChange, onMade }: RequestFieldsProps) {
  const { t } = useTranslation();
  const names = useNames();
  const queries = useQueryClient();
  const providers = useTranslationProviders();
  const translators = useTranslators();
  const { refusal, busy, send, errorOf } = useRefusal();
  if (providers.error) return <Failed code={codeOf(providers.error)} onRetry={() => void providers.refetch()} />;
  if (!providers.data) return <Loading />;
  const provider = providerOf(form, providers.data);
  const offered = offeredTo(provider, chosen);
  const assignees = assigneesFor(provider, form.locales.filter((one) => offered.includes(one)), translators.data ?? []);
  const assignee = assignees.some(({ id }) => id === form.assignee) ? form.assignee : '';
  const submit = async () => {
    const request = await requestTranslation(fieldsOf({ ...form, assignee }, chosen, provider));
    onMade(request);
    void queries.invalidateQueries({ queryKey: ['translation-requests'] });
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void send(submit); }}>
      <Stack gap="md">
        <RefusalSummary refusal={refusal} />
        {errorOf('/entries') && <Text c="var(--mantine-color-error)">{errorOf('/entries')}</Text>}
        <NativeSelect
          label={t('translations.request.provider')} description={<ProviderHint provider={provider} />} error={errorOf('/provider')}
          value={provider?.name} onChange={(event) => onChange({ provider: event.currentTarget.value })}
          data={providers.data.map(({ name }) => ({ value: name, label: names.provider(name) }))}
        />
        <LocaleChips
          id="request-locales" locales={offered} value={form.locales.filter((one) => offered.includes(one))} error={errorOf('/locales')}
          onChange={(locales) => onChange({ locales: [...form.locales.filter((one) => !offered.includes(one)), ...locales] })}
        />
        {canGoViaEnglish(provider, []) && (
          <Checkbox
            label={t('translations.request.viaEnglish')} description={t('translations.request.viaEnglishHelp')} error={errorOf('/via')} checked={form.viaEnglish && canGoViaEnglish(provider, form.locales)}
            disabled={!canGoViaEnglish(provider, form.locales)} onChange={(event) => onChange({ viaEnglish: event.currentTarget.checked })}
          />
        )}
        {assignees.length > 0 && (
          <NativeSelect
            maw={420} label={t('translations.request.assignee')} description={t('translations.request.assigneeHelp')} error={errorOf('/assignee')}
            value={assignee} onChange={(event) => onChange({ assignee: event.currentTarget.value })}
            data={[{ value: '', label: t('translations.request.anybody') }, ...assignees.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        )}
        <TextInput
          type="date" maw={240} label={t('translations.request.dueOn')} description={t('translations.request.dueOnHelp')} error={errorOf('/dueOn')}
          value={form.dueOn} onChange={(event) => onChange({ dueOn: event.currentTarget.value })}
        />
        <TextInput
          label={t('translations.request.title')} description={t('translations.request.titleHelp')} ref={autoDirection} error={errorOf('/title')}
          value={form.title} onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <Textarea
          label={t('translations.request.note')} description={t('translations.request.noteHelp')} autosize minRows={2} ref={autoDirection} error={errorOf('/note')}
          value={form.note} onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
        <Group><Button type="submit" loading={busy}>{t('translations.request.send')}</Button></Group>
      </Stack>
    </form>
  );
}
