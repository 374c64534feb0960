import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useTranslationItems } from '@/api/translation-request-queries';
import { LoadMore } from '@/ui/LoadMore';
import { Empty, Failed, Loading } from '@/ui/States';
import { ItemCard } from './ItemCard';
import { ItemFilters } from './ItemFilters';
import { useItemFilter } from './useItemFilter';
import { TranslationsPage } from './TranslationsPage';
import classes from './Translations.module.css';

/** What there is to translate, what is due first before the rest. */
export default function MyTranslationsPage() {
  const { t } = useTranslation();
  const { filter, query, change } = useItemFilter();
  const items = useTranslationItems(query);
  const list = items.data?.pages.flatMap((page) => page.items) ?? [];
  const usual = filter.mine && !filter.locale && !filter.state;
  return (
    <TranslationsPage title={t('translations.mine.title')} lead={t('translations.mine.lead')}>
      <ItemFilters filter={filter} onChange={change} />
      {items.error && <Failed code={codeOf(items.error)} onRetry={() => void items.refetch()} />}
      {!items.data && !items.error && <Loading />}
      {items.data && list.length === 0 && (
        <div className="card"><Empty title={t(usual ? 'translations.mine.empty' : 'translations.mine.emptyFilter')}>{t(usual ? 'translations.mine.emptyLead' : 'translations.mine.emptyFilterLead')}</Empty></div>
      )}
      {list.length > 0 && <ul className={classes.list} aria-label={t('translations.mine.list')}>{list.map((item) => <ItemCard key={item.id} item={item} />)}</ul>}
      <LoadMore query={items} />
    </TranslationsPage>
  );
}
