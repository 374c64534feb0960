import { useTranslation } from 'react-i18next';
import { useTypes } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { localeName } from '@/i18n/locales';

/** The names of types, languages and services in the language of the desk. */
export function useNames() {
  const { t } = useTranslation();
  const { label, language } = useFormat();
  const types = useTypes();
  const typeOf = (name: string) => types.data?.find((one) => one.name === name);
  return {
    type: (name: string) => label(typeOf(name)?.label, name),
    types: (name: string) => label(typeOf(name)?.plural ?? typeOf(name)?.label, name),
    locale: (locale: string) => localeName(locale, language),
    locales: (locales: string[]) => locales.map((one) => localeName(one, language)).join(', '),
    provider: (name: string) => t(`translations.provider.${name}`, { defaultValue: name }),
    /** Why a text failed, in a sentence. */
    reason: (code: string) => t(`translations.reason.${code}`, { defaultValue: t(`problem.${code}`, { defaultValue: t('translations.reason.other') }) }),
  };
}
