import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { pollOf, useTranslationRequests } from '@/api/translation-request-queries';
import { LoadMore } from '@/ui/LoadMore';
import { Empty, Failed, Loading } from '@/ui/States';
import { PausedServices } from './PausedServices';
import { RequestCard } from './RequestCard';
import { TranslationsPage } from './TranslationsPage';
import classes from './Translations.module.css';

/** What was asked for, the newest first, and how far it is. */
export default function RequestsPage() {
  const { t } = useTranslation();
  const requests = useTranslationRequests();
  const list = requests.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <TranslationsPage title={t('translations.requests.title')} lead={t('translations.requests.lead')}>
      <PausedServices poll={pollOf(list)} />
      {requests.error && <Failed code={codeOf(requests.error)} onRetry={() => void requests.refetch()} />}
      {!requests.data && !requests.error && <Loading />}
      {requests.data && list.length === 0 && <div className="card"><Empty title={t('translations.requests.empty')}><Text>{t('translations.requests.emptyLead')}</Text></Empty></div>}
      {list.length > 0 && <ul className={classes.list} aria-label={t('translations.requests.title')}>{list.map((request) => <RequestCard key={request.id} request={request} />)}</ul>}
      <LoadMore query={requests} />
    </TranslationsPage>
  );
}
