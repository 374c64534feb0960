import { describe, expect, it } from 'vitest';
import { withAllDay, withStart } from './recurrence';
import { parseRule, positionOf, weekdayOf, writeRule } from './rule';

describe('rules', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20261218',
    'FREQ=MONTHLY;BYDAY=-1FR;COUNT=6',
    'FREQ=YEARLY',
  ])('%s is read and written back', (rule) => {
    const parsed = parseRule(rule);
    expect(parsed).not.toBeNull();
    expect(parsed && writeRule(parsed)).toBe(rule);
  });

  it('takes the day of an UNTIL with a time', () => {
    expect(parseRule('FREQ=WEEKLY;UNTIL=20261218T225959Z')?.until).toBe('2026-12-18');
  });

  it.each(['FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO,TU', 'FREQ=HOURLY', 'FREQ=MONTHLY;BYMONTHDAY=3', 'nonsense'])(
    '%s says more than the desk can show',
    (rule) => expect(parseRule(rule)).toBeNull(),
  );

  it('knows weekday and position of a date', () => {
    expect(weekdayOf('2026-11-24T18:00')).toBe('TU');
    expect(positionOf('2026-11-24T18:00')).toBe(4);
    expect(positionOf('2026-11-30')).toBe(-1);
    expect(weekdayOf('')).toBeUndefined();
  });
});

describe('withStart', () => {
  it('moves the end along', () => {
    const moved = withStart({ start: '2026-11-24T18:00', end: '2026-11-24T20:00' }, '2026-12-01T23:00');
    expect(moved.end).toBe('2026-12-02T01:00');
  });

  it('leaves an end that was before the start', () => {
    expect(withStart({ start: '2026-11-24T18:00', end: '2026-11-24T10:00' }, '2026-12-01T18:00').end).toBe('2026-11-24T10:00');
  });
});

describe('withAllDay', () => {
  it('keeps the day', () => {
    expect(withAllDay({ start: '2026-11-24T18:00' }, true)).toMatchObject({ start: '2026-11-24', allDay: true });
    expect(withAllDay({ start: '2026-11-24', allDay: true }, false)).toMatchObject({ start: '2026-11-24T09:00' });
  });
});
