import { Anchor } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { createSite } from '@/api/sites';
import { Page } from '@/ui/Page';
import { emptyForm } from './form';
import { SiteFormFields } from './SiteFormFields';

export default function NewSitePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <Page title={t('sites.new')} lead={t('sites.newLead')} width="reading" eyebrow={<Anchor component={Link} to="/sites" inherit underline="always">{t('sites.title')}</Anchor>}>
      <SiteFormFields
        initial={emptyForm} submitLabel={t('sites.create')}
        onSubmit={async (fields) => {
          const site = await createSite(fields);
          await queries.invalidateQueries({ queryKey: ['sites'] });
          await queries.invalidateQueries({ queryKey: ['preview-sites'] });
          await navigate(`/sites/${site.id}`, { replace: true });
        }}
      />
    </Page>
  );
}
