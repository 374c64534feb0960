import { MantineProvider } from '@mantine/core';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Segment } from '@/api/translations';
import i18next from '@/i18n';
import type { Desk } from './desk';
import { SegmentRow } from './SegmentRow';

const segment: Segment = {
  id: 'body#1', path: 'body', field: 'body', label: { de: 'Text' }, kind: 'paragraph', words: 3, state: 'missing',
  source: { text: 'Das Amt hilft' }, target: null,
};
const coded: Segment = {
  ...segment, state: 'human',
  source: { text: 'Das <g id="1">Amt</g> heißt <g id="2">Jobcenter</g>', codes: [{ id: 1, kind: 'bold' }, { id: 2, kind: 'keep' }] },
  target: { text: 'دائرة', codes: [{ id: 1, kind: 'bold' }, { id: 2, kind: 'keep' }] },
};

function show(one: Segment, more: Partial<Parameters<typeof SegmentRow>[0]> = {}) {
  const desk = { edit: vi.fn(), confirm: vi.fn(), keepMine: vi.fn(), takeTheirs: vi.fn() };
  render(
    <MantineProvider>
      <SegmentRow
        segment={one} number={1} total={2} locale="ar" sourceLocale="de" active={false} writable desk={desk as unknown as Desk} {...more}
      />
    </MantineProvider>,
  );
  return desk;
}

describe('a segment', () => {
  beforeEach(async () => {
    await i18next.changeLanguage('de');
  });

  it('is written from the right in Arabic, beside its source in German', async () => {
    const desk = show(segment);
    const box = screen.getByRole('textbox', { name: 'Übersetzung von Abschnitt 1 von 2, Arabisch' });
    expect([box.getAttribute('dir'), box.lang]).toEqual(['rtl', 'ar']);
    expect(document.getElementById(box.getAttribute('aria-describedby')?.split(' ')[0] ?? '')?.lang).toBe('de');
    await userEvent.type(box, '<');
    expect(desk.edit).toHaveBeenLastCalledWith('body#1', '&lt;');
    expect(screen.getByText('Fehlt')).toBeTruthy();
  });

  it('marks what changed in the source, and can be confirmed', async () => {
    const changes = [{ op: 'same' as const, text: 'Das Amt ' }, { op: 'removed' as const, text: 'stört' }, { op: 'added' as const, text: 'hilft' }];
    const desk = show({ ...segment, state: 'outdated', target: { text: 'x' }, changes });
    expect(document.querySelector('ins')?.textContent).toContain('hilft');
    expect(document.querySelector('del')?.textContent).toContain('stört');
    await userEvent.click(screen.getByRole('button', { name: 'Text stimmt noch' }));
    expect(desk.confirm).toHaveBeenCalledWith('body#1');
  });

  it('says which codes of the source are missing, and puts them in', async () => {
    const desk = show(coded);
    screen.getByText(/die Übersetzung noch nicht: Fett „Amt“; Nicht übersetzen „Jobcenter“/);
    await userEvent.click(screen.getByRole('button', { name: 'Fehlendes einfügen' }));
    expect(desk.edit).toHaveBeenLastCalledWith('body#1', 'دائرة <g id="1">Amt</g> <g id="2">Jobcenter</g>');
  });

  it('with codes shows its text until it is the one that is written', async () => {
    show({ ...coded, target: { ...coded.target, text: '<g id="1">دائرة</g> <g id="2">Jobcenter</g>' } }, { active: true });
    const editor = await screen.findByRole('textbox');
    expect([editor.getAttribute('dir'), editor.lang]).toEqual(['rtl', 'ar']);
    const bar = screen.getByRole('group', { name: 'Auszeichnungen des Ausgangstexts' });
    expect(within(bar).getAllByRole('button').map((one) => one.textContent)).toEqual(['FettAmtgesetzt', 'Nicht übersetzenJobcentergesetzt']);
    expect(editor.querySelector('[translate=no]')?.textContent).toBe('Jobcenter');
  });

  it('offers both texts where somebody else wrote too', async () => {
    const desk = show({ ...segment, target: { text: 'ihrs' } }, { typed: { text: 'meins', base: 'alt' }, note: { kind: 'elsewhere', theirs: { text: 'ihrs' } } });
    expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('meins');
    expect(screen.getByRole('alert').textContent).toContain('ihrs');
    await userEvent.click(screen.getByRole('button', { name: 'Meinen Text behalten' }));
    expect(desk.keepMine).toHaveBeenCalledWith('body#1');
  });

  it('is only read by somebody who may not write it', () => {
    show({ ...coded }, { writable: false, active: true });
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
