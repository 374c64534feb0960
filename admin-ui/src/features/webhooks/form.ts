import type { ContentType } from '@/api/types';
import type { LastAttempt, Webhook, WebhookFields } from '@/api/webhooks';
import type { TagTone } from '@/ui/Tag';

/** What can happen to an entry in public. The name of an event is a type and one of these: offer.published. */
export const happenings = ['published', 'updated', 'withdrawn', 'expired', 'deleted'] as const;
export type Happening = (typeof happenings)[number];

const isHappening = (word: string): word is Happening => happenings.includes(word as Happening);

/** What the form holds: texts as they are typed. */
export interface WebhookForm {
  /** What it belongs to, as `useOwners` writes it; only of a new one. */
  owner: string;
  url: string;
  description: string;
  /** Of everything, also of types that do not exist yet; else of what `events` names. */
  everything: boolean;
  /** Patterns: offer.*, offer.published. */
  events: string[];
}

export const emptyForm: WebhookForm = { owner: '', url: '', description: '', everything: false, events: [] };

export const formOf = (webhook: Pick<Webhook, 'url' | 'description' | 'events'>): WebhookForm => ({
  owner: '',
  url: webhook.url,
  description: webhook.description,
  everything: webhook.events.includes('*'),
  events: webhook.events.filter((one) => one !== '*'),
});

/** What the server is told. */
export const fieldsOf = (form: WebhookForm): WebhookFields => ({
  url: form.url.trim(),
  description: form.description.trim(),
  events: form.everything ? ['*'] : form.events,
});

/** Whether somebody else has changed what the form is about. */
export const sameFields = (one: Webhook, other: Webhook) => JSON.stringify(fieldsOf(formOf(one))) === JSON.stringify(fieldsOf(formOf(other)));

/** The name of a type in events. */
const subjectOf = (type: Pick<ContentType, 'name'>) => type.name.replaceAll('-', '_');

/** What of a type the patterns name. */
export function chosenOf(events: string[], type: Pick<ContentType, 'name'>): Happening[] {
  const subject = subjectOf(type);
  return happenings.filter((one) => events.includes(`${subject}.*`) || events.includes(`${subject}.${one}`));
}

/** The patterns with just these happenings of a type; all of them are one pattern, which also holds for what may be added. */
export function withChosen(events: string[], type: Pick<ContentType, 'name'>, chosen: Happening[]): string[] {
  const subject = subjectOf(type);
  const others = events.filter((one) => !one.startsWith(`${subject}.`));
  if (chosen.length === happenings.length) return [...others, `${subject}.*`];
  return [...others, ...happenings.filter((one) => chosen.includes(one)).map((one) => `${subject}.${one}`)];
}

/** Patterns of types that there are no more. The server refuses them, so that one must be able to take them away. */
export const strangersOf = (events: string[], types: Pick<ContentType, 'name'>[]) =>
  events.filter((one) => !types.some((type) => one.startsWith(`${subjectOf(type)}.`)));

/** An event in its parts: its type, where there is one, and what happened, where that is known. */
export function partsOf<T extends Pick<ContentType, 'name'>>(event: string, types: T[]): { type?: T; happening?: Happening } {
  const [subject = '', word = ''] = event.split('.');
  const type = types.find((one) => subjectOf(one) === subject);
  return isHappening(word) && type ? { type, happening: word } : {};
}

/** What a person calls a webhook that they did not describe: the computer that it leads to. */
export function nameOf(webhook: Pick<Webhook, 'url' | 'description'>): string {
  if (webhook.description) return webhook.description;
  try {
    return new URL(webhook.url).host;
  } catch {
    return webhook.url;
  }
}

/** Whether a call arrived. */
export const arrived = (call: Pick<LastAttempt, 'status'>) => call.status !== null && call.status >= 200 && call.status < 300;

export const deliveryTones = { pending: 'waiting', delivered: 'good', failed: 'danger', cancelled: 'quiet' } as const satisfies Record<string, TagTone>;
