import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/ui/Notice';

/** When a page itself fails. Unsaved text is kept in the browser and comes back with the page. */
export function ErrorPage() {
  const { t } = useTranslation();
  return (
    <main style={{ padding: 24, maxWidth: 640, marginInline: 'auto' }}>
      <h1>{t('error.title')}</h1>
      <Notice tone="danger" role="alert" actions={<Button onClick={() => window.location.reload()}>{t('common.reload')}</Button>}>
        {t('error.lead')}
      </Notice>
    </main>
  );
}
