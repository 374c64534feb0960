import { useTranslation } from 'react-i18next';
import type { Problem } from '@/api/types';

/** What is wrong, in words: our own for the code, else the server's, else that something is wrong. */
export function useProblemText() {
  const { t, i18n } = useTranslation();
  return (problem: Problem) => {
    const key = `problem.${problem.code}`;
    if (i18n.exists(key)) return t(key, { ...problem.params });
    return problem.detail ?? t('problem.unknown');
  };
}
