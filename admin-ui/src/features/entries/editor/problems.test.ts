import { describe, expect, it } from 'vitest';
import { missingCount, visibleProblems } from './problems';

const base = { refused: [], complete: false, locale: 'de', fields: {}, judged: {} };

describe('visibleProblems', () => {
  const required = { pointer: '/summary', code: 'required' };
  const format = { pointer: '/email', code: 'bad_format' };

  it('does not name what is missing until somebody tries to submit', () => {
    expect(visibleProblems({ ...base, ofEntry: [required, format] })).toEqual([format]);
    expect(visibleProblems({ ...base, ofEntry: [required, format], complete: true })).toEqual([required, format]);
  });

  it('forgets a problem of a field that was changed since', () => {
    expect(visibleProblems({ ...base, ofEntry: [format], fields: { email: 'a@b.de' }, judged: { email: 'a@' } })).toEqual([]);
  });

  it('keeps what kept the text from being saved', () => {
    expect(visibleProblems({ ...base, ofEntry: [], refused: [format], fields: { email: 'a@' }, judged: {} })).toEqual([format]);
  });

  it('names each problem once, and none of another locale', () => {
    expect(visibleProblems({ ...base, ofEntry: [format], refused: [format] })).toEqual([format]);
    expect(visibleProblems({ ...base, ofEntry: [{ ...format, locale: 'en' }] })).toEqual([]);
  });

  it('counts what is missing', () => {
    expect(missingCount([required, format, { ...required, locale: 'en' }], 'de')).toBe(1);
  });
});
