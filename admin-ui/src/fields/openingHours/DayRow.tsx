import { ActionIcon, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/ui/icons';
import type { Day, Slot } from './hours';
import classes from './OpeningHours.module.css';
import { TimeRange } from './TimeRange';

interface DayRowProps {
  id: string;
  day: Day;
  slots: Slot[];
  onChange: (slots: Slot[]) => void;
}

export function DayRow({ id, day, slots, onChange }: DayRowProps) {
  const { t } = useTranslation();
  const name = t(`field.day.${day}`);
  const last = slots.at(-1);
  return (
    <div className={classes.day} role="group" aria-label={name}>
      <span className={classes.name}>{name}</span>
      <div className={classes.slots}>
        {slots.length === 0 && <span className={classes.closed}>{t('field.openingHours.closed')}</span>}
        {slots.map((slot, index) => (
          <div key={index} className={classes.slot}>
            <TimeRange
              id={`${id}-${index}`} label={name} from={slot.from} to={slot.to}
              onChange={(range) => onChange(slots.map((other, at) => (at === index ? { ...other, ...range } : other)))}
            />
            <ActionIcon
              variant="subtle" color="gray" size="lg" aria-label={t('field.openingHours.removeSlot', { day: name })}
              onClick={() => onChange(slots.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={18} />
            </ActionIcon>
          </div>
        ))}
        <Button
          size="compact-sm" variant="subtle" leftSection={<Icon name="plus" size={16} />}
          onClick={() => onChange([...slots, last ? { day, from: last.to, to: '18:00' } : { day, from: '09:00', to: '12:00' }])}
        >
          {t('field.openingHours.addSlot')}
          <span className="visually-hidden">: {name}</span>
        </Button>
      </div>
    </div>
  );
}
