import { useFormat } from '@/i18n/format';
import type { ViewProps } from '../kind';

export function DateView({ value }: ViewProps<string>) {
  return <time dateTime={value}>{useFormat().localDate(value)}</time>;
}
