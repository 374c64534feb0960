import { useFormat } from '@/i18n/format';
import type { ViewProps } from '../kind';

export function ChoicesView({ field, value }: ViewProps<string[]>) {
  const { label } = useFormat();
  const words = value.map((chosen) => label(field.options?.find((option) => option.value === chosen)?.label, chosen));
  return <span>{words.join(', ')}</span>;
}
