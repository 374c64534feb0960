import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { inputProps } from '../controls';
import type { EditorProps } from '../kind';

export function NumberEditor(props: EditorProps<number>) {
  const { i18n } = useTranslation();
  return (
    <NumberInput
      {...inputProps(props)}
      maw={240}
      allowDecimal={!props.field.integer}
      value={props.value ?? ''}
      decimalSeparator={i18n.language === 'de' ? ',' : '.'}
      onChange={(value) => props.onChange(typeof value === 'number' ? value : undefined)}
    />
  );
}
