import { useSearchParams } from 'react-router';
import type { EntryFilter } from '@/api/entries';
import type { Editing } from '@/api/types';

export interface QueueFilter {
  type: string;
  editing: string;
  organisation: string;
  q: string;
  unreviewed: boolean;
  sort: string;
}

/** The filters of the queue as they stand in the address. Without any it shows what is in review. */
export function readFilter(search: URLSearchParams): QueueFilter {
  return {
    type: search.get('type') ?? '',
    editing: search.get('editing') ?? 'in_review',
    organisation: search.get('organisation') ?? '',
    q: search.get('q') ?? '',
    unreviewed: search.get('unreviewed') === 'true',
    sort: search.get('sort') ?? '',
  };
}

/** The address of a filter; what is usual is left out. */
export function writeFilter(filter: QueueFilter): Record<string, string> {
  const entries: [string, string][] = [
    ['type', filter.type],
    ['organisation', filter.organisation],
    ['q', filter.q],
    ['sort', filter.sort],
    ['unreviewed', filter.unreviewed ? 'true' : ''],
  ];
  const address = Object.fromEntries(entries.filter(([, value]) => value !== ''));
  return filter.editing === 'in_review' ? address : { ...address, editing: filter.editing };
}

/** What the server is asked: the oldest submission first, other lists by their last change. */
export function queryOf(filter: QueueFilter): EntryFilter {
  const waiting = filter.editing === 'in_review' || filter.editing === 'in_signoff';
  return {
    type: filter.type || undefined,
    editing: filter.editing && filter.editing !== 'archived' ? (filter.editing.split(',') as Editing[]) : undefined,
    archived: filter.editing === 'archived' || undefined,
    organisation: filter.organisation || undefined,
    q: filter.q || undefined,
    unreviewed: filter.unreviewed || undefined,
    sort: (filter.sort as EntryFilter['sort']) || (waiting ? 'submittedAt' : '-updatedAt'),
    total: true,
    limit: 50,
  };
}

export function useQueueFilter() {
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search);
  return {
    filter,
    query: queryOf(filter),
    // At once, not as a transition: a box that was ticked must not jump back while the list loads.
    change: (part: Partial<QueueFilter>) => setSearch(writeFilter({ ...filter, ...part }), { replace: true, flushSync: true }),
  };
}
