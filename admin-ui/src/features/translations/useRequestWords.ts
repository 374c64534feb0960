import { useTranslation } from 'react-i18next';
import type { TranslationRequest } from '@/api/translation-requests';
import { useFormat } from '@/i18n/format';
import { useNames } from './useNames';

/** A request in words: what it is called, and who does what since when. */
export function useRequestWords() {
  const { t } = useTranslation();
  const { number, dateTime } = useFormat();
  const names = useNames();
  const nameOf = (request: TranslationRequest) => {
    if (request.title) return request.title;
    return t(request.rule ? 'translations.requests.ofRule' : 'translations.requests.unnamed', { locales: names.locales(request.locales) });
  };
  const factsOf = (request: TranslationRequest) =>
    [
      names.provider(request.provider),
      request.via && t('translations.requests.via', { language: names.locale(request.via) }),
      names.locales(request.locales),
      t('translations.words', { count: request.words, number: number(request.words) }),
      request.assignee && t('translations.requests.assignee', { name: request.assignee.name }),
      t(request.createdBy ? 'translations.requests.byAt' : 'translations.requests.at', { name: request.createdBy?.name, at: dateTime(request.createdAt) }),
    ].filter(Boolean).join(' · ');
  return { nameOf, factsOf };
}
