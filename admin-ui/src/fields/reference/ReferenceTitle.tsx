import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useReference } from '@/api/queries';

interface ReferenceTitleProps {
  id: string;
  /** The types that the field refers to. */
  types: string[] | null | undefined;
}

/** The title of an entry that is referred to; what is neither public nor one's own has none. */
export function ReferenceTitle({ id, types }: ReferenceTitleProps) {
  const { t } = useTranslation();
  const { data, isError } = useReference(types ?? [], id);
  if (data) return <span dir="auto">{data.title || t('entry.untitled')}</span>;
  if (data === undefined && !isError) return <span>…</span>;
  return <Text component="span" c="dimmed" fs="italic">{t(isError ? 'field.reference.failed' : 'field.reference.hidden')}</Text>;
}
