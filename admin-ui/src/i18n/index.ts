import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import de from './de.json';
import en from './en.json';

export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'lotse:language';

const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

/** The language that was chosen in this browser, if any. */
export function chosenLanguage(): Language | undefined {
  try {
    const value = localStorage.getItem(storageKey);
    return isLanguage(value) ? value : undefined;
  } catch {
    return undefined; // storage may be switched off
  }
}

function startLanguage(): Language {
  const browser = navigator.language.slice(0, 2);
  return chosenLanguage() ?? (isLanguage(browser) ? browser : 'de');
}

/** Switches the desk's language and remembers it. */
export async function setLanguage(language: string) {
  if (!isLanguage(language)) return;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // The choice then holds for this visit.
  }
  await i18next.changeLanguage(language);
}

void i18next.use(initReactI18next).init({
  resources: { de: { translation: de }, en: { translation: en } },
  lng: startLanguage(),
  fallbackLng: 'de',
  interpolation: { escapeValue: false }, // React escapes
  returnNull: false,
});

const tellDocument = (language: string) => {
  document.documentElement.lang = language;
};
tellDocument(i18next.language);
i18next.on('languageChanged', tellDocument);

export default i18next;
