import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ContentType, Entry } from '@/api/types';
import { useFormat } from '@/i18n/format';

/** What kind of entry this is, and whose. */
export function EntryEyebrow({ entry, type }: { entry: Entry; type: ContentType }) {
  const { t } = useTranslation();
  const { label } = useFormat();
  return (
    <>
      <Anchor component={Link} to="/" inherit underline="always">{t('nav.home')}</Anchor>
      {' · '}{label(type.label, type.name)}{' · '}<span dir="auto">{entry.organisation.name}</span>
    </>
  );
}
