import { useTranslation } from 'react-i18next';
import type { Entry, EntrySummary } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { stateOf, stateSince } from './state';

/** Where an entry stands in a sentence („Bei der Redaktion – seit 3 Tagen“), and what comes next. */
export function useStateWords() {
  const { t } = useTranslation();
  const { since, dateTime, date } = useFormat();
  return (entry: Entry | EntrySummary) => {
    const state = stateOf(entry);
    const start = stateSince(entry, state);
    const scheduledAt = 'scheduledAt' in entry ? entry.scheduledAt : 'scheduled' in entry ? entry.scheduled?.at : undefined;
    const line =
      state === 'scheduled' && scheduledAt ? t('stateLine.scheduled', { at: dateTime(scheduledAt) })
      : state === 'expired' && entry.expiresAt ? t('stateLine.expired', { date: date(entry.expiresAt) })
      : start ? `${t(`state.${state}`)} – ${since(start)}`
      : t(`state.${state}`);
    return { state, line, next: t(`next.${state}`) };
  };
}
