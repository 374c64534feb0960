import { Chip, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { leftToRight } from '@/ui/direction';
import { frequencies, parseRule, positionOf, weekdayOf, weekdays, writeRule, type Frequency, type Rule, type Weekday } from './rule';
import { useRuleWords } from './words';

interface RuleEditorProps {
  id: string;
  start: string;
  rule: string | undefined;
  error?: string;
  onChange: (rule: string | undefined) => void;
}

/** How often something happens, in choices that one can read aloud. */
export function RuleEditor({ id, start, rule, error, onChange }: RuleEditorProps) {
  const { t } = useTranslation();
  const words = useRuleWords();
  const parsed = rule ? parseRule(rule) : undefined;
  if (rule && parsed === null) {
    return <TextInput id={id} label={t('field.recurrence.ownRule')} ref={leftToRight} value={rule} error={error} onChange={(event) => onChange(event.currentTarget.value || undefined)} />;
  }
  const set = (part: Partial<Rule>) => parsed && onChange(writeRule({ ...parsed, ...part }));
  const choose = (frequency: string) => {
    const day = weekdayOf(start);
    const days = frequency === 'WEEKLY' && day ? [day] : [];
    onChange(frequency ? writeRule({ frequency: frequency as Frequency, interval: 1, days, until: parsed?.until }) : undefined);
  };
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="md">
        <NativeSelect
          id={id} label={t('field.recurrence.repeats')} error={error} value={parsed?.frequency ?? ''}
          data={['', ...frequencies].map((value) => ({ value, label: t(`field.recurrence.frequency.${value || 'NONE'}`) }))}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        {parsed && (
          <NumberInput
            id={`${id}-interval`} label={t('field.recurrence.every')} w={150} min={1} max={52} value={parsed.interval}
            suffix={` ${t(`field.recurrence.unit.${parsed.frequency}`, { count: parsed.interval })}`}
            onChange={(value) => set({ interval: typeof value === 'number' && value >= 1 ? value : 1 })}
          />
        )}
        {parsed && (
          <TextInput
            id={`${id}-until`} type="date" label={t('field.recurrence.until')} value={parsed.until ?? ''}
            onChange={(event) => set({ until: event.currentTarget.value || undefined, count: undefined })}
          />
        )}
      </Group>
      {parsed?.frequency === 'WEEKLY' && (
        <Chip.Group multiple value={parsed.days} onChange={(days) => set({ days: weekdays.filter((day) => days.includes(day)) })}>
          <Group gap={6} role="group" aria-label={t('field.recurrence.onDays')}>
            {weekdays.map((day) => <Chip key={day} value={day} size="sm">{t(`field.day.${day.toLowerCase()}`)}</Chip>)}
          </Group>
        </Chip.Group>
      )}
      {parsed?.frequency === 'MONTHLY' && <MonthlyChoice id={`${id}-monthly`} start={start} nth={parsed.nth} onChange={(nth) => set({ nth })} />}
      {parsed && <Text size="sm" c="dimmed">{words(parsed)}</Text>}
    </Stack>
  );
}

interface MonthlyChoiceProps {
  id: string;
  start: string;
  nth: Rule['nth'];
  onChange: (nth: Rule['nth']) => void;
}

function MonthlyChoice({ id, start, nth, onChange }: MonthlyChoiceProps) {
  const { t } = useTranslation();
  const here = { position: positionOf(start), day: weekdayOf(start) ?? ('MO' as Weekday) };
  const chosen = nth ?? here;
  return (
    <NativeSelect
      id={id} maw={340} label={t('field.recurrence.monthly')} value={nth ? 'nth' : 'date'}
      data={[
        { value: 'date', label: t('field.recurrence.byDate', { day: Number(start.slice(8, 10)) }) },
        { value: 'nth', label: t('field.recurrence.byNth', { position: t(`field.recurrence.position.${chosen.position}`), day: t(`field.day.${chosen.day.toLowerCase()}`) }) },
      ]}
      onChange={(event) => onChange(event.currentTarget.value === 'nth' ? chosen : undefined)}
    />
  );
}
