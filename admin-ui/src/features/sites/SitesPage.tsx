import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { codeOf } from '@/api/errors';
import { useSites } from '@/api/site-queries';
import { Icon } from '@/ui/icons';
import { LoadMore } from '@/ui/LoadMore';
import { Page } from '@/ui/Page';
import { Empty, Failed, Loading } from '@/ui/States';
import { Tag } from '@/ui/Tag';

/** Who reads what is published with a key of its own. */
export default function SitesPage() {
  const { t } = useTranslation();
  const sites = useSites();
  const list = sites.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('sites.title')} lead={t('sites.lead')} width="reading"
      actions={<Button component={Link} to="/sites/new" leftSection={<Icon name="plus" size={18} />}>{t('sites.new')}</Button>}
    >
      {sites.error && <Failed code={codeOf(sites.error)} onRetry={() => void sites.refetch()} />}
      {!sites.data && !sites.error && <Loading />}
      {sites.data && list.length === 0 && <Empty icon="globe" title={t('sites.empty')}>{t('sites.emptyLead')}</Empty>}
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {list.map((site) => (
          <Group key={site.id} component="li" className="card" justify="space-between" gap="sm" p="md">
            <div style={{ minWidth: 0 }}>
              <Anchor component={Link} to={`/sites/${site.id}`} fw={650} c="var(--mantine-color-text)" underline="always" dir="auto">{site.name}</Anchor>
              <Text size="sm" c="dimmed" dir="auto">{site.address || site.slug}</Text>
            </div>
            <SiteState disabled={Boolean(site.disabledAt)} />
          </Group>
        ))}
      </Stack>
      <LoadMore query={sites} />
    </Page>
  );
}

export function SiteState({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  return disabled
    ? <Tag tone="danger" icon="pause">{t('sites.disabled')}</Tag>
    : <Tag tone="good" icon="check">{t('sites.active')}</Tag>;
}
