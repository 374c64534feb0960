import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { errorAt, withPart } from '../controls';
import { FieldGroup } from '../FieldGroup';
import type { EditorProps } from '../kind';
import { useProblemText } from '../problem-text';
import { periods, type Money } from './money';
import classes from './MoneyEditor.module.css';

export function MoneyEditor(props: EditorProps<Money>) {
  const { id, field, label, help, error, value, onChange } = props;
  const { t, i18n } = useTranslation();
  const words = useProblemText();
  const set = (part: keyof Money, next: string | number | undefined) => {
    const changed = withPart(value, part, next as never);
    // Currency and period say nothing without an amount or a note.
    const told = changed && (changed.min !== undefined || changed.max !== undefined || changed.note);
    onChange(told ? { ...changed, currency: 'EUR', per: changed.per ?? 'month' } : undefined);
  };
  return (
    <FieldGroup id={id} label={label} required={field.required} help={help} error={error}>
      <div className={classes.parts}>
        {(['min', 'max'] as const).map((part) => (
          <NumberInput
            key={part}
            id={`${id}-${part}`}
            label={t(`field.money.${part}`)}
            decimalSeparator={i18n.language === 'de' ? ',' : '.'}
            decimalScale={2}
            rightSection="€"
            value={value?.[part] ?? ''}
            error={errorAt(props, `/${part}`, words)}
            onChange={(next) => set(part, typeof next === 'number' ? next : undefined)}
          />
        ))}
        <NativeSelect
          id={`${id}-per`}
          label={t('field.money.per')}
          data={periods.map((period) => ({ value: period, label: t(`field.money.period.${period}`) }))}
          value={value?.per ?? 'month'}
          onChange={(event) => set('per', event.currentTarget.value)}
        />
        <TextInput
          id={`${id}-note`}
          label={t('field.money.note')}
          value={value?.note ?? ''}
          onChange={(event) => set('note', event.currentTarget.value)}
        />
      </div>
    </FieldGroup>
  );
}
