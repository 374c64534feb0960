import { useEffect } from 'react';
import { sessionEnded } from '@/api/session-ended';

interface Unsaved {
  dirty: () => boolean;
  /** Saves what is unsaved, now. */
  retry: () => void;
  dispose: () => void;
}

/** Ties text that is being written to the browser: connection, sign-in, closing the page. */
export function useUnsaved(draft: Unsaved) {
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
}
