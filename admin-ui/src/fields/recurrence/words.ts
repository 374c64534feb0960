import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { Rule } from './rule';

/** A rule in a sentence: „Alle 2 Wochen am Dienstag, bis 18.12.2026“. */
export function useRuleWords() {
  const { t } = useTranslation();
  const { localDate, language } = useFormat();
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return (rule: Rule) => {
    const every = t(`field.recurrence.everyUnit.${rule.frequency}`, { count: rule.interval });
    const days = rule.days.map((day) => t(`field.day.${day.toLowerCase()}`));
    const on = days.length > 0 ? t('field.recurrence.onDay', { days: list.format(days) }) : '';
    const nth = rule.nth
      ? t('field.recurrence.onNth', { position: t(`field.recurrence.position.${rule.nth.position}`), day: t(`field.day.${rule.nth.day.toLowerCase()}`) })
      : '';
    const end = rule.until
      ? t('field.recurrence.untilDate', { date: localDate(rule.until) })
      : rule.count ? t('field.recurrence.times', { count: rule.count }) : '';
    return `${[every, on, nth].filter(Boolean).join(' ')}${end ? `, ${end}` : ''}`;
  };
}
