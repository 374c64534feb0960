import { describe, expect, it } from 'vitest';
import { asStored, conflicts, resolve } from './merge';

const base = { title: 'Sprachcafé', summary: 'Jeden Dienstag', languages: ['de'] };

describe('conflicts', () => {
  it('suggests the side that changed the field', () => {
    const mine = { ...base, title: 'Sprachcafé Jena' };
    const theirs = { ...base, summary: 'Jeden Mittwoch' };
    expect(conflicts(base, mine, theirs)).toEqual([
      { field: 'title', mine: 'Sprachcafé Jena', theirs: 'Sprachcafé', suggested: 'mine', both: false },
      { field: 'summary', mine: 'Jeden Dienstag', theirs: 'Jeden Mittwoch', suggested: 'theirs', both: false },
    ]);
  });

  it('leaves the choice when both changed it, mine first', () => {
    const [conflict] = conflicts(base, { ...base, title: 'A' }, { ...base, title: 'B' });
    expect(conflict).toMatchObject({ suggested: 'mine', both: true });
  });

  it('sees no conflict in the same change, or in another order of keys', () => {
    expect(conflicts({ geo: { lat: 1, lng: 2 } }, { geo: { lng: 3, lat: 1 } }, { geo: { lat: 1, lng: 3 } })).toEqual([]);
  });
});

describe('resolve', () => {
  const all = conflicts(base, { title: 'A', languages: ['de'] }, { ...base, title: 'B', url: 'https://example.org' });

  it('takes the suggestions', () => {
    // I removed the summary; they added an address.
    expect(resolve({ ...base, title: 'B', url: 'https://example.org' }, all, {})).toEqual({
      title: 'A', languages: ['de'], url: 'https://example.org',
    });
  });

  it('takes my choices over the suggestions', () => {
    expect(resolve({ ...base, title: 'B' }, all, { title: 'theirs', summary: 'theirs' })).toMatchObject({ title: 'B', summary: 'Jeden Dienstag' });
  });
});

describe('asStored', () => {
  it('takes fields that were left alone as the server tidied them', () => {
    expect(asStored({ phone: '03641 1', title: 'neu' }, { phone: '03641 1', title: 'alt' }, { phone: '+4936411', title: 'alt' })).toEqual({
      phone: '+4936411', title: 'neu',
    });
  });
});
