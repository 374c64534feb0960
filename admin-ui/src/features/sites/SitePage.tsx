import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { codeOf } from '@/api/errors';
import { useSite } from '@/api/site-queries';
import { changeSite, setSiteDisabled, type Site } from '@/api/sites';
import { flash } from '@/ui/flash';
import { Page } from '@/ui/Page';
import { Failed, Loading } from '@/ui/States';
import { AskFirst } from '@/ui/AskFirst';
import { formOf } from './form';
import { SiteFormFields } from './SiteFormFields';
import { SiteKeys } from './SiteKeys';
import { SiteState } from './SitesPage';

/** One site: its keys, what it may read, and whether it may read at all. */
export default function SitePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const queries = useQueryClient();
  const site = useSite(id);
  const keep = async (changed: Site) => {
    queries.setQueryData(['sites', id], changed);
    await queries.invalidateQueries({ queryKey: ['sites', 'list'] });
    await queries.invalidateQueries({ queryKey: ['sites', 'choices'] });
    await queries.invalidateQueries({ queryKey: ['preview-sites'] });
  };
  if (site.error) return <Page title={t('sites.title')}><Failed code={codeOf(site.error)} onRetry={() => void site.refetch()} /></Page>;
  if (!site.data) return <Loading />;
  const current = site.data;
  return (
    <Page
      title={current.name} width="reading" lead={<SiteState disabled={Boolean(current.disabledAt)} />}
      eyebrow={<Anchor component={Link} to="/sites" inherit underline="always">{t('sites.title')}</Anchor>}
      actions={<Switch site={current} onChanged={keep} />}
    >
      <section className="card" style={{ padding: 20 }} aria-labelledby="keys-title">
        <Text component="h2" id="keys-title" fw={680} fz="lg">{t('sites.keys.title')}</Text>
        <Text size="sm" c="dimmed" mb="md">{t('sites.keys.lead')}</Text>
        <SiteKeys site={current} />
      </section>
      <Stack className="card" gap="md" p={20}>
        <SiteFormFields
          // A new version begins the form anew: it then shows what the server made of it.
          key={current.version} initial={formOf(current)} submitLabel={t('sites.save')}
          onSubmit={async (fields) => {
            await keep(await changeSite(current, fields));
            flash(t('sites.saved'));
          }}
        />
      </Stack>
    </Page>
  );
}

function Switch({ site, onChanged }: { site: Site; onChanged: (site: Site) => Promise<void> }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const run = async (disable: boolean) => {
    try {
      await onChanged(await setSiteDisabled(site.id, disable));
      flash(t(disable ? 'sites.nowDisabled' : 'sites.nowActive'));
    } catch (error) {
      flash(t(`problem.${codeOf(error)}`, { defaultValue: t('problem.internal') }));
    }
    setAsking(false);
  };
  if (site.disabledAt) return <Button variant="default" onClick={() => void run(false)}>{t('sites.enable')}</Button>;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>{t('sites.disable')}</Button>
      {asking && (
        <AskFirst title={t('sites.disableTitle')} doIt={t('sites.disable')} onClose={() => setAsking(false)} onYes={() => run(true)}>
          {t('sites.disableLead')}
        </AskFirst>
      )}
    </>
  );
}
