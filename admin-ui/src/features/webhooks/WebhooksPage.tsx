import { Anchor, Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { codeOf } from '@/api/errors';
import { useWebhooks } from '@/api/webhook-queries';
import type { WebhookState } from '@/api/webhooks';
import { Icon } from '@/ui/icons';
import { LoadMore } from '@/ui/LoadMore';
import { Page } from '@/ui/Page';
import { Empty, Failed, Loading } from '@/ui/States';
import { nameOf } from './form';
import { useOwners } from './useOwners';
import classes from './Webhooks.module.css';
import { WebhookTags } from './WebhookTags';

const states: WebhookState[] = ['', 'active', 'disabled'];

/** Which programs are told of changes, and whether that works. */
export default function WebhooksPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const state = states.find((one) => one === search.get('state')) ?? '';
  const webhooks = useWebhooks(state);
  const { ownerOf } = useOwners();
  const list = webhooks.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('webhooks.title')} lead={t('webhooks.lead')} width="reading"
      actions={<Button component={Link} to="/webhooks/new" leftSection={<Icon name="plus" size={18} />}>{t('webhooks.new')}</Button>}
    >
      <div>
        <SegmentedControl
          aria-label={t('webhooks.which')} value={state} onChange={(next) => setSearch(next === '' ? {} : { state: next })}
          data={states.map((value) => ({ value, label: t(`webhooks.states.${value || 'all'}`) }))}
        />
      </div>
      {webhooks.error && <Failed code={codeOf(webhooks.error)} onRetry={() => void webhooks.refetch()} />}
      {!webhooks.data && !webhooks.error && <Loading />}
      {webhooks.data && list.length === 0 && (
        <Empty icon="send" title={t(state === '' ? 'webhooks.empty' : 'webhooks.emptyState')}>{state === '' && t('webhooks.emptyLead')}</Empty>
      )}
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {list.map((webhook) => (
          <Stack key={webhook.id} component="li" className="card" gap={6} p="md">
            <div><Anchor component={Link} to={`/webhooks/${webhook.id}`} fw={650} c="var(--mantine-color-text)" underline="always" dir="auto">{nameOf(webhook)}</Anchor></div>
            <Text size="sm" c="dimmed"><span dir="auto">{ownerOf(webhook)}</span> · <span className={classes.address}>{webhook.url}</span></Text>
            <WebhookTags webhook={webhook} />
          </Stack>
        ))}
      </Stack>
      <LoadMore query={webhooks} />
    </Page>
  );
}
