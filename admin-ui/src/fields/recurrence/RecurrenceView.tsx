import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { ViewProps } from '../kind';
import type { Recurrence } from './recurrence';
import { parseRule } from './rule';
import { useRuleWords } from './words';

export function RecurrenceView({ value }: ViewProps<Recurrence>) {
  const { t } = useTranslation();
  const { localDate, localDateTime } = useFormat();
  const ruleWords = useRuleWords();
  const words = value.allDay ? localDate : localDateTime;
  const rule = value.rule ? parseRule(value.rule) : undefined;
  const sameDay = value.start?.slice(0, 10) === value.end?.slice(0, 10);
  const end = value.end && (sameDay && !value.allDay ? value.end.slice(11) : words(value.end));
  const dates = (list: string[] | undefined) => (list ?? []).map(words).join('; ');
  return (
    <div>
      <div>{[value.start && words(value.start), value.allDay && sameDay ? undefined : end].filter(Boolean).join(' – ')}</div>
      {value.rule && <div>{rule ? ruleWords(rule) : <bdi dir="ltr">{value.rule}</bdi>}</div>}
      {value.exclude?.length ? <div>{t('field.recurrence.exclude')}: {dates(value.exclude)}</div> : null}
      {value.include?.length ? <div>{t('field.recurrence.include')}: {dates(value.include)}</div> : null}
      {(value.changes ?? []).map((change) => (
        <div key={change.date}>
          {words(change.date)}: {t(`field.recurrence.status.${change.status}`)}
          {change.start && ` → ${words(change.start)}`}
        </div>
      ))}
    </div>
  );
}
