import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { codeOf } from '@/api/errors';
import { useEntry } from '@/api/queries';
import type { Entry } from '@/api/types';
import { Failed, Loading } from '@/ui/States';
import { RequestWays } from './RequestDialog';
import { emptyForm } from './requestForm';
import { TranslationsPage } from './TranslationsPage';

/** Has one entry translated: the same as the dialog, with an address to lead to. */
export default function NewRequestPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const entry = useEntry(search.get('entry') ?? '');
  if (entry.error) return <TranslationsPage title={t('translations.request.do')}><Failed code={codeOf(entry.error)} onRetry={() => void entry.refetch()} /></TranslationsPage>;
  return entry.data ? <OfEntry entry={entry.data} /> : <Loading />;
}

function OfEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [form, setForm] = useState(emptyForm);
  const title = entry.title || t('entry.untitled');
  return (
    <TranslationsPage title={t('translations.request.do')} lead={<span dir="auto">{t('translations.request.entries', { count: 1, title })}</span>}>
      <div style={{ maxInlineSize: 760 }}>
        <RequestWays
          chosen={[{ id: entry.id, title, sourceLocale: entry.sourceLocale }]} form={form} onChange={(part) => setForm((before) => ({ ...before, ...part }))}
          onMade={(request) => void navigate(`/translations/requests/${request.id}`)}
        />
      </div>
    </TranslationsPage>
  );
}
