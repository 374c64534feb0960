import { Checkbox, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTypes } from '@/api/queries';
import type { EntrySummary } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { localeName, written } from '@/i18n/locales';
import { StateTags } from '@/workflow/StateTag';
import { useStateWords } from '@/workflow/useStateWords';
import classes from './EntryCard.module.css';

interface EntryCardProps {
  entry: EntrySummary;
  /** Whether it is among the chosen ones; missing where nothing is chosen. */
  chosen?: boolean;
  onChoose?: (chosen: boolean) => void;
}

/** One of my entries: what it is, where it stands, and what to do next. */
export function EntryCard({ entry, chosen, onChoose }: EntryCardProps) {
  const { t } = useTranslation();
  const { label, dateTime, language } = useFormat();
  const types = useTypes();
  const words = useStateWords();
  const { line, next, state } = words(entry);
  const type = types.data?.find((one) => one.name === entry.type);
  return (
    <li className={`card ${classes.card}`} data-state={state}>
      {chosen !== undefined && (
        <Checkbox
          className={classes.choose} aria-label={t('home.select.one', { title: entry.title || t('entry.untitled'), language: localeName(entry.locale, language) })}
          checked={chosen} onChange={(event) => onChoose?.(event.currentTarget.checked)}
        />
      )}
      <div className={classes.main}>
        <Link to={`/entries/${entry.id}?locale=${entry.locale}`} className={classes.title} {...written(entry.locale)}>
          {entry.title || t('entry.untitled')}
        </Link>
        <Text size="sm" c="dimmed">
          {label(type?.label, entry.type)} · {localeName(entry.locale, language)} · <span dir="auto">{entry.organisation.name}</span>
        </Text>
        <Text size="sm" mt={6}>
          <strong>{line}.</strong> {next}
        </Text>
        {entry.remark && <blockquote className={classes.remark} dir="auto">{entry.remark}</blockquote>}
      </div>
      <div className={classes.side}>
        <StateTags entry={entry} />
        <Text size="xs" c="dimmed">{t('entry.changedAt', { at: dateTime(entry.updatedAt) })}</Text>
      </div>
    </li>
  );
}
