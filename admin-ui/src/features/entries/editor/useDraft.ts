import { useEffect, useState, useSyncExternalStore } from 'react';
import { fetchEntry, saveEntry } from '@/api/entries';
import { useKeepEntry } from '@/api/queries';
import type { Entry } from '@/api/types';
import { browserBackup } from './backup';
import { createDraft } from './draft';
import { useUnsaved } from './useUnsaved';

/** The draft of one variant, tied to the browser: connection, sign-in, closing the page. */
export function useDraft(entry: Entry, account: string) {
  const keepEntry = useKeepEntry();
  const [draft] = useState(() =>
    createDraft({
      entry,
      backup: browserBackup(account, entry.id, entry.locale),
      save: (current, ifMatch, fields) => saveEntry(current.id, current.locale, ifMatch, fields),
      load: () => fetchEntry(entry.id, entry.locale),
      onSaved: keepEntry,
    }),
  );
  const state = useSyncExternalStore(draft.subscribe, draft.getState);

  useEffect(() => draft.refresh(entry), [draft, entry]);

  useUnsaved(draft);

  return { draft, state };
}
