import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Page } from './types';
import { fetchAttempts, fetchDeliveries, fetchWebhook, fetchWebhooks, type Delivery, type DeliveryState, type WebhookState } from './webhooks';

export const useWebhooks = (state: WebhookState) =>
  useInfiniteQuery({
    queryKey: ['webhooks', 'list', state],
    queryFn: ({ pageParam }) => fetchWebhooks(state, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const useWebhook = (id: string) => useQuery({ queryKey: ['webhooks', id], queryFn: () => fetchWebhook(id) });

/** Whether something of these is about to be sent, so that it is worth asking again soon. */
const soon = (pages: Page<Delivery>[]) => {
  const horizon = Date.now() + 30_000;
  return pages.some((page) => page.items.some((one) => one.nextAttemptAt && new Date(one.nextAttemptAt).getTime() < horizon));
};

/** What goes and went to a webhook, asked for again now and then; every few seconds while something is on its way. */
export const useDeliveries = (id: string, state: DeliveryState) =>
  useInfiniteQuery({
    queryKey: ['webhooks', id, 'deliveries', state],
    queryFn: ({ pageParam }) => fetchDeliveries(id, state, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state: { data } }) => (data && soon(data.pages) ? 3000 : 10_000),
  });

/** The calls of one delivery; asked for anew after each. */
export const useAttempts = (id: string, delivery: Delivery) =>
  useQuery({
    queryKey: ['webhooks', id, 'attempts', delivery.id, delivery.attempts],
    queryFn: () => fetchAttempts(id, delivery.message),
    select: (page) => page.items.filter((one) => one.delivery === delivery.id),
  });
