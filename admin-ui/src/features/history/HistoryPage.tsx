import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { codeOf } from '@/api/errors';
import { useEntry } from '@/api/queries';
import { localeName, written } from '@/i18n/locales';
import { Page } from '@/ui/Page';
import { Failed, Loading } from '@/ui/States';
import { RevisionList } from './RevisionList';
import { Timeline } from './Timeline';
import classes from './History.module.css';

/** What happened to an entry, and every text that it had. */
export default function HistoryPage() {
  const { t, i18n } = useTranslation();
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const entry = useEntry(id, search.get('locale') ?? undefined);
  if (entry.error) return <Page title={t('history.title')}><Failed code={codeOf(entry.error)} onRetry={() => void entry.refetch()} /></Page>;
  if (!entry.data) return <Loading />;
  const { locale, title } = entry.data;
  return (
    <Page
      title={t('history.title')}
      eyebrow={
        <Anchor component={Link} to={`/entries/${id}?locale=${locale}`} inherit underline="always" {...written(locale)}>
          {title || t('entry.untitled')}
        </Anchor>
      }
      lead={t('history.lead', { locale: localeName(locale, i18n.language) })}
    >
      <div className={classes.columns}>
        <RevisionList entry={entry.data} />
        <Timeline id={id} />
      </div>
    </Page>
  );
}
