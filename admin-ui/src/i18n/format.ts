import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { zone } from './zone';

/** A label by language, as the server writes it. */
type Text = Record<string, string>;

/** A label of the server in the language of the desk. */
export function pick(text: Text | undefined, language: string, fallback = ''): string {
  return text?.[language] ?? text?.de ?? text?.en ?? fallback;
}

const day = 24 * 60 * 60_000;

/** How long ago something was: the key of its words and the number in them. */
export function ageOf(instant: string, now = Date.now()): { unit: 'minutes' | 'hours' | 'days'; count: number } {
  const past = Math.max(0, now - new Date(instant).getTime());
  if (past < 60 * 60_000) return { unit: 'minutes', count: Math.max(1, Math.floor(past / 60_000)) };
  if (past < day) return { unit: 'hours', count: Math.floor(past / (60 * 60_000)) };
  return { unit: 'days', count: Math.floor(past / day) };
}

/** Words for dates, numbers and labels in the language of the desk. */
export function useFormat() {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => {
    // Days are written as in Europe, also in English.
    const locale = language === 'en' ? 'en-GB' : language;
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone });
    const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
    const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zone });
    const plainDate = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    const plainDateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
    const safely = (format: Intl.DateTimeFormat) => (value: string) => {
      const parsed = new Date(value);
      return Number.isNaN(parsed.getTime()) ? value : format.format(parsed);
    };
    return {
      language,
      /** An instant as a day, as a moment, as a time of day. */
      date: safely(date),
      dateTime: safely(dateTime),
      time: safely(time),
      /** A date or local time without zone. */
      localDate: (value: string) => safely(plainDate)(`${value.slice(0, 10)}T00:00Z`),
      localDateTime: (value: string) => safely(plainDateTime)(`${value.slice(0, 16)}Z`),
      number: (value: number) => new Intl.NumberFormat(locale).format(value),
      money: (value: number, currency: string) =>
        new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: 0 }).format(value),
      label: (text: Text | undefined, fallback = '') => pick(text, language, fallback),
      since: (instant: string) => {
        const { unit, count } = ageOf(instant);
        return t(`age.${unit}`, { count });
      },
    };
  }, [language, t]);
}
