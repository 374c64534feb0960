import { describe, expect, it } from 'vitest';
import { hasPublicText, stateOf, turnOf } from './state';

const entry = (change: object) =>
  ({ editing: 'clean', visibility: 'live', archived: false, expired: false, ...change }) as Parameters<typeof stateOf>[0];

describe('stateOf', () => {
  it.each([
    [{}, 'published', 'public'],
    [{ editing: 'draft' }, 'draft', 'yours'],
    [{ editing: 'changes_requested', visibility: 'none' }, 'changes_requested', 'yours'],
    [{ editing: 'in_review' }, 'in_review', 'others'],
    [{ editing: 'approved' }, 'approved', 'others'],
    [{ editing: 'approved', scheduledAt: '2026-12-01T08:00:00Z' }, 'scheduled', 'others'],
    [{ visibility: 'withdrawn' }, 'withdrawn', 'gone'],
    [{ expired: true }, 'expired', 'gone'],
    [{ editing: 'draft', expired: true }, 'draft', 'yours'],
    [{ archived: true, editing: 'draft' }, 'archived', 'gone'],
    [{ visibility: 'none' }, 'draft', 'yours'],
  ])('%o is %s, %s', (change, state, turn) => {
    expect(stateOf(entry(change))).toBe(state);
    expect(turnOf(stateOf(entry(change)))).toBe(turn);
  });

  it('knows when an older text is public', () => {
    expect(hasPublicText(entry({ editing: 'in_review' }))).toBe(true);
    expect(hasPublicText(entry({}))).toBe(false);
    expect(hasPublicText(entry({ editing: 'draft', expired: true }))).toBe(false);
  });
});
