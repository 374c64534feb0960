import { written } from '@/i18n/locales';
import type { ViewProps } from '../kind';

export function TextView({ value, field, locale }: ViewProps<string>) {
  return (
    <span dir="auto" {...(field.localised && written(locale))} style={{ whiteSpace: 'pre-wrap', display: 'block' }}>
      {value}
    </span>
  );
}
