import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useEntries } from '@/api/queries';
import { LoadMore } from '@/ui/LoadMore';
import { Page } from '@/ui/Page';
import { Empty, Failed, Loading } from '@/ui/States';
import { QueueFilters } from './QueueFilters';
import { QueueTable } from './QueueTable';
import { useQueueFilter } from './useQueueFilter';

/** What waits for review, oldest first; every filter stands in the address. */
export default function ReviewQueuePage() {
  const { t } = useTranslation();
  const { filter, query, change } = useQueueFilter();
  const entries = useEntries(query);
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const total = entries.data?.pages[0]?.total;
  return (
    <Page title={t('queue.title')} lead={typeof total === 'number' ? t('queue.count', { count: total }) : t('queue.lead')}>
      <QueueFilters filter={filter} onChange={change} />
      {entries.isPending && <Loading />}
      {entries.error && <Failed code={codeOf(entries.error)} onRetry={() => void entries.refetch()} />}
      {entries.data && items.length === 0 && <div className="card"><Empty icon="anchor" title={t('queue.empty')}>{t('queue.emptyLead')}</Empty></div>}
      {items.length > 0 && <QueueTable items={items} />}
      <LoadMore query={entries} />
    </Page>
  );
}
