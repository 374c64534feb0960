import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTranslationProviders } from '@/api/translation-request-queries';
import { exportFile, type FileExport } from '@/api/xliff';
import { RefusalSummary } from '@/fields/RefusalSummary';
import { useRefusal } from '@/fields/useRefusal';
import { flash } from '@/ui/flash';
import { download } from './download';
import { distinct, offeredTo, type Chosen } from './requestForm';
import { useNames } from './useNames';

const versions = ['2.1', '1.2'] as const;

/** Writes entries into a file for an agency's tool. Leichte Sprache is no translation and stands in no file. */
export function ExportFields({ chosen }: { chosen: Chosen[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const providers = useTranslationProviders();
  const locales = offeredTo(providers.data?.find(({ name }) => name === 'manual'), chosen).filter((one) => one !== 'de-simple');
  const [locale, setLocale] = useState('');
  const [version, setVersion] = useState<FileExport['version']>('2.1');
  const [open, setOpen] = useState(true);
  const { refusal, busy, send, errorOf } = useRefusal();
  const submit = async () => {
    const wanted = locale || locales[0] || '';
    const file = await exportFile({ entries: distinct(chosen).map(({ id }) => id), locale: wanted, version, open });
    download(file, `lotse-${wanted}.xlf`);
    flash(t('translations.files.exported'));
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void send(submit); }}>
      <Stack gap="md">
        <RefusalSummary refusal={refusal} />
        <Text>{t('translations.files.exportLead')}</Text>
        {errorOf('/entries') && <Text c="var(--mantine-color-error)">{errorOf('/entries')}</Text>}
        <NativeSelect
          label={t('translations.language')} error={errorOf('/locale')} value={locale || locales[0]} onChange={(event) => setLocale(event.currentTarget.value)}
          data={locales.map((value) => ({ value, label: names.locale(value) }))}
        />
        <NativeSelect
          label={t('translations.files.version')} description={t('translations.files.versionHelp')} error={errorOf('/version')}
          value={version} onChange={(event) => setVersion(event.currentTarget.value as FileExport['version'])} data={versions.map((value) => ({ value, label: `XLIFF ${value}` }))}
        />
        <Checkbox label={t('translations.files.onlyOpen')} checked={open} onChange={(event) => setOpen(event.currentTarget.checked)} />
        <Group><Button type="submit" loading={busy}>{t('translations.files.export')}</Button></Group>
      </Stack>
    </form>
  );
}
