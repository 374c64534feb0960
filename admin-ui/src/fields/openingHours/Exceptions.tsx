import { ActionIcon, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/ui/icons';
import type { HoursException } from './hours';
import { TimeRange } from './TimeRange';

interface ExceptionsProps {
  id: string;
  value: HoursException[];
  onChange: (value: HoursException[]) => void;
}

/** Days on which other hours hold: holidays of the team, a longer evening. */
export function Exceptions({ id, value, onChange }: ExceptionsProps) {
  const { t } = useTranslation();
  const set = (index: number, part: Partial<HoursException>) =>
    onChange(value.map((other, at) => (at === index ? { ...other, ...part } : other)));
  return (
    <Stack gap="sm" mt="xs">
      {value.map((exception, index) => (
        <Group key={index} align="flex-end" gap="sm" role="group" aria-label={t('field.openingHours.exception', { number: index + 1 })}>
          {(['from', 'to'] as const).map((part) => (
            <TextInput
              key={part} id={`${id}-${index}-${part}`} type="date" size="sm" label={t(`field.openingHours.exception_${part}`)}
              value={exception[part]} onChange={(event) => set(index, { [part]: event.currentTarget.value })}
            />
          ))}
          <Checkbox
            label={t('field.openingHours.closedThen')} checked={exception.closed ?? false} pb={8}
            onChange={(event) =>
              set(index, event.currentTarget.checked ? { closed: true, hours: undefined } : { closed: false, hours: [{ from: '09:00', to: '12:00' }] })
            }
          />
          {exception.hours?.[0] && (
            <TimeRange
              id={`${id}-${index}-hours`} label={t('field.openingHours.exception', { number: index + 1 })}
              from={exception.hours[0].from} to={exception.hours[0].to}
              onChange={(range) => set(index, { hours: [range, ...(exception.hours ?? []).slice(1)] })}
            />
          )}
          <TextInput
            id={`${id}-${index}-note`} size="sm" label={t('field.openingHours.note')} style={{ flex: '1 1 180px' }}
            value={exception.note ?? ''} onChange={(event) => set(index, { note: event.currentTarget.value || undefined })}
          />
          <ActionIcon
            variant="subtle" color="gray" size="lg" aria-label={t('field.openingHours.removeException', { number: index + 1 })}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <Icon name="trash" size={18} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        size="compact-md" variant="subtle" leftSection={<Icon name="plus" size={16} />} style={{ alignSelf: 'flex-start' }}
        onClick={() => onChange([...value, { from: '', to: '', closed: true }])}
      >
        {t('field.openingHours.addException')}
      </Button>
      {value.length > 0 && <Text size="sm" c="dimmed">{t('field.openingHours.exceptionHint')}</Text>}
    </Stack>
  );
}
