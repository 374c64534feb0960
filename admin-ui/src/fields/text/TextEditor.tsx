import { Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { directionOf, langTag } from '@/i18n/locales';
import { autoDirection, rightToLeft } from '@/ui/direction';
import { inputProps } from '../controls';
import type { EditorProps } from '../kind';

export function TextEditor(props: EditorProps<string>) {
  const { field, value = '', onChange, locale } = props;
  const common = {
    ...inputProps(props),
    value,
    lang: field.localised ? langTag(locale) : undefined,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || undefined),
  };
  const direction = field.localised && directionOf(locale) === 'rtl' ? rightToLeft : autoDirection;
  const long = field.multiline || (field.maxLength ?? 0) > 200;
  return (
    <div>
      {long ? <Textarea {...common} ref={direction} autosize minRows={2} maxRows={12} /> : <TextInput {...common} ref={direction} />}
      <Remaining length={value.length} limit={field.maxLength} />
    </div>
  );
}

/** Says how much room is left once it gets short. */
function Remaining({ length, limit }: { length: number; limit?: number }) {
  const { t } = useTranslation();
  if (!limit || length < limit * 0.8) return null;
  return (
    <Text size="xs" c={length > limit ? 'var(--mantine-color-error)' : 'dimmed'} mt={4} ta="end">
      {t('field.text.used', { length, limit })}
    </Text>
  );
}
