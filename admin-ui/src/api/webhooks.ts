import { client } from './client';
import { unwrap } from './request';
import type { components } from './schema.gen';
import type { Page } from './types';

type Schemas = components['schemas'];

export type Webhook = Schemas['Webhook'];
export type WebhookFields = Schemas['WebhookFields'];
export type WebhookWithSecret = Schemas['WebhookWithSecret'];
export type Delivery = Schemas['WebhookDelivery'];
export type Attempt = Schemas['WebhookAttempt'];
export type LastAttempt = Schemas['WebhookLastAttempt'];
export type ReplayFields = Schemas['ReplayWebhookBody'];
export type Replayed = Schemas['ReplayWebhookAnswer'];

/** The states of a webhook and of a delivery; empty: all. */
export type WebhookState = Webhook['state'] | '';
export type DeliveryState = Delivery['state'] | '';

const at = (id: string) => ({ params: { path: { id } } });

export const fetchWebhooks = (state: WebhookState, cursor?: string) =>
  unwrap<Page<Webhook>>(client.GET('/api/v1/webhooks', { params: { query: { state: state || undefined, cursor } } }));

export const fetchWebhook = (id: string) => unwrap<Webhook>(client.GET('/api/v1/webhooks/{id}', at(id)));

/** Makes a webhook; its secret is in this answer and nowhere else. */
export const createWebhook = (body: Schemas['CreateWebhookBody']) => unwrap<WebhookWithSecret>(client.POST('/api/v1/webhooks', { body }));

export const changeWebhook = (webhook: Webhook, body: WebhookFields) =>
  unwrap<Webhook>(
    client.PUT('/api/v1/webhooks/{id}', { params: { path: { id: webhook.id }, header: { 'If-Match': `"${webhook.version}"` } }, body }),
  );

export const setWebhookDisabled = (id: string, disabled: boolean) =>
  unwrap<Webhook>(disabled ? client.POST('/api/v1/webhooks/{id}/disable', at(id)) : client.POST('/api/v1/webhooks/{id}/enable', at(id)));

export const deleteWebhook = (id: string) => unwrap<unknown>(client.DELETE('/api/v1/webhooks/{id}', at(id)));

/** Gives a webhook a new secret, which is in this answer and nowhere else; the old one holds for some hours. */
export const rotateSecret = (id: string, overlapHours: number) =>
  unwrap<WebhookWithSecret>(client.POST('/api/v1/webhooks/{id}/rotate-secret', { ...at(id), body: { overlapHours } }));

export const testWebhook = (id: string) => unwrap<Schemas['TestWebhookAnswer']>(client.POST('/api/v1/webhooks/{id}/test', at(id)));

/** Sends one message again, or the first part of a range; `next` says where to go on. */
export const replay = (id: string, body: ReplayFields) =>
  unwrap<Replayed>(client.POST('/api/v1/webhooks/{id}/replay', { ...at(id), body }));

/** What goes and went to a webhook, the newest first, in short parts: below them stands more of the page. */
export const fetchDeliveries = (id: string, state: DeliveryState, cursor?: string) =>
  unwrap<Page<Delivery>>(client.GET('/api/v1/webhooks/{id}/deliveries', { params: { path: { id }, query: { state: state || undefined, cursor, limit: 10 } } }));

/** Every call with a message, the newest first. */
export const fetchAttempts = (id: string, message: string) =>
  unwrap<Page<Attempt>>(client.GET('/api/v1/webhooks/{id}/attempts', { params: { path: { id }, query: { message, limit: 100 } } }));
