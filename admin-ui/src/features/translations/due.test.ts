import { describe, expect, it } from 'vitest';
import { dueOf, todayOf } from './due';

describe('a last day', () => {
  it.each([
    ['2026-11-23', 'overdue', 1],
    ['2026-10-01', 'overdue', 54],
    ['2026-11-24', 'today', 0],
    ['2026-11-25', 'tomorrow', 1],
    ['2026-12-01', 'later', 7],
  ])('%s is %s by %i days', (day, due, days) => {
    expect(dueOf(day, '2026-11-24')).toEqual({ due, days });
  });

  it('is compared across the change of the clocks', () => {
    expect(dueOf('2026-03-30', '2026-03-28')).toEqual({ due: 'later', days: 2 });
  });

  it('counts days as in Germany', () => {
    expect(todayOf(new Date('2026-11-23T23:30:00Z'))).toBe('2026-11-24');
    expect(todayOf(new Date('2026-07-23T21:30:00Z'))).toBe('2026-07-23');
  });
});
