import { describe, expect, it } from 'vitest';
import type { Action } from '@/api/types';
import { arrange, needsDialog, offers } from './actions';

const action = (name: string, more: Partial<Action> = {}): Action => ({
  name, scope: 'variant', label: {}, reason: 'none', at: 'none', revision: 'none', organisation: 'none', ...more,
});

describe('actions', () => {
  it('are offered only when the server says so', () => {
    expect(offers({ actions: [action('save', { hidden: true })] }, 'save')).toBe(true);
    expect(offers({ actions: [] }, 'publish')).toBe(false);
  });

  it('stand as buttons, the main one first; what takes things away is in the menu', () => {
    const { buttons, menu } = arrange([
      action('save', { hidden: true }),
      action('revert', { revision: 'required' }),
      action('request_changes', { reason: 'required' }),
      action('approve', { tone: 'primary' }),
      action('withdraw', { tone: 'danger' }),
      action('archive', { scope: 'entry' }),
    ]);
    expect(buttons.map(({ name }) => name)).toEqual(['approve', 'request_changes']);
    expect(menu.map(({ name }) => name)).toEqual(['withdraw', 'archive']);
  });

  it('of the whole entry are in the menu of a page about a text, and beside it elsewhere', () => {
    const all = [action('submit', { tone: 'primary' }), action('recall'), action('confirm', { tone: 'primary', scope: 'entry' })];
    expect(arrange(all, { textOnly: true }).menu.map(({ name }) => name)).toEqual(['confirm']);
    expect(arrange(all, { narrow: true }).buttons.map(({ name }) => name)).toEqual(['submit', 'confirm']);
  });

  it('on a phone are the main one and one more', () => {
    const all = [
      action('claim'), action('request_changes', { reason: 'required' }), action('reject', { reason: 'required', tone: 'danger' }),
      action('approve', { tone: 'primary' }),
    ];
    const { buttons, menu } = arrange(all, { narrow: true });
    expect(buttons.map(({ name }) => name)).toEqual(['approve', 'request_changes']);
    expect(menu.map(({ name }) => name)).toEqual(['claim', 'reject']);
  });

  it('ask before what needs an answer or a second thought', () => {
    expect(needsDialog(action('approve', { reason: 'none', at: 'none' }))).toBe(false);
    expect(needsDialog(action('reject', { reason: 'required' }))).toBe(true);
    expect(needsDialog(action('schedule', { at: 'required' }))).toBe(true);
    expect(needsDialog(action('withdraw', { tone: 'danger' }))).toBe(true);
    expect(needsDialog(action('delete'))).toBe(true);
  });
});
