import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { fetchTranslation, type Translation } from './translations';

const key = (id: string, locale: string) => ['entry', id, 'translation', locale];

export const useTranslationView = (id: string, locale: string) =>
  useQuery({ queryKey: key(id, locale), queryFn: () => fetchTranslation(id, locale) });

/** How an entry stands in several locales; those that the account may not see are left out. */
export const useTranslationViews = (id: string, locales: string[]) =>
  useQueries({
    queries: locales.map((locale) => ({
      queryKey: key(id, locale), queryFn: () => fetchTranslation(id, locale), staleTime: 60_000,
    })),
    combine: (results) => ({
      pending: results.some((one) => one.isPending),
      views: results.flatMap((one) => (one.data ? [one.data] : [])),
    }),
  });

/** Puts a translation, as the server answered it, where every page reads it. */
export function useKeepTranslation() {
  const queries = useQueryClient();
  return useCallback(
    (view: Translation) => {
      queries.setQueryData(key(view.entryId, view.locale), view);
      void queries.invalidateQueries({ queryKey: ['entry', view.entryId, 'variant'], refetchType: 'none' });
    },
    [queries],
  );
}
