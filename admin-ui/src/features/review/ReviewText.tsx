import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useComparison } from '@/api/queries';
import type { ContentType, Entry } from '@/api/types';
import { ContentView } from '@/fields/ContentView';
import { ContentComparison } from '@/fields/diff/ContentComparison';
import { Failed, Loading } from '@/ui/States';

/** The new text: against the public one where there is one, else as a whole. */
export function ReviewText({ entry, type }: { entry: Entry; type: ContentType }) {
  const { t } = useTranslation();
  const compares = Boolean(entry.liveRevision) && entry.editing !== 'clean';
  const to = entry.pendingRevision && entry.editing !== 'in_review' ? 'pending' : 'working';
  const comparison = useComparison(entry.id, entry.locale, compares ? 'live' : undefined, to);
  if (!compares) {
    return (
      <section aria-labelledby="review-text">
        <Title order={2} id="review-text" mb="sm">{t(entry.editing === 'clean' ? 'review.public' : 'review.first')}</Title>
        <ContentView type={type} content={entry.fields} locale={entry.locale} />
      </section>
    );
  }
  if (comparison.error) return <Failed code={codeOf(comparison.error)} onRetry={() => void comparison.refetch()} />;
  if (!comparison.data) return <Loading />;
  return (
    <section aria-labelledby="review-text">
      <Title order={2} id="review-text" mb="sm">{t('review.changes')}</Title>
      <ContentComparison
        type={type} locale={entry.locale} changes={comparison.data.changes ?? []}
        from={comparison.data.from?.fields ?? {}} to={comparison.data.to?.fields ?? {}}
        sides={{ from: t('review.old'), to: t('review.new') }}
      />
    </section>
  );
}
