import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/api/types';
import { isEmpty } from './kind';
import { kindOf } from './registry';

/** One field to read, whatever its kind. */
export function FieldView({ field, value, locale }: { field: Field; value: unknown; locale: string }) {
  const { t } = useTranslation();
  const { View } = kindOf(field.kind);
  if (isEmpty(value)) return <Text component="span" c="dimmed" fs="italic">{t('field.empty')}</Text>;
  return <View field={field} value={value} locale={locale} />;
}
