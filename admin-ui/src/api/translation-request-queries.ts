import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { fetchTerms } from './glossary';
import {
  fetchItems, fetchProviders, fetchReport, fetchRequest, fetchRequests, fetchRules, fetchTranslators, type ItemFilter, type TranslationRequest,
} from './translation-requests';

// Everything about requests begins with ['translation-requests'], so that a step refreshes all of it at once.

const onward = { initialPageParam: undefined as string | undefined, getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined };

/** How soon it is worth asking again, in milliseconds: only while something of these is still to come. */
export const pollOf = (requests: Pick<TranslationRequest, 'open'>[]) => (requests.some(({ open }) => open > 0) ? 2000 : false);

export const useTranslationItems = (filter: ItemFilter) =>
  useInfiniteQuery({
    queryKey: ['translation-requests', 'items', filter],
    queryFn: ({ pageParam }) => fetchItems(filter, pageParam),
    ...onward,
  });

export const useTranslationRequests = () =>
  useInfiniteQuery({
    queryKey: ['translation-requests', 'list'],
    queryFn: ({ pageParam }) => fetchRequests(pageParam),
    refetchInterval: ({ state: { data } }) => pollOf(data?.pages.flatMap((page) => page.items) ?? []),
    ...onward,
  });

export const useTranslationRequest = (id: string) =>
  useQuery({
    queryKey: ['translation-requests', 'one', id],
    queryFn: () => fetchRequest(id),
    refetchInterval: ({ state: { data } }) => pollOf(data ? [data] : []),
  });

/** Services and people that can be asked. */
export const useTranslationProviders = (poll: number | false = false) =>
  useQuery({
    queryKey: ['translation-requests', 'providers'],
    queryFn: fetchProviders,
    select: (page) => page.items,
    refetchInterval: poll,
  });

/** People who translate. */
export const useTranslators = () =>
  useQuery({ queryKey: ['translation-requests', 'translators'], queryFn: fetchTranslators, select: (page) => page.items });

export const useTranslationRules = () =>
  useQuery({ queryKey: ['translation-rules'], queryFn: fetchRules, select: (page) => page.items });

export const useTranslationReport = () => useQuery({ queryKey: ['translation-report'], queryFn: fetchReport });

export const useTerms = (locale: string, q: string) =>
  useInfiniteQuery({
    queryKey: ['glossary', locale, q],
    queryFn: ({ pageParam }) => fetchTerms(locale, q, pageParam),
    // While one types a search, what was found before stays; never that of another language.
    placeholderData: (before, query) => (query?.queryKey[1] === locale ? before : undefined),
    ...onward,
  });
