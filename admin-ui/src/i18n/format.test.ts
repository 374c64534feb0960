import { describe, expect, it } from 'vitest';
import { ageOf, pick } from './format';

describe('ageOf', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  it.each([
    ['2026-11-23T11:59:50Z', 'minutes', 1],
    ['2026-11-23T11:01:00Z', 'minutes', 59],
    ['2026-11-23T10:59:00Z', 'hours', 1],
    ['2026-11-22T12:00:01Z', 'hours', 23],
    ['2026-11-20T12:00:00Z', 'days', 3],
    ['2026-11-24T12:00:00Z', 'minutes', 1], // a clock that goes wrong
  ])('%s', (instant, unit, count) => {
    expect(ageOf(instant, now)).toEqual({ unit, count });
  });
});

describe('pick', () => {
  it('falls back to German, English, then the name', () => {
    expect(pick({ de: 'Titel', en: 'Title' }, 'en')).toBe('Title');
    expect(pick({ de: 'Titel' }, 'en')).toBe('Titel');
    expect(pick({ en: 'Title' }, 'fr')).toBe('Title');
    expect(pick(undefined, 'de', 'title')).toBe('title');
  });
});
