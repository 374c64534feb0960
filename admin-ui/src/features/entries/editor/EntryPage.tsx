import { useParams, useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useEntry, useSession, useType } from '@/api/queries';
import { Page } from '@/ui/Page';
import { Failed, Loading } from '@/ui/States';
import { EntryEditor } from './EntryEditor';

/** One variant of an entry: to write, or to read where writing is not offered. */
export default function EntryPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const entry = useEntry(id, search.get('locale') ?? undefined);
  const type = useType(entry.data?.type);
  const session = useSession();
  const error = entry.error ?? type.error;
  if (entry.data && type.data && session.data) {
    return <EntryEditor key={`${id}:${entry.data.locale}`} entry={entry.data} type={type.data} account={session.data.account} />;
  }
  if (error) {
    return <Page title={t('entry.title')}><Failed code={codeOf(error)} onRetry={() => void entry.refetch()} /></Page>;
  }
  return <Loading />;
}
