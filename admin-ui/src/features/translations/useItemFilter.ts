import { useSearchParams } from 'react-router';
import { itemStates } from './states';
import type { ItemFilter } from '@/api/translation-requests';

export interface MyFilter {
  mine: boolean;
  locale: string;
  /** Empty: what is open. */
  state: string;
}

/** The filter as it stands in the address; without any it shows what is open and mine. */
export const readFilter = (search: URLSearchParams): MyFilter => ({
  mine: search.get('who') !== 'all',
  locale: search.get('locale') ?? '',
  state: search.get('state') ?? '',
});

/** The address of a filter; what is usual is left out. */
export const writeFilter = ({ mine, locale, state }: MyFilter): Record<string, string> =>
  ({ ...(!mine && { who: 'all' }), ...(locale && { locale }), ...(state && { state }) });

/** What the server is asked. */
export const queryOf = ({ mine, locale, state }: MyFilter): ItemFilter => ({
  mine: mine || undefined,
  locale: locale || undefined,
  state: itemStates.filter((one) => one === state),
  limit: 50,
});

export function useItemFilter() {
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search);
  return {
    filter,
    query: queryOf(filter),
    change: (part: Partial<MyFilter>) => setSearch(writeFilter({ ...filter, ...part }), { replace: true, flushSync: true }),
  };
}
