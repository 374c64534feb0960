import { useFormat } from '@/i18n/format';
import type { ViewProps } from '../kind';

export function NumberView({ value }: ViewProps<number>) {
  return <span>{useFormat().number(value)}</span>;
}
