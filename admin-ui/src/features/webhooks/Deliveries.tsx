import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useDeliveries } from '@/api/webhook-queries';
import { replay, type Delivery, type DeliveryState, type Webhook } from '@/api/webhooks';
import { AskFirst } from '@/ui/AskFirst';
import { LoadMore } from '@/ui/LoadMore';
import { Failed, Loading } from '@/ui/States';
import { DeliveryItem } from './DeliveryItem';
import { ReplayRange } from './ReplayRange';
import { useTold } from './WebhookActions';
import classes from './Webhooks.module.css';

const states: DeliveryState[] = ['', 'pending', 'delivered', 'failed', 'cancelled'];

/** What goes and went to a webhook, the newest first; one or many of them are sent again from here. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const told = useTold();
  const [state, setState] = useState<DeliveryState>('');
  const [again, setAgain] = useState<Delivery>();
  const [range, setRange] = useState(false);
  const log = useDeliveries(webhook.id, state);
  const list = log.data?.pages.flatMap((page) => page.items) ?? [];
  const active = webhook.state === 'active';

  // What arrived or failed meanwhile has changed how it stands with the webhook.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['webhooks', webhook.id], exact: true });
  }, [queries, webhook.id, log.dataUpdatedAt]);

  const refresh = () => queries.invalidateQueries({ queryKey: ['webhooks', webhook.id, 'deliveries'] });
  const sendAgain = async (one: Delivery) => {
    await told(async () => {
      const { deliveries } = await replay(webhook.id, { message: one.message });
      await refresh();
      return t(deliveries > 0 ? 'webhooks.replay.doneOne' : 'webhooks.replay.onItsWay');
    });
    setAgain(undefined);
  };
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end" gap="sm">
        <NativeSelect
          size="sm" label={t('webhooks.log.state')} value={state} onChange={(event) => setState(event.currentTarget.value as DeliveryState)}
          data={states.map((value) => ({ value, label: t(`webhooks.log.states.${value || 'all'}`) }))}
        />
        {active && (list.length > 0 || state !== '') && <Button size="sm" variant="default" onClick={() => setRange(true)}>{t('webhooks.replay.range')}</Button>}
      </Group>
      {log.error && <Failed code={codeOf(log.error)} onRetry={() => void log.refetch()} />}
      {!log.data && !log.error && <Loading />}
      {log.data && list.length === 0 && <Text>{t(state === '' ? 'webhooks.log.none' : 'webhooks.log.noneState')}</Text>}
      {list.length > 0 && (
        <ul className={classes.plain}>
          {list.map((one) => <DeliveryItem key={one.id} webhook={webhook} one={one} onAgain={active ? () => setAgain(one) : undefined} />)}
        </ul>
      )}
      <LoadMore query={log} />
      {again && (
        <AskFirst title={t('webhooks.replay.oneTitle')} doIt={t('webhooks.replay.one')} onClose={() => setAgain(undefined)} onYes={() => sendAgain(again)}>
          {t('webhooks.replay.oneLead')}
        </AskFirst>
      )}
      {range && <ReplayRange webhook={webhook} onClose={() => { setRange(false); void refresh(); }} />}
    </Stack>
  );
}
