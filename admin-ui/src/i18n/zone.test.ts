import { describe, expect, it } from 'vitest';
import { toInstant, toLocal } from './zone';

describe('toInstant', () => {
  it.each([
    ['2026-11-24T18:00', '2026-11-24T17:00:00Z'], // winter
    ['2026-07-07T18:00', '2026-07-07T16:00:00Z'], // summer
    ['2026-10-25T02:30', '2026-10-25T00:30:00Z'], // twice: the first
    ['2027-01-01T00:15', '2026-12-31T23:15:00Z'],
  ])('takes %s for %s', (local, instant) => {
    expect(toInstant(local)).toBe(instant);
  });

  it.each(['2026-03-29T02:30', '', '2026-11-24', 'soon', '2026-13-01T10:00'])('refuses %s', (local) => {
    expect(toInstant(local)).toBeNull();
  });

  it('is undone by toLocal', () => {
    for (const local of ['2026-01-01T00:00', '2026-06-30T23:59', '2026-03-29T03:00']) {
      expect(toLocal(toInstant(local) ?? '')).toBe(local);
    }
  });
});
