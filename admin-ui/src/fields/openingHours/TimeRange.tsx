import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './OpeningHours.module.css';

interface TimeRangeProps {
  id: string;
  label: string;
  from: string;
  to: string;
  onChange: (range: { from: string; to: string }) => void;
}

export function TimeRange({ id, label, from, to, onChange }: TimeRangeProps) {
  const { t } = useTranslation();
  return (
    <span className={classes.range}>
      <TextInput
        id={`${id}-from`} type="time" size="sm" aria-label={t('field.openingHours.from', { day: label })}
        value={from} onChange={(event) => onChange({ from: event.currentTarget.value, to })}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        id={`${id}-to`} type="time" size="sm" aria-label={t('field.openingHours.to', { day: label })}
        value={to} onChange={(event) => onChange({ from, to: event.currentTarget.value })}
      />
    </span>
  );
}
