import { useTranslation } from 'react-i18next';
import type { TranslationProvider } from '@/api/translation-requests';
import { useFormat } from '@/i18n/format';

/** What is good to know of who is asked: who that is, what is left of the budget, that it is paused. */
export function ProviderHint({ provider }: { provider: TranslationProvider | undefined }) {
  const { t } = useTranslation();
  const { number, dateTime } = useFormat();
  if (!provider) return null;
  if (provider.name === 'manual') return t('translations.request.people');
  const left = provider.budget === null ? null : Math.max(provider.budget - provider.wordsYear, 0);
  return [
    t('translations.request.service'),
    left !== null && t('translations.request.left', { left: number(left) }),
    provider.pausedUntil && t('translations.request.paused', { until: dateTime(provider.pausedUntil) }),
  ].filter(Boolean).join(' ');
}
