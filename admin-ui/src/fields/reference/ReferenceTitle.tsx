import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEntryTitle } from '@/api/queries';

/** The title of an entry that is referred to; one may lack the right to read it. */
export function ReferenceTitle({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, isError } = useEntryTitle(id);
  if (isError) return <Text component="span" c="dimmed" fs="italic">{t('field.reference.hidden')}</Text>;
  return <span dir="auto">{data ? data.title || t('entry.untitled') : '…'}</span>;
}
