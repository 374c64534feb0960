import { useEffect, useState, useSyncExternalStore } from 'react';
import { fetchEntry, saveEntry } from '@/api/entries';
import { useKeepEntry } from '@/api/queries';
import { sessionEnded } from '@/api/session-ended';
import type { Entry } from '@/api/types';
import { browserBackup } from './backup';
import { createDraft } from './draft';

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

  useEffect(() => {
    const retry = () => draft.retry();
    const signedInAgain = sessionEnded.subscribe(() => {
      if (!sessionEnded.get()) draft.retry();
    });
    const hide = () => {
      if (document.visibilityState === 'hidden' && draft.dirty()) draft.retry();
    };
    const leave = (event: BeforeUnloadEvent) => {
      if (draft.dirty()) event.preventDefault();
    };
    window.addEventListener('online', retry);
    window.addEventListener('beforeunload', leave);
    document.addEventListener('visibilitychange', hide);
    return () => {
      signedInAgain();
      window.removeEventListener('online', retry);
      window.removeEventListener('beforeunload', leave);
      document.removeEventListener('visibilitychange', hide);
      if (draft.dirty()) draft.retry();
      draft.dispose();
    };
  }, [draft]);

  return { draft, state };
}
