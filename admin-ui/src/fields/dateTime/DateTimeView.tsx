import { useFormat } from '@/i18n/format';
import type { ViewProps } from '../kind';

export function DateTimeView({ value }: ViewProps<string>) {
  return <time dateTime={value}>{useFormat().dateTime(value)}</time>;
}
