import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { codeOf } from '@/api/errors';
import { useComparison, useEntry, useType } from '@/api/queries';
import type { Comparison, Entry } from '@/api/types';
import { ContentComparison } from '@/fields/diff/ContentComparison';
import { useFormat } from '@/i18n/format';
import { written } from '@/i18n/locales';
import { Notice } from '@/ui/Notice';
import { Page } from '@/ui/Page';
import { Failed, Loading } from '@/ui/States';
import { RefusalNotice } from '@/workflow/RefusalNotice';
import { useRunAction } from '@/workflow/useRunAction';
import { offers } from '@/workflow/actions';

/** Two texts of an entry beside each other, and the way back to the older one. */
export default function ComparePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const entry = useEntry(id, search.get('locale') ?? undefined);
  const type = useType(entry.data?.type);
  const from = search.get('from') ?? 'live';
  const to = search.get('to') ?? 'working';
  const comparison = useComparison(id, entry.data?.locale ?? '', entry.data && from, to);
  const sides = useSides(comparison.data, from, to);
  const error = entry.error ?? type.error ?? comparison.error;
  if (error) return <Page title={t('compare.title')}><Failed code={codeOf(error)} /></Page>;
  if (!entry.data || !type.data || !comparison.data) return <Loading />;
  return (
    <Page
      title={t('compare.title')}
      lead={t('compare.lead', sides)}
      eyebrow={
        <Anchor component={Link} to={`/entries/${id}?locale=${entry.data.locale}`} inherit underline="always" {...written(entry.data.locale)}>
          {entry.data.title || t('entry.untitled')}
        </Anchor>
      }
      actions={<Button component={Link} to={`/entries/${id}/history?locale=${entry.data.locale}`} variant="default">{t('history.title')}</Button>}
    >
      <h2 className="visually-hidden">{t('review.changes')}</h2>
      <ContentComparison
        type={type.data} locale={entry.data.locale} sides={sides} changes={comparison.data.changes ?? []}
        from={comparison.data.from?.fields ?? {}} to={comparison.data.to?.fields ?? {}}
      />
      {comparison.data.from?.id && <Revert entry={entry.data} revision={comparison.data.from.id} side={sides.from} />}
    </Page>
  );
}

/** What the two sides are called: their number, or what they are. */
function useSides(comparison: Comparison | undefined, from: string, to: string) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const name = (which: 'from' | 'to', asked: string) => {
    const revision = comparison?.[which];
    if (asked === 'working') return t('history.working');
    if (asked === 'live') return t('compare.live');
    if (asked === 'pending') return t('compare.pending');
    return revision?.number ? `${t('history.number', { number: revision.number })}, ${dateTime(revision.createdAt ?? '')}` : t('compare.nothing');
  };
  return { from: name('from', from), to: name('to', to) };
}

/** Brings the older text back as a working copy: the public sees nothing of it until it is published. */
function Revert({ entry, revision, side }: { entry: Entry; revision: string; side: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { run, running, refusal } = useRunAction({
    entry,
    onDone: () => void navigate(`/entries/${entry.id}?locale=${entry.locale}`),
  });
  if (!offers(entry, 'revert')) return null;
  return (
    <Notice
      icon="history" title={t('compare.revertTitle', { side })}
      actions={<Button variant="default" loading={running !== undefined} onClick={() => void run({ name: 'revert' }, { revision })}>{t('compare.revert')}</Button>}
    >
      {t('compare.revertLead')}
      {refusal !== undefined && <RefusalNotice error={refusal} entry={entry} />}
    </Notice>
  );
}
