import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  act, fetchActivity, fetchComparison, fetchEntries, fetchEntry, fetchRevision, fetchRevisions,
  type ActParameters, type EntryFilter,
} from './entries';
import { hasStatus } from './errors';
import { fetchReference, searchReferences } from './references';
import { fetchAccountSessions, fetchOrganisations, fetchSession, fetchType, fetchTypes } from './session';
import { sessionEnded } from './session-ended';
import type { Acted, Entry, Session } from './types';

// Every query of the desk and its key. What belongs to one entry begins with ['entry', id], so that
// an action on it refreshes all of it at once.

const quarterHour = 15 * 60_000;

/**
 * The session, or null when nobody is signed in. A session that ended in the middle of work stays on
 * the screen, with what is being written: the shell asks for the password over it.
 */
export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    queryFn: ({ client }) =>
      fetchSession().catch((error: unknown) => {
        if (!hasStatus(error, 401)) throw error;
        const before = client.getQueryData<Session | null>(['session']) ?? null;
        if (before) sessionEnded.set(true);
        return before;
      }),
    staleTime: 60_000,
  });

export const useTypes = () =>
  useQuery({ queryKey: ['types'], queryFn: fetchTypes, select: (page) => page.items, staleTime: quarterHour });

export const useType = (name: string | undefined) =>
  useQuery({
    queryKey: ['types', name],
    queryFn: () => fetchType(name as string),
    enabled: name !== undefined,
    staleTime: quarterHour,
  });

export const useEntries = (filter: EntryFilter) =>
  useInfiniteQuery({
    queryKey: ['entries', filter],
    queryFn: ({ pageParam }) => fetchEntries(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

const entryKey = (id: string, locale?: string) => ['entry', id, 'variant', locale ?? ''];

export const useEntry = (id: string, locale?: string) =>
  useQuery({ queryKey: entryKey(id, locale), queryFn: () => fetchEntry(id, locale) });

const referenceKey = (types: string[], id: string) => ['references', types, 'one', id];

/** An entry that a text refers to; null where it may not be referred to. */
export const useReference = (types: string[], id: string) =>
  useQuery({ queryKey: referenceKey(types, id), queryFn: () => fetchReference(types, id), staleTime: quarterHour });

/** Entries that a text may refer to, by words of their titles. What is found needs not be asked for again. */
export const useReferenceSearch = (types: string[], q: string, enabled: boolean) =>
  useQuery({
    queryKey: ['references', types, 'search', q],
    queryFn: async ({ client }) => {
      const found = await searchReferences(types, q);
      for (const one of found) client.setQueryData(referenceKey(types, one.id), one);
      return found;
    },
    enabled: enabled && types.length > 0,
    staleTime: 30_000,
  });

export const useRevisions = (id: string, locale: string) =>
  useInfiniteQuery({
    queryKey: ['entry', id, 'revisions', locale],
    queryFn: ({ pageParam }) => fetchRevisions(id, locale, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const useRevision = (id: string, locale: string, revision: string | null | undefined) =>
  useQuery({
    queryKey: ['entry', id, 'revision', locale, revision],
    queryFn: () => fetchRevision(id, locale, revision as string),
    enabled: Boolean(revision),
    staleTime: quarterHour,
  });

export const useComparison = (id: string, locale: string, from: string | undefined, to: string | undefined) =>
  useQuery({
    queryKey: ['entry', id, 'compare', locale, from, to],
    queryFn: () => fetchComparison(id, locale, from as string, to as string),
    enabled: Boolean(from && to),
  });

export const useActivity = (id: string) =>
  useInfiniteQuery({
    queryKey: ['entry', id, 'activity'],
    queryFn: ({ pageParam }) => fetchActivity(id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** The organisations that one may see; not everybody may list them. */
export const useOrganisations = (enabled: boolean) =>
  useQuery({ queryKey: ['organisations'], queryFn: fetchOrganisations, select: (page) => page.items, enabled, staleTime: quarterHour });

export const useAccountSessions = () =>
  useQuery({ queryKey: ['account-sessions'], queryFn: fetchAccountSessions, select: (page) => page.items });

/** Puts an entry, as the server answered it, where every page reads it. */
export function useKeepEntry() {
  const queries = useQueryClient();
  return (entry: Entry, requestedLocale?: string) => {
    queries.setQueryData(entryKey(entry.id, entry.locale), entry);
    void queries.invalidateQueries({ queryKey: ['entry', entry.id, 'translation'], refetchType: 'none' });
    if (requestedLocale === undefined && entry.locale === entry.sourceLocale) {
      queries.setQueryData(entryKey(entry.id), entry);
    }
  };
}

/** Takes an action on an entry and refreshes what shows it. */
export function useAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ entry, action, parameters }: { entry: Acted; action: string; parameters: ActParameters }) =>
      act(entry, action, parameters),
    onSuccess: async (_, { entry, action }) => {
      void queries.invalidateQueries({ queryKey: ['entries'] });
      void queries.invalidateQueries({ queryKey: ['references'] });
      if (action === 'delete') return;
      await queries.invalidateQueries({ queryKey: ['entry', entry.id] });
    },
  });
}
