import { describe, expect, it } from 'vitest';
import type { Webhook } from '@/api/webhooks';
import { arrived, chosenOf, emptyForm, fieldsOf, formOf, nameOf, partsOf, sameFields, strangersOf, withChosen } from './form';

const webhook: Webhook = {
  id: '1', organisation: null, site: null, url: 'https://portal.example/lotse?key=1', description: 'Portal', events: ['offer.*', 'event.published'],
  state: 'active', disabledAt: null, failingSince: null, createdAt: '2026-11-25T10:00:00Z', updatedAt: '2026-11-25T10:00:00Z', version: 3, lastAttempt: null,
};
const [offer, event, page] = [{ name: 'offer' }, { name: 'event' }, { name: 'info-page' }];

describe('the form of a webhook', () => {
  it('gives back what it was filled with', () => {
    const { url, description, events } = webhook;
    expect(fieldsOf(formOf(webhook))).toEqual({ url, description, events });
    expect(fieldsOf(formOf({ ...webhook, events: ['*'] })).events).toEqual(['*']);
  });

  it('asks for nothing where nothing is chosen, and says so to the server', () => {
    expect(fieldsOf(emptyForm)).toEqual({ url: '', description: '', events: [] });
  });

  it('keeps what was chosen while everything is', () => {
    const form = { ...formOf(webhook), everything: true };
    expect(fieldsOf(form).events).toEqual(['*']);
    expect(fieldsOf({ ...form, everything: false }).events).toEqual(webhook.events);
  });

  it('tells whether somebody else changed it: being disabled is no change of it', () => {
    expect(sameFields(webhook, { ...webhook, version: 4, state: 'disabled' })).toBe(true);
    expect(sameFields(webhook, { ...webhook, description: 'Anders' })).toBe(false);
  });
});

describe('its events', () => {
  it('are read by type, all of one as a pattern', () => {
    expect(chosenOf(webhook.events, offer)).toEqual(['published', 'updated', 'withdrawn', 'expired', 'deleted']);
    expect(chosenOf(webhook.events, event)).toEqual(['published']);
    expect(chosenOf(['info_page.deleted'], page)).toEqual(['deleted']);
    expect(chosenOf(webhook.events, page)).toEqual([]);
  });

  it('are changed for one type and stay for the others', () => {
    expect(withChosen(webhook.events, offer, ['deleted', 'published'])).toEqual(['event.published', 'offer.published', 'offer.deleted']);
    expect(withChosen(webhook.events, offer, [])).toEqual(['event.published']);
    const all = withChosen(webhook.events, page, ['published', 'updated', 'withdrawn', 'expired', 'deleted']);
    expect(all).toEqual([...webhook.events, 'info_page.*']);
  });

  it('of types that are gone can be seen', () => {
    expect(strangersOf(['offer.*', 'eventful.*', 'job.published'], [offer, event])).toEqual(['eventful.*', 'job.published']);
  });

  it('are told in their parts, and what is unknown is left as it is', () => {
    expect(partsOf('info_page.withdrawn', [offer, page])).toEqual({ type: page, happening: 'withdrawn' });
    for (const strange of ['webhook.test', 'offer.stolen', 'job.published', '']) expect(partsOf(strange, [offer])).toEqual({});
  });
});

describe('a webhook', () => {
  it('is called by its description, else by its computer: what follows may be a key', () => {
    expect(nameOf(webhook)).toBe('Portal');
    expect(nameOf({ ...webhook, description: '' })).toBe('portal.example');
    expect(nameOf({ url: 'nichts', description: '' })).toBe('nichts');
  });

  it('has arrived with any 2xx, and with nothing else', () => {
    expect([200, 204, 299].every((status) => arrived({ status }))).toBe(true);
    expect([null, 199, 301, 410, 500].some((status) => arrived({ status }))).toBe(false);
  });
});
