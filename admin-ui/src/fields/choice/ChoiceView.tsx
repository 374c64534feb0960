import { useFormat } from '@/i18n/format';
import type { ViewProps } from '../kind';

export function ChoiceView({ field, value }: ViewProps<string>) {
  const { label } = useFormat();
  return <span>{label(field.options?.find((option) => option.value === value)?.label, value)}</span>;
}
