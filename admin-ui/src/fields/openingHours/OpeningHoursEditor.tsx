import { Button, Checkbox, NativeSelect, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldGroup } from '../FieldGroup';
import type { EditorProps } from '../kind';
import { useProblemText } from '../problem-text';
import { DayRow } from './DayRow';
import { Exceptions } from './Exceptions';
import { days, mondayForWeekdays, slotsOf, tidyHours, withDay, type OpeningHours } from './hours';

export function OpeningHoursEditor({ id, field, label, help, error, problems, value, onChange }: EditorProps<OpeningHours>) {
  const { t } = useTranslation();
  const words = useProblemText();
  const inside = problems.filter((problem) => problem.pointer !== '').map(words);
  const change = (part: Partial<OpeningHours>) => onChange(tidyHours({ ...value, ...part }));
  return (
    <FieldGroup id={id} label={label} required={field.required} help={help} error={[error, ...new Set(inside)].filter(Boolean).join(' ') || undefined}>
      <Stack gap="xs" mt={4}>
        {days.map((day) => (
          <DayRow key={day} id={`${id}-${day}`} day={day} slots={slotsOf(value, day)} onChange={(slots) => onChange(withDay(value, day, slots))} />
        ))}
        {slotsOf(value, 'mo').length > 0 && (
          <Button size="compact-md" variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={() => onChange(mondayForWeekdays(value))}>
            {t('field.openingHours.copyMonday')}
          </Button>
        )}
        <Checkbox
          label={t('field.openingHours.byAppointment')}
          checked={value?.byAppointment ?? false}
          onChange={(event) => change({ byAppointment: event.currentTarget.checked })}
        />
        {value && (
          <NativeSelect
            maw={320}
            label={t('field.openingHours.holidays')}
            data={['', 'closed', 'open'].map((option) => ({ value: option, label: t(`field.openingHours.holiday.${option || 'unsaid'}`) }))}
            value={value.holidays ?? ''}
            onChange={(event) => change({ holidays: (event.currentTarget.value || undefined) as OpeningHours['holidays'] })}
          />
        )}
        <Exceptions id={`${id}-exceptions`} value={value?.exceptions ?? []} onChange={(exceptions) => change({ exceptions })} />
      </Stack>
    </FieldGroup>
  );
}
