import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Field, FieldKind, Problem } from '@/api/types';
import '@/i18n';
import { FieldEditor } from './FieldEditor';
import { FieldView } from './FieldView';
import { registry } from './registry';

const fieldOf = (kind: FieldKind, more: Partial<Field> = {}): Field => ({
  name: 'thing',
  kind,
  label: { de: 'Das Ding', en: 'The thing' },
  options: [{ value: 'a', label: { de: 'Erstes', en: 'First' } }],
  to: ['place'],
  fields: [{ name: 'role', kind: 'text', label: { de: 'Rolle', en: 'Role' } }],
  ...more,
});

const samples: Record<FieldKind, unknown> = {
  address: { street: 'Markt 1', postcode: '07743', city: 'Jena', country: 'DE' },
  boolean: true,
  choice: 'a',
  choices: ['a'],
  date: '2026-11-23',
  dateTime: '2026-11-23T17:00:00Z',
  email: 'a@example.org',
  geo: { lat: 50.9, lng: 11.5 },
  list: [{ id: '1', role: 'Beratung' }],
  money: { min: 2500, currency: 'EUR', per: 'month' },
  number: 3,
  openingHours: { weekly: [{ day: 'mo', from: '09:00', to: '12:00' }], holidays: 'closed' },
  phone: '+493641000000',
  recurrence: { start: '2026-11-24T18:00', end: '2026-11-24T20:00', timezone: 'Europe/Berlin', rule: 'FREQ=WEEKLY;BYDAY=TU' },
  reference: '00000000-0000-4000-8000-000000000001',
  references: ['00000000-0000-4000-8000-000000000001'],
  richText: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hallo' }] }] },
  text: 'Hallo',
  url: 'https://example.org/',
};

function show(field: Field, value: unknown, problems: Problem[] = []) {
  const onChange = vi.fn();
  const queries = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  const view = (children: React.ReactNode) =>
    render(<MantineProvider><QueryClientProvider client={queries}>{children}</QueryClientProvider></MantineProvider>);
  view(<FieldEditor id="field-thing" field={field} value={value} problems={problems} locale="de" onChange={onChange} />);
  return { onChange, view };
}

describe.each(Object.keys(registry) as FieldKind[])('the kind %s', (kind) => {
  it('has an editor with its label, empty and filled', async () => {
    show(fieldOf(kind), undefined);
    show(fieldOf(kind), samples[kind]);
    expect((await screen.findAllByText(/Das Ding|The thing/)).length).toBeGreaterThan(0);
  });

  it('can be read, also when it is empty', () => {
    const { view } = show(fieldOf(kind), samples[kind]);
    expect(view(<FieldView field={fieldOf(kind)} value={samples[kind]} locale="de" />).container.textContent).not.toBe('');
    expect(view(<FieldView field={fieldOf(kind)} value={undefined} locale="de" />).container.textContent).toMatch(/keine Angabe|not given/);
  });
});

describe('a text field', () => {
  it('hands over what is typed, and nothing when it is emptied', async () => {
    const { onChange } = show(fieldOf('text'), 'a');
    const input = screen.getByRole('textbox');
    await userEvent.type(input, 'b');
    expect(onChange).toHaveBeenLastCalledWith('ab');
    await userEvent.clear(input);
    expect(onChange).toHaveBeenLastCalledWith(undefined);
  });

  it('tells its problem to a screen reader', () => {
    show(fieldOf('text'), 'a', [{ pointer: '', code: 'required' }]);
    expect(screen.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/Bitte ausfüllen|Please fill this in/)).toBeTruthy();
  });
});

describe('choices', () => {
  it('keep the order of the options', async () => {
    const options = ['a', 'b', 'c'].map((value) => ({ value, label: { de: value, en: value } }));
    const { onChange } = show(fieldOf('choices', { options }), ['c']);
    await userEvent.click(screen.getByLabelText('a'));
    expect(onChange).toHaveBeenLastCalledWith(['a', 'c']);
  });
});
