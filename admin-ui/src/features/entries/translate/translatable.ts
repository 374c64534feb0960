import type { Session } from '@/api/types';
import { contentLocales } from '@/i18n/locales';

/**
 * The languages that an account translates into. Somebody who only translates has those of the role; the
 * server has the last word about everybody.
 */
export function translatable(session: Pick<Session, 'roles' | 'organisations' | 'locales'>, sourceLocale: string): string[] {
  const roles = [...session.roles, ...session.organisations.flatMap((one) => one.roles ?? [])];
  const bound = roles.length > 0 && roles.every((role) => role === 'translator');
  return contentLocales.filter((locale) => locale !== sourceLocale && (!bound || session.locales.includes(locale)));
}
