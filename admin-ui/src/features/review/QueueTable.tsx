import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useSession, useTypes } from '@/api/queries';
import type { EntrySummary } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { localeName, written } from '@/i18n/locales';
import { StateTags } from '@/workflow/StateTag';
import classes from './Queue.module.css';

/** A table on a wide screen, cards on a phone: the same markup. */
export function QueueTable({ items }: { items: EntrySummary[] }) {
  const { t } = useTranslation();
  return (
    <div className={`card ${classes.frame}`}>
      <table className={classes.table}>
        <caption className="visually-hidden">{t('queue.title')}</caption>
        <thead>
          <tr>
            {(['title', 'organisation', 'state', 'age', 'claimed'] as const).map((column) => (
              <th key={column} scope="col">{t(`queue.column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>{items.map((entry) => <Row key={`${entry.id}:${entry.locale}`} entry={entry} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ entry }: { entry: EntrySummary }) {
  const { t } = useTranslation();
  const { label, since, language } = useFormat();
  const types = useTypes();
  const session = useSession();
  const { search } = useLocation();
  const type = types.data?.find((one) => one.name === entry.type);
  const mine = entry.claimedBy?.id === session.data?.account.id;
  return (
    <tr>
      <th scope="row" className={classes.title}>
        <Anchor component={Link} to={`/review/${entry.id}?locale=${entry.locale}`} state={{ queue: search }} fw={650} c="var(--mantine-color-text)" {...written(entry.locale)}>
          {entry.title || t('entry.untitled')}
        </Anchor>
        <Text size="sm" c="dimmed" fw={400}>{label(type?.label, entry.type)} · {localeName(entry.locale, language)}</Text>
      </th>
      <td data-label={t('queue.column.organisation')}><span dir="auto">{entry.organisation.name}</span></td>
      <td className={`${classes.short} ${classes.state}`} data-label={t('queue.column.state')}><StateTags entry={entry} /></td>
      <td className={classes.short} data-label={t('queue.column.age')}>{since(entry.submittedAt ?? entry.updatedAt)}</td>
      <td data-label={t('queue.column.claimed')}>
        {entry.claimedBy ? (mine ? t('queue.claimedByMe') : entry.claimedBy.name) : <Text component="span" c="dimmed" size="sm">{t('queue.unclaimed')}</Text>}
      </td>
    </tr>
  );
}
