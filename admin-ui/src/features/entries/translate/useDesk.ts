import { useEffect, useState, useSyncExternalStore } from 'react';
import { useKeepTranslation } from '@/api/translation-queries';
import { fetchTranslation, saveTranslation, type Translation } from '@/api/translations';
import { browserBackup } from '../editor/backup';
import { useUnsaved } from '../editor/useUnsaved';
import { createDesk } from './desk';

/** The texts of one translation while they are written, tied to the browser: connection, sign-in, closing the page. */
export function useDesk(view: Translation, account: string) {
  const keep = useKeepTranslation();
  const [desk] = useState(() =>
    createDesk({
      view,
      backup: browserBackup(account, view.entryId, `${view.locale}:segments`),
      save: saveTranslation,
      load: () => fetchTranslation(view.entryId, view.locale),
      onSaved: keep,
    }),
  );
  const state = useSyncExternalStore(desk.subscribe, desk.getState);
  useEffect(() => desk.refresh(view), [desk, view]);
  useUnsaved(desk);
  return { desk, state };
}
