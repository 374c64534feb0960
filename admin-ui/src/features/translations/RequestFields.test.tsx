import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { client } from '@/api/client';
import i18next from '@/i18n';
import { RequestFields } from './RequestFields';
import { emptyForm } from './requestForm';

const post = vi.spyOn(client, 'POST');
const service = { name: 'deepl', locales: ['de', 'en', 'ar'], pausedUntil: null, waiting: 0, wordsYear: 200, budget: 1000, version: 1 };
const people = { ...service, name: 'manual', locales: ['de', 'en', 'ar', 'de-simple'], budget: null };
vi.spyOn(client, 'GET').mockResolvedValue({ data: { items: [service, people] }, response: new Response(null, { status: 200 }) } as never);
const made = vi.fn();

function Fields() {
  const [form, setForm] = useState(emptyForm);
  return <RequestFields chosen={[{ id: '1', title: 'Beratung', sourceLocale: 'de' }]} form={form} onChange={(part) => setForm((before) => ({ ...before, ...part }))} onMade={made} />;
}

function show() {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  queries.setQueryData(['translation-requests', 'providers'], { items: [service, people] });
  queries.setQueryData(['types'], { items: [] });
  render(<MantineProvider><QueryClientProvider client={queries}><Fields /></QueryClientProvider></MantineProvider>);
  return userEvent.setup();
}

const refuse = (code: string, ...errors: [pointer: string, code: string][]) =>
  post.mockResolvedValueOnce({ error: { status: 422, code, errors: errors.map(([pointer, one]) => ({ pointer, code: one })) }, response: new Response(null, { status: 422 }) } as never);
const bodies = () => (post.mock.calls as unknown as [path: string, init: { body: Record<string, unknown> }][]).map(([, { body }]) => body);
const send = () => screen.getByRole('button', { name: 'Auftrag abschicken' });

describe('the form of a request', () => {
  beforeEach(async () => {
    Element.prototype.scrollIntoView ??= () => undefined;
    await i18next.changeLanguage('de');
  });
  afterEach(() => {
    post.mockReset();
    made.mockReset();
  });
  afterAll(() => vi.restoreAllMocks());

  it('tells what the server has against it at its places, and keeps what was typed', async () => {
    refuse('invalid', ['/locales', 'required'], ['/dueOn', 'not_in_future']);
    const user = show();
    await user.type(screen.getByLabelText(/^Hinweis/), 'Bitte bald.');
    await user.click(send());
    await screen.findByRole('alert');
    expect(screen.getByRole('group', { name: /^Sprachen/ }).textContent).toContain('Bitte ausfüllen.');
    await screen.findByText('Der Zeitpunkt muss in der Zukunft liegen.');
    expect(screen.getByLabelText(/^Hinweis/)).toHaveProperty('value', 'Bitte bald.');
    expect(made).not.toHaveBeenCalled();
  });

  it('says in words that there is nothing to translate', async () => {
    refuse('nothing_to_translate');
    const user = show();
    await user.click(screen.getByRole('checkbox', { name: 'Arabisch' }));
    await user.click(send());
    expect((await screen.findByRole('alert')).textContent).toContain('Es gibt nichts zu übersetzen');
    expect(screen.getByRole('checkbox', { name: 'Arabisch' })).toHaveProperty('checked', true);
  });

  it('asks people for languages that only they write, and keeps the choice while a service is looked at', async () => {
    post.mockResolvedValueOnce({ data: { id: '7' }, response: new Response(null, { status: 201 }) } as never);
    const user = show();
    await screen.findByText(/noch 800 Wörter übrig/);
    await user.selectOptions(screen.getByLabelText(/^Wer soll übersetzen/), 'manual');
    await user.click(screen.getByRole('checkbox', { name: 'Leichte Sprache' }));
    await user.selectOptions(screen.getByLabelText(/^Wer soll übersetzen/), 'deepl');
    expect(screen.queryByRole('checkbox', { name: 'Leichte Sprache' })).toBeNull();
    await user.selectOptions(screen.getByLabelText(/^Wer soll übersetzen/), 'manual');
    await user.click(send());
    await waitFor(() => expect(made).toHaveBeenCalledWith({ id: '7' }));
    expect(bodies()).toEqual([{ entries: ['1'], locales: ['de-simple'], provider: 'manual' }]);
  });
});
