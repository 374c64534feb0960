import { Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldGroup } from '../FieldGroup';
import type { EditorProps } from '../kind';
import { useProblemText } from '../problem-text';
import { DateList } from './DateList';
import { tidyRecurrence, withAllDay, withStart, type Recurrence } from './recurrence';
import { RuleEditor } from './RuleEditor';

export function RecurrenceEditor({ id, field, label, help, error, problems, value = {}, onChange }: EditorProps<Recurrence>) {
  const { t } = useTranslation();
  const words = useProblemText();
  const set = (next: Recurrence) => onChange(tidyRecurrence(next));
  const errorOf = (part: string) => {
    const problem = problems.find((candidate) => candidate.pointer.startsWith(`/${part}`));
    return problem && words(problem);
  };
  const type = value.allDay ? 'date' : 'datetime-local';
  return (
    <FieldGroup id={`${id}-group`} label={label} required={field.required} help={help} error={error}>
      <Stack gap="md" mt={4}>
        <Group align="flex-end" gap="md">
          <TextInput
            id={id} type={type} label={t('field.recurrence.start')} value={value.start ?? ''} error={errorOf('start')}
            onChange={(event) => set(withStart(value, event.currentTarget.value))}
          />
          <TextInput
            id={`${id}-end`} type={type} label={t('field.recurrence.end')} value={value.end ?? ''} error={errorOf('end')}
            onChange={(event) => set({ ...value, end: event.currentTarget.value })}
          />
          <Checkbox
            label={t('field.recurrence.allDay')} checked={value.allDay ?? false} pb={10}
            onChange={(event) => set(withAllDay(value, event.currentTarget.checked))}
          />
        </Group>
        {value.start && (
          <>
            <RuleEditor
              id={`${id}-rule`} start={value.start} rule={value.rule} error={errorOf('rule')}
              onChange={(rule) => set({ ...value, rule, ...(rule ? {} : { exclude: undefined, changes: undefined }) })}
            />
            {value.rule && (
              <DateList
                id={`${id}-exclude`} label={t('field.recurrence.exclude')} type={type} value={value.exclude ?? []}
                onChange={(exclude) => set({ ...value, exclude })}
              />
            )}
            <DateList
              id={`${id}-include`} label={t('field.recurrence.include')} type={type} value={value.include ?? []}
              onChange={(include) => set({ ...value, include })}
            />
          </>
        )}
      </Stack>
    </FieldGroup>
  );
}
