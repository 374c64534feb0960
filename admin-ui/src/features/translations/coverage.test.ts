import { describe, expect, it } from 'vitest';
import type { CoverageCell } from '@/api/translation-requests';
import { currentOf, matrixOf, monthsOf, percentOf, wordsOf } from './coverage';

const cell = (part: Partial<CoverageCell>): CoverageCell => ({
  type: 'offer', locale: 'ar', entries: 1, live: 0, outdated: 0, words: 0, missing: 0, machine: 0, human: 0, reviewed: 0, stale: 0, ...part,
});

describe('the coverage', () => {
  it('never rounds something to nothing or nearly all to all', () => {
    expect([percentOf(0, 1000), percentOf(1, 1000), percentOf(999, 1000), percentOf(1000, 1000), percentOf(1, 3), percentOf(0, 0)]).toEqual([0, 1, 99, 100, 33, 0]);
  });

  it('takes what is outdated for not current', () => {
    const half = cell({ reviewed: 10, human: 20, machine: 20, stale: 25, missing: 25 });
    expect(wordsOf(half)).toBe(100);
    expect(currentOf(half)).toBe(50);
  });

  it('is a matrix with holes where a type is written in a language', () => {
    const { locales, rows } = matrixOf([cell({}), cell({ locale: 'en' }), cell({ type: 'event', locale: 'en' })]);
    expect(locales).toEqual(['ar', 'en']);
    expect(rows.map(({ type, cells }) => [type, cells.map((one) => one?.locale)])).toEqual([['offer', ['ar', 'en']], ['event', [undefined, 'en']]]);
  });
});

it('words of a month are summed over languages, by service, the newest month first', () => {
  const use = (month: string, provider: string, locale: string, words: number) => ({ month, provider, locale, words, characters: 0 });
  expect(monthsOf([use('2026-09-01', 'deepl', 'ar', 10), use('2026-10-01', 'libretranslate', 'ar', 1), use('2026-10-01', 'deepl', 'ar', 2), use('2026-10-01', 'deepl', 'fa', 3)])).toEqual([
    { month: '2026-10-01', services: [['deepl', 5], ['libretranslate', 1]] },
    { month: '2026-09-01', services: [['deepl', 10]] },
  ]);
});
