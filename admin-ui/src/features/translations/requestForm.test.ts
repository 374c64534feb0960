import { describe, expect, it } from 'vitest';
import type { TranslationProvider } from '@/api/translation-requests';
import { assigneesFor, distinct, emptyForm, fieldsOf, offeredTo, providerOf } from './requestForm';

const provider = (name: string, locales: string[]): TranslationProvider => ({ name, locales, pausedUntil: null, waiting: 0, wordsYear: 0, budget: null, version: 1 });
const service = provider('deepl', ['de', 'en', 'ar']);
const people = provider('manual', ['de', 'en', 'ar', 'de-simple']);
const one = { id: '1', title: 'Beratung', sourceLocale: 'de' };

describe('the form of a request', () => {
  it('takes an entry once that is chosen in two languages', () => {
    expect(distinct([one, { ...one, title: 'Advice' }]).map(({ id }) => id)).toEqual(['1']);
  });

  it('offers no language that everything comes from', () => {
    expect(offeredTo(service, [one])).toEqual(['en', 'ar']);
    expect(offeredTo(service, [one, { ...one, id: '2', sourceLocale: 'en' }])).toEqual(['de', 'en', 'ar']);
  });

  it('asks the first where nobody was chosen', () => {
    expect(providerOf(emptyForm, [service, people])?.name).toBe('deepl');
    expect(providerOf({ provider: 'manual' }, [service, people])?.name).toBe('manual');
  });

  it('sends only what is on offer, and keeps the rest for another choice', () => {
    const form = { ...emptyForm, locales: ['de-simple', 'ar'], viaEnglish: true, note: '  eilig ' };
    expect(fieldsOf(form, [one], service)).toEqual({ entries: ['1'], locales: ['ar'], provider: 'deepl', via: 'en', note: 'eilig', title: undefined, dueOn: undefined });
    expect(fieldsOf(form, [one], people)).toMatchObject({ locales: ['ar', 'de-simple'], provider: 'manual', via: undefined });
  });

  it('goes by way of English only to other languages', () => {
    expect(fieldsOf({ ...emptyForm, locales: ['ar', 'en'], viaEnglish: true }, [one], service).via).toBeUndefined();
  });

  it('gives it to nobody who does not translate into all of the languages, and to nobody beside a service', () => {
    const translators = [{ id: 'a', name: 'A', locales: ['ar', 'fa'] }, { id: 'b', name: 'B', locales: ['ar'] }];
    const of = (name: string, locales: string[]) => assigneesFor({ name } as never, locales, translators).map(({ id }) => id);
    expect(of('manual', ['ar'])).toEqual(['a', 'b']);
    expect(of('manual', ['ar', 'fa'])).toEqual(['a']);
    expect(of('manual', [])).toEqual([]);
    expect(of('deepl', ['ar'])).toEqual([]);
  });
});
