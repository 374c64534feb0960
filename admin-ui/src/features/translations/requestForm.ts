import type { NewTranslationRequest, TranslationProvider, Translator } from '@/api/translation-requests';

/** An entry that is to be translated. */
export interface Chosen {
  id: string;
  title: string;
  sourceLocale: string;
}

/** What the form holds: texts as they are typed. */
export interface RequestForm {
  title: string;
  locales: string[];
  /** Empty: the first that can be asked. */
  provider: string;
  viaEnglish: boolean;
  /** An account; empty: whoever translates into the language. */
  assignee: string;
  dueOn: string;
  note: string;
}

export const emptyForm: RequestForm = { title: '', locales: [], provider: '', viaEnglish: false, assignee: '', dueOn: '', note: '' };

/** Entries, each once: a list shows one in every language that it is written in. */
export const distinct = (chosen: Chosen[]) => [...new Map(chosen.map((one) => [one.id, one])).values()];

export const providerOf = (form: Pick<RequestForm, 'provider'>, providers: TranslationProvider[]) =>
  providers.find(({ name }) => name === form.provider) ?? providers[0];

/** The languages that can be asked for: those of who is asked, without one that all of the entries come from. */
export const offeredTo = (provider: TranslationProvider | undefined, chosen: Chosen[]) =>
  (provider?.locales ?? []).filter((locale) => chosen.some(({ sourceLocale }) => sourceLocale !== locale));

/** Whether a way over English can be asked for: of a service, for other languages. */
export const canGoViaEnglish = (provider: TranslationProvider | undefined, locales: string[]) =>
  provider !== undefined && provider.name !== 'manual' && !locales.includes('en');

/** Who can be given the request: people who translate into all of the languages. */
export const assigneesFor = (provider: TranslationProvider | undefined, locales: string[], translators: Translator[]) =>
  provider?.name === 'manual' && locales.length > 0 ? translators.filter((one) => locales.every((locale) => one.locales.includes(locale))) : [];

/** What the server is told: only languages that are on offer; what was ticked before stays in the form. */
export function fieldsOf(form: RequestForm, chosen: Chosen[], provider: TranslationProvider | undefined): NewTranslationRequest {
  const locales = offeredTo(provider, chosen).filter((one) => form.locales.includes(one));
  return {
    entries: distinct(chosen).map(({ id }) => id),
    locales,
    provider: provider?.name ?? 'manual',
    title: form.title.trim() || undefined,
    note: form.note.trim() || undefined,
    dueOn: form.dueOn || undefined,
    assignee: (provider?.name === 'manual' && form.assignee) || undefined,
    via: form.viaEnglish && canGoViaEnglish(provider, locales) ? 'en' : undefined,
  };
}
