import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTypes } from '@/api/queries';
import { useTranslationProviders } from '@/api/translation-request-queries';
import { addRule } from '@/api/translation-requests';
import { RefusalSummary } from '@/fields/RefusalSummary';
import { useRefusal } from '@/fields/useRefusal';
import { Dialog } from '@/ui/Dialog';
import { flash } from '@/ui/flash';
import { LocaleChips } from './LocaleChips';
import { ProviderHint } from './ProviderHint';
import { providerOf } from './requestForm';
import { useNames } from './useNames';

/** Has every published entry of a type translated, now and whenever it changes. */
export function RuleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const queries = useQueryClient();
  const types = useTypes();
  const providers = useTranslationProviders();
  const [form, setForm] = useState({ type: '', locales: [] as string[], provider: '' });
  const { refusal, busy, send, errorOf } = useRefusal();
  const provider = providerOf(form, providers.data ?? []);
  // What is translated from German is not offered into German.
  const offered = (provider?.locales ?? []).filter((locale) => locale !== 'de');
  const locales = form.locales.filter((one) => offered.includes(one));
  const type = form.type || types.data?.[0]?.name || '';
  const submit = async () => {
    await addRule({ type, locales, provider: provider?.name ?? '' });
    flash(t('translations.rules.added'));
    onClose();
    await queries.invalidateQueries({ queryKey: ['translation-rules'] });
  };
  return (
    <Dialog title={t('translations.rules.add')} onClose={onClose}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); void send(submit); }}>
        <Stack gap="md">
          <RefusalSummary refusal={refusal} />
          <NativeSelect
            label={t('translations.type')} error={errorOf('/type')} value={type} onChange={(event) => setForm({ ...form, type: event.currentTarget.value })}
            data={(types.data ?? []).map(({ name }) => ({ value: name, label: names.types(name) }))}
          />
          <NativeSelect
            label={t('translations.request.provider')} description={<ProviderHint provider={provider} />} error={errorOf('/provider')}
            value={provider?.name} onChange={(event) => setForm({ ...form, provider: event.currentTarget.value })}
            data={(providers.data ?? []).map(({ name }) => ({ value: name, label: names.provider(name) }))}
          />
          <LocaleChips id="rule-locales" locales={offered} value={locales} error={errorOf('/locales')} onChange={(next) => setForm({ ...form, locales: next })} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" loading={busy}>{t('translations.rules.add')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
