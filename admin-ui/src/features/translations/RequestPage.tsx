import { Anchor, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { codeOf } from '@/api/errors';
import { pollOf, useTranslationItems, useTranslationRequest } from '@/api/translation-request-queries';
import type { TranslationRequest } from '@/api/translation-requests';
import { LoadMore } from '@/ui/LoadMore';
import { Failed, Loading } from '@/ui/States';
import { DueTag } from './DueTag';
import { ItemCard } from './ItemCard';
import { PausedServices } from './PausedServices';
import { RequestProgress } from './RequestProgress';
import { RequestSteps } from './RequestSteps';
import { itemStates } from './states';
import { TranslationsPage } from './TranslationsPage';
import classes from './Translations.module.css';
import { useRequestWords } from './useRequestWords';

/** One request with each of its texts. */
export default function RequestPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { nameOf, factsOf } = useRequestWords();
  const { data: request, error, refetch } = useTranslationRequest(id);
  if (error && !request) return <TranslationsPage title={t('translations.requests.one')}><Failed code={codeOf(error)} onRetry={() => void refetch()} /></TranslationsPage>;
  if (!request) return <Loading />;
  const name = nameOf(request);
  return (
    <TranslationsPage
      title={name} lead={factsOf(request)} actions={<RequestSteps request={request} name={name} />}
      eyebrow={<Anchor component={Link} to="/translations/requests" inherit underline="always">{t('translations.requests.title')}</Anchor>}
    >
      <PausedServices poll={pollOf([request])} />
      {request.dueOn && <div><DueTag dueOn={request.dueOn} over={request.open === 0} /></div>}
      {request.note && <Text className={classes.note} dir="auto">{request.note}</Text>}
      {request.cancelledAt && <Text>{t('translations.requests.cancelledLead')}</Text>}
      <RequestProgress counts={request.counts} name={name} />
      <Items request={request} />
    </TranslationsPage>
  );
}

/** The texts of a request by their state, what wants attention first. */
function Items({ request }: { request: TranslationRequest }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const items = useTranslationItems({ request: request.id, state: itemStates, limit: 100 });
  // The texts are asked for anew when their numbers have changed, also the last time.
  const counts = JSON.stringify(request.counts);
  const shown = useRef(counts);
  useEffect(() => {
    if (shown.current === counts) return;
    shown.current = counts;
    void queries.invalidateQueries({ queryKey: ['translation-requests', 'items'] });
  }, [queries, counts]);
  if (items.error && !items.data) return <Failed code={codeOf(items.error)} onRetry={() => void items.refetch()} />;
  if (!items.data) return <Loading />;
  const list = items.data.pages.flatMap((page) => page.items);
  return (
    <>
      {itemStates.map((state) => {
        const group = list.filter((item) => item.state === state);
        if (group.length === 0) return null;
        return (
          <section key={state} aria-labelledby={`state-${state}`}>
            <Text component="h2" id={`state-${state}`} fw={680} fz="lg" mb="xs">{t(`translations.state.${state}`)}</Text>
            <ul className={classes.list}>{group.map((item) => <ItemCard key={item.id} item={item} inRequest />)}</ul>
          </section>
        );
      })}
      <LoadMore query={items} />
    </>
  );
}
