/** Locales written from right to left. */
const rightToLeft = new Set(['ar', 'fa', 'prs', 'ps', 'ur', 'ku-Arab', 'ckb', 'he']);

export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  rightToLeft.has(locale) || rightToLeft.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';

/** The locales that content may be written in, in the order that the desk offers them. */
export const contentLocales = ['de', 'en', 'ar', 'fa', 'fr', 'es', 'ru', 'uk', 'de-simple'];

/** The BCP 47 tag for `lang=`; Leichte Sprache is German to a screen reader. */
export const langTag = (locale: string) => (locale === 'de-simple' ? 'de' : locale);

/** `lang` and `dir` for text in a locale: from the right where it is written so, else as the text itself says. */
export const written = (locale: string) =>
  ({ lang: langTag(locale), dir: directionOf(locale) === 'rtl' ? 'rtl' : 'auto' }) as const;

/** The name of a locale in the language of the desk. */
export function localeName(locale: string, language: string): string {
  if (locale === 'de-simple') return language === 'de' ? 'Leichte Sprache' : 'Easy German';
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}
