import { langTag } from '@/i18n/locales';
import type { ViewProps } from '../kind';

export function TextView({ value, field, locale }: ViewProps<string>) {
  return (
    <span dir="auto" lang={field.localised ? langTag(locale) : undefined} style={{ whiteSpace: 'pre-wrap', display: 'block' }}>
      {value}
    </span>
  );
}
