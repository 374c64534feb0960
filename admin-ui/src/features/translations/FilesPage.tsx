import { Button, FileInput, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importFile, type FileImport } from '@/api/xliff';
import { RefusalSummary } from '@/fields/RefusalSummary';
import { useRefusal } from '@/fields/useRefusal';
import { Notice } from '@/ui/Notice';
import { ImportReport } from './ImportReport';
import { TranslationsPage } from './TranslationsPage';

/** Brings back what an agency translated in a file. */
export default function FilesPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  const [report, setReport] = useState<FileImport>();
  const { refusal, busy, send, errorOf } = useRefusal();
  const submit = async (chosen: File) => {
    setReport(undefined);
    setReport(await importFile(await chosen.text()));
    void queries.invalidateQueries({ queryKey: ['entry'] });
    void queries.invalidateQueries({ queryKey: ['translation-requests'] });
    void queries.invalidateQueries({ queryKey: ['translation-report'] });
  };
  return (
    <TranslationsPage title={t('translations.files.title')} lead={t('translations.files.lead')}>
      <form
        noValidate style={{ maxInlineSize: 760 }}
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(!file);
          if (file) void send(() => submit(file));
        }}
      >
        <Stack gap="md">
          <RefusalSummary refusal={refusal} />
          <FileInput
            label={t('translations.files.choose')} description={t('translations.files.chooseHelp')} placeholder={t('translations.files.none')} size="md" accept=".xlf,.xliff,.xml,application/xliff+xml"
            value={file} onChange={setFile} error={errorOf('/file') ?? (missing && !file ? t('problem.required') : undefined)}
          />
          <Group><Button type="submit" loading={busy}>{t('translations.files.import')}</Button></Group>
        </Stack>
      </form>
      {report ? <ImportReport report={report} /> : <Notice>{t('translations.files.exportWhere')}</Notice>}
    </TranslationsPage>
  );
}
