import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, ConnectionError } from '@/api/errors';
import i18next from '@/i18n';
import { emptyForm, fieldsOf, type WebhookForm } from './form';
import { WebhookFormFields } from './WebhookFormFields';

const types = [
  { name: 'offer', label: { de: 'Angebot' }, plural: { de: 'Angebote' } },
  { name: 'info-page', label: { de: 'Infoseite' }, plural: { de: 'Infoseiten' } },
];
const owners = [{ group: 'Organisationen', items: [{ value: 'organisation:1', label: 'Willkommen e. V.' }, { value: 'organisation:2', label: 'Anders e. V.' }] }];

function show(onSubmit: (form: WebhookForm) => Promise<void>, initial = emptyForm) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  queries.setQueryData(['types'], { items: types });
  render(
    <MantineProvider>
      <QueryClientProvider client={queries}>
        <WebhookFormFields initial={initial} owners={owners} submitLabel="Anlegen" onSubmit={onSubmit} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return userEvent.setup();
}

const refuse = (...errors: [pointer: string, code: string][]) =>
  new ApiError(422, { status: 422, code: 'invalid', errors: errors.map(([pointer, code]) => ({ pointer, code })) });

describe('the form of a webhook', () => {
  beforeEach(async () => {
    Element.prototype.scrollIntoView ??= () => undefined;
    await i18next.changeLanguage('de');
  });

  it('tells every problem at its place, at once, and keeps what was typed', async () => {
    const user = show(() => Promise.reject(refuse(['/url', 'not_https'], ['/organisation', 'unknown_organisation'], ['/description', 'control_character'], ['/events', 'required'])));
    await user.type(screen.getByLabelText(/Adresse des Empfängers/), 'http://portal.example');
    await user.type(screen.getByLabelText(/Wofür ist der Webhook/), 'Portal');
    await user.click(screen.getByRole('button', { name: 'Anlegen' }));
    await screen.findByRole('alert');
    expect(screen.getByLabelText(/Adresse des Empfängers/)).toHaveProperty('value', 'http://portal.example');
    expect(screen.getByLabelText(/Wofür ist der Webhook/)).toHaveProperty('value', 'Portal');
    for (const words of ['Die Adresse muss mit https:// beginnen.', 'Diese Organisation gibt es nicht.', 'Der Text enthält unsichtbare Steuerzeichen.']) {
      const [field] = [...document.querySelectorAll('[aria-invalid=true]')].filter((one) => describedBy(one).includes(words));
      expect(field, words).toBeDefined();
    }
    expect(describedBy(screen.getByRole('group', { name: /Bei welchen Ereignissen/ }))).toContain('Bitte ausfüllen.');
  });

  it('says why it was refused as a whole, and takes that back once it is done', async () => {
    const send = vi.fn().mockRejectedValueOnce(new ConnectionError('off')).mockResolvedValueOnce(undefined);
    const user = show(send);
    await user.click(screen.getByRole('button', { name: 'Anlegen' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Keine Verbindung zum Server.');
    await user.click(screen.getByRole('button', { name: 'Anlegen' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('sends what is ticked: a kind as a whole, a part of it, everything', async () => {
    const sent: string[][] = [];
    const user = show((form) => { sent.push(fieldsOf(form).events); return Promise.resolve(); });
    const send = () => user.click(screen.getByRole('button', { name: 'Anlegen' }));
    await user.click(screen.getByRole('checkbox', { name: 'Infoseiten' }));
    await send();
    await user.click(screen.getByRole('checkbox', { name: 'gelöscht wird' }));
    expect(screen.getByRole('checkbox', { name: 'Infoseiten' })).toHaveProperty('indeterminate', true);
    await send();
    await user.click(screen.getByRole('checkbox', { name: /^Bei allen/ }));
    expect(screen.queryByRole('checkbox', { name: 'Angebote' })).toBeNull();
    await send();
    expect(sent).toEqual([['info_page.*'], ['info_page.published', 'info_page.updated', 'info_page.withdrawn', 'info_page.expired'], ['*']]);
  });

  it('lets one take away a kind that there is no more', async () => {
    const sent: string[][] = [];
    const user = show((form) => { sent.push(fieldsOf(form).events); return Promise.resolve(); }, { ...emptyForm, events: ['offer.*', 'gone.published'] });
    await user.click(screen.getByRole('checkbox', { name: 'gone.published (gibt es nicht mehr)' }));
    await user.click(screen.getByRole('button', { name: 'Anlegen' }));
    expect(sent).toEqual([['offer.*']]);
  });
});

/** The texts that a control refers to as its description. */
const describedBy = (element: Element) =>
  (element.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
