import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '@/api/types';
import { Icon } from '@/ui/icons';
import { PreviewDialog } from './PreviewDialog';

/** Opens the way to show the text to somebody before it is public. */
export function PreviewButton({ entry, before }: { entry: Pick<Entry, 'id' | 'locale'>; before?: () => Promise<unknown> }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="subtle" leftSection={<Icon name="link" size={18} />} onClick={() => setOpened(true)}>{t('preview.title')}</Button>
      {opened && <PreviewDialog entry={entry} before={before} onClose={() => setOpened(false)} />}
    </>
  );
}
