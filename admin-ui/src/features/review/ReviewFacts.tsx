import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Entry } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { Notice } from '@/ui/Notice';
import { ProblemList } from '@/workflow/ProblemList';
import classes from './Review.module.css';

/** Who submitted it and when, what was said last, and what would keep it from being published. */
export function ReviewFacts({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const { dateTime, since, localDate } = useFormat();
  const problems = entry.editing === 'clean' ? [] : (entry.problems ?? []);
  const facts: [string, string | null | undefined | false][] = [
    ['submittedBy', entry.submittedBy && entry.submittedAt && `${entry.submittedBy.name}, ${since(entry.submittedAt)}`],
    ['claimedBy', entry.claimedBy?.name],
    ['scheduledFor', entry.scheduled && dateTime(entry.scheduled.at)],
    ['publishedAt', entry.publishedAt && dateTime(entry.publishedAt)],
    ['validUntil', entry.validUntil && localDate(entry.validUntil)],
    ['correctedBy', entry.correctedBy?.map((person) => person.name).join(', ')],
  ];
  return (
    <>
      <dl className={classes.facts}>
        {facts.filter(([, value]) => value).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`status.${name}`)}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {entry.unreviewed && <Notice tone="attention" title={t('hint.unreviewed')} />}
      {entry.lastRemark?.text && (
        <Notice title={t(`activity.${entry.lastRemark.action}`, { defaultValue: entry.lastRemark.action })}>
          <Text dir="auto" style={{ whiteSpace: 'pre-wrap' }}>{entry.lastRemark.text}</Text>
          <Text size="sm" c="dimmed">{[entry.lastRemark.author?.name, dateTime(entry.lastRemark.at)].filter(Boolean).join(', ')}</Text>
        </Notice>
      )}
      {problems.length > 0 && (
        <Notice tone="attention" icon="alert" title={t('review.problems', { count: problems.length })}>
          <ProblemList problems={problems} entry={entry} />
        </Notice>
      )}
    </>
  );
}
