import { describe, expect, it } from 'vitest';
import { pollOf } from '@/api/translation-request-queries';
import { progressOf, reasonsOf } from './states';
import { queryOf, readFilter, writeFilter } from './useItemFilter';

const none = { requested: 0, inProgress: 0, needsReview: 0, done: 0, refused: 0, failed: 0, cancelled: 0 };

describe('a request', () => {
  it('is as far as what is translated, reviewed or not', () => {
    expect(progressOf({ ...none, done: 1, needsReview: 1, requested: 1 })).toEqual({ total: 3, translated: 2, percent: 66 });
    expect(progressOf(none)).toEqual({ total: 0, translated: 0, percent: 0 });
  });

  it('is asked for again only while something is open', () => {
    expect(pollOf([{ open: 0 }, { open: 2 }])).toBe(2000);
    expect(pollOf([{ open: 0 }])).toBe(false);
    expect(pollOf([])).toBe(false);
  });

  it('tells each reason once, the most frequent first', () => {
    expect(reasonsOf(['a', 'b', 'b'], (one) => one)).toEqual([['b', 2], ['a', 1]]);
  });
});

describe('the filter of texts', () => {
  it('stands in the address, without what is usual', () => {
    const addresses: Record<string, string>[] = [{}, { who: 'all' }, { who: 'all', locale: 'ar', state: 'refused' }];
    for (const address of addresses) {
      expect(writeFilter(readFilter(new URLSearchParams(address)))).toEqual(address);
    }
  });

  it('asks for what is open where no state, or none that there is, is chosen', () => {
    expect(queryOf({ mine: true, locale: '', state: '' })).toEqual({ mine: true, locale: undefined, state: [], limit: 50 });
    expect(queryOf({ mine: false, locale: 'ar', state: 'nonsense' })).toEqual({ mine: undefined, locale: 'ar', state: [], limit: 50 });
  });
});
