import { useState } from 'react';
import type { EntrySummary } from '@/api/types';

/** What the server takes of one request at most. */
const limit = 1000;

/** A list shows an entry once for each language. */
export const keyOf = (entry: Pick<EntrySummary, 'id' | 'locale'>) => `${entry.id}:${entry.locale}`;

/** Several of the entries that a list shows, chosen to do something with all of them. */
export function useSelection(items: EntrySummary[]) {
  const [on, setOn] = useState(false);
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const choose = (entry: EntrySummary, chosen: boolean) =>
    setKeys((before) => {
      const after = new Set(before);
      if (chosen) after.add(keyOf(entry));
      else after.delete(keyOf(entry));
      return after;
    });
  return {
    on,
    /** Ends the choice, too: what was chosen is not remembered. */
    toggle: () => {
      setOn(!on);
      setKeys(new Set());
    },
    chosen: items.filter((entry) => keys.has(keyOf(entry))).slice(0, limit),
    has: (entry: EntrySummary) => keys.has(keyOf(entry)),
    choose,
    all: () => setKeys(new Set(items.slice(0, limit).map(keyOf))),
    none: () => setKeys(new Set()),
  };
}

export type Selection = ReturnType<typeof useSelection>;
