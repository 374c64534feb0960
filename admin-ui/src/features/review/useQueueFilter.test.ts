import { describe, expect, it } from 'vitest';
import { queryOf, readFilter, writeFilter } from './useQueueFilter';

describe('the filter of the queue', () => {
  it.each(['', 'type=offer&q=Sprachcafé', 'editing=approved', 'editing=&unreviewed=true', 'organisation=refugio&sort=title'])(
    'survives the address: %s',
    (address) => {
      const filter = readFilter(new URLSearchParams(address));
      expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
    },
  );

  it('shows what waits longest first, other lists by their last change', () => {
    expect(queryOf(readFilter(new URLSearchParams('')))).toMatchObject({ editing: ['in_review'], sort: 'submittedAt' });
    expect(queryOf(readFilter(new URLSearchParams('editing=archived')))).toMatchObject({ editing: undefined, archived: true });
    expect(queryOf(readFilter(new URLSearchParams('editing=')))).toMatchObject({ editing: undefined, sort: '-updatedAt' });
  });
});
