import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/ui/Page';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')} lead={t('notFound.lead')} width="reading">
      <Anchor component={Link} to="/" underline="always">{t('nav.home')}</Anchor>
    </Page>
  );
}
