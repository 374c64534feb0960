import type { Content } from '@/api/types';

// Text that the server has not confirmed yet is also kept in the browser, for each account, entry and
// locale, so that a closed lid or an ended session loses nothing.

export interface Backup {
  fields: Content;
  /** What the server had when the writing began: the base for comparing. */
  base: Content;
  version: number;
  at: string;
}

export interface BackupStore {
  read: () => Backup | undefined;
  write: (backup: Backup) => void;
  clear: () => void;
}

const prefix = 'lotse:unsaved:';

export function browserBackup(account: string, entry: string, locale: string): BackupStore {
  const key = `${prefix}${account}:${entry}:${locale}`;
  const attempt = <T>(action: () => T): T | undefined => {
    try {
      return action();
    } catch {
      return undefined; // storage is full or switched off; the open page still has the text
    }
  };
  return {
    read: () => attempt(() => JSON.parse(localStorage.getItem(key) ?? 'null') as Backup | null) ?? undefined,
    write: (backup) => attempt(() => localStorage.setItem(key, JSON.stringify(backup))),
    clear: () => attempt(() => localStorage.removeItem(key)),
  };
}
