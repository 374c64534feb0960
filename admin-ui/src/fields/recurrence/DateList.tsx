import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { Icon } from '@/ui/icons';
import { useState } from 'react';
import classes from '../reference/Reference.module.css';

interface DateListProps {
  id: string;
  label: string;
  type: 'date' | 'datetime-local';
  value: string[];
  onChange: (value: string[]) => void;
}

/** Single dates that are added to a schedule or taken out of it. */
export function DateList({ id, label, type, value, onChange }: DateListProps) {
  const { t } = useTranslation();
  const { localDate, localDateTime } = useFormat();
  const [next, setNext] = useState('');
  const words = type === 'date' ? localDate : localDateTime;
  const add = () => {
    if (next && !value.includes(next)) onChange([...value, next].sort());
    setNext('');
  };
  return (
    <div>
      <Group align="flex-end" gap="sm">
        <TextInput id={id} type={type} size="sm" label={label} value={next} onChange={(event) => setNext(event.currentTarget.value)} />
        <Button variant="default" size="sm" disabled={!next} onClick={add}>
          {t('field.recurrence.addDate')}
          <span className="visually-hidden">: {label}</span>
        </Button>
      </Group>
      {value.length > 0 && (
        <ul className={classes.list} style={{ marginBlockStart: 8 }}>
          {value.map((date) => (
            <li key={date} className={classes.chosen}>
              {words(date)}
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('field.recurrence.removeDate', { date: words(date) })} onClick={() => onChange(value.filter((other) => other !== date))}>
                <Icon name="close" size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
