import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { inputProps } from '../controls';
import type { EditorProps } from '../kind';

export function ChoiceEditor(props: EditorProps<string>) {
  const { t } = useTranslation();
  const { label } = useFormat();
  const options = (props.field.options ?? []).map((option) => ({ value: option.value, label: label(option.label, option.value) }));
  return (
    <NativeSelect
      {...inputProps(props)}
      data={[{ value: '', label: t('field.choice.none') }, ...options]}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    />
  );
}
