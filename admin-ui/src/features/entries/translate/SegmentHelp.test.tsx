import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { client } from '@/api/client';
import type { Question, Suggestions } from '@/api/translation-help';
import type { Segment } from '@/api/translations';
import i18next from '@/i18n';
import { Issues } from './Issues';
import { SegmentHelp } from './SegmentHelp';

const segment: Segment = {
  id: 'body#1', path: 'body', field: 'body', label: { de: 'Text' }, kind: 'paragraph', words: 3, state: 'missing',
  source: { text: 'Das <g id="1">Jobcenter</g> hilft', codes: [{ id: 1, kind: 'bold' }] }, target: null,
};
const suggestions: Suggestions = {
  memory: [
    { source: segment.source.text, text: 'جاب‌سنتر <g id="1">کمک</g>', score: 100, origin: 'human', reviewed: true, context: 'offer.body' },
    { source: 'Das Amt hilft', text: 'اداره', score: 62, origin: 'machine', provider: 'deepl', reviewed: false, context: 'offer.body' },
  ],
  terms: [{ source: 'Jobcenter', target: '', note: 'Name der Behörde' }, { source: 'Hilfe', target: 'کمک' }],
  pivot: 'The job centre helps',
};
const question: Question = {
  id: 'q', locale: 'fa', segment: 'body#1', excerpt: 'Das Jobcenter hilft', question: 'Wobei?', answer: 'Bei der Arbeit.',
  askedAt: '2026-11-20T10:00:00Z', askedBy: { id: 'p', name: 'Rana' }, answeredAt: '2026-11-21T10:00:00Z', answeredBy: { id: 'o', name: 'Jonas' },
};
const get = vi.spyOn(client, 'GET');
const post = vi.spyOn(client, 'POST');

function show({ pivot = false, questions = [] as Question[] } = {}) {
  get.mockImplementation(((path: string) => Promise.resolve({
    data: path.endsWith('/session') ? { actions: { any: [] } } : suggestions, response: new Response(null, { status: 200 }),
  })) as never);
  const onInsert = vi.fn();
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SegmentHelp entry="e" segment={segment} locale="fa" sourceLocale="de" pivot={pivot} questions={questions} onInsert={onInsert} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return onInsert;
}

describe('help with a segment', () => {
  beforeEach(async () => {
    await i18next.changeLanguage('de');
  });
  afterEach(() => {
    get.mockReset();
    post.mockReset();
  });
  afterAll(() => {
    get.mockRestore();
    post.mockRestore();
  });

  it('shows how it was translated before, and inserts that by button or key', async () => {
    const onInsert = show();
    const list = within((await screen.findByText('Schon einmal übersetzt')).parentElement as HTMLElement);
    list.getByText('100 % gleich');
    list.getByText('von deepl');
    await userEvent.click(list.getAllByRole('button', { name: /^Einsetzen/ })[1] as HTMLElement);
    expect(onInsert).toHaveBeenLastCalledWith('اداره');
    fireEvent.keyDown(document.body, { key: '1', code: 'Digit1', altKey: true });
    expect(onInsert).toHaveBeenLastCalledWith('جاب‌سنتر <g id="1">کمک</g>');
    fireEvent.keyDown(document.body, { key: '3', code: 'Digit3', altKey: true });
    expect(onInsert).toHaveBeenCalledTimes(2);
  });

  it('says which terms stay German', async () => {
    show();
    const terms = within((await screen.findByText('Glossar')).parentElement as HTMLElement);
    expect(terms.getByText('Jobcenter').closest('div')?.textContent).toContain('bleibt deutsch');
    expect(terms.getByText('کمک').dir).toBe('rtl');
  });

  it('shows the English text only where it is wanted', async () => {
    show();
    await screen.findByText('Glossar');
    expect(screen.queryByText('The job centre helps')).toBeNull();
    show({ pivot: true });
    expect((await screen.findByText('The job centre helps')).lang).toBe('en');
  });

  it('has what was asked, and asks', async () => {
    post.mockResolvedValue({ data: { items: [] }, response: new Response(null, { status: 201 }) } as never);
    show({ questions: [question] });
    await screen.findByText('Bei der Arbeit.');
    await userEvent.click(screen.getByRole('button', { name: 'Frage an den Verfasser' }));
    await userEvent.type(screen.getByLabelText('Ihre Frage zu diesem Abschnitt'), 'Für wen?');
    await userEvent.click(screen.getByRole('button', { name: 'Frage senden' }));
    expect((post.mock.calls[0] as unknown as [string, { body: unknown }])[1].body).toEqual({ segment: 'body#1', question: 'Für wen?' });
    await screen.findByRole('button', { name: 'Frage an den Verfasser' });
  });
});

describe('what somebody should look at', () => {
  it('is said in plain sentences', async () => {
    await i18next.changeLanguage('de');
    render(
      <MantineProvider>
        <Issues
          issues={[
            { code: 'missing_code', expected: '1' }, { code: 'changed_number', expected: '12', found: '13' }, { code: 'changed_phone', expected: '+493641' },
            { code: 'changed_link', found: 'https://x.example' }, { code: 'broken_term', expected: 'کمک', found: 'Hilfe' }, { code: 'something_new' },
          ]}
        />
      </MantineProvider>,
    );
    expect(screen.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
      'Die Zahl „12“ steht so nicht in der Übersetzung; dort steht „13“.', 'Die Telefonnummer „+493641“ fehlt in der Übersetzung.',
      'Die Adresse „https://x.example“ steht nicht im Ausgangstext.', 'Im Glossar heißt „Hilfe“: „کمک“.', 'Hier stimmt vielleicht etwas nicht.',
    ]);
  });
});
