import { etag } from '@/api/entries';
import { ApiError, hasStatus, isPassing } from '@/api/errors';
import type { Content, Entry, Problem } from '@/api/types';
import { fieldOf } from '@/fields/pointer';
import type { BackupStore } from './backup';
import { sameValue, withField } from './content';
import { asStored } from './merge';

/** saved: the server has it · waiting: no connection · signedOut: sign in first · refused: it says no. */
export type SaveStatus = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'signedOut' | 'conflict' | 'refused';

export interface DraftState {
  /** The entry as the server last answered it. */
  entry: Entry;
  /** What is on the screen. */
  fields: Content;
  status: SaveStatus;
  savedAt?: Date;
  /** Problems that kept the text from being saved. */
  problems: Problem[];
  /** The code of a refusal that is about no field. */
  refusal?: string;
  /** In a conflict: what somebody else saved meanwhile, and what both texts grew from. */
  conflict?: { theirs: Entry; base: Content };
  /** What was on the screen when the server last confirmed it; it may have tidied its own copy. */
  base: Content;
}

interface DraftOptions {
  entry: Entry;
  backup: BackupStore;
  save: (entry: Entry, ifMatch: string, fields: Content) => Promise<Entry>;
  load: () => Promise<Entry>;
  onSaved?: (entry: Entry) => void;
  delay?: number;
  retryDelay?: number;
}

export type Draft = ReturnType<typeof createDraft>;

/**
 * The text being written and how it gets to the server: saved a moment after the last key, one save at
 * a time, each against the version it grew from. Nothing on the screen is ever replaced by an answer
 * of the server, except by choice in a conflict.
 */
export function createDraft({ entry, backup, save, load, onSaved, delay = 1500, retryDelay = 5000 }: DraftOptions) {
  let state: DraftState = { entry, fields: entry.fields, status: 'saved', problems: [], base: entry.fields };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let inFlight: Promise<void> | undefined;
  let meetings = 0;
  const listeners = new Set<() => void>();

  const set = (change: Partial<DraftState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const dirty = () => !sameValue(state.fields, state.base);
  const later = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void saveNow(), wait);
  };

  function edit(field: string, value: unknown) {
    replace(withField(state.fields, field, value));
  }

  function replace(fields: Content) {
    set({ fields, status: state.status === 'conflict' ? 'conflict' : 'unsaved' });
    keep();
    if (state.status !== 'conflict') later(delay);
  }

  function keep() {
    if (!dirty()) return backup.clear();
    const fields = asStored(state.fields, state.base, state.entry.fields);
    backup.write({ fields, base: state.entry.fields, version: state.entry.version, at: new Date().toISOString() });
  }

  /** Saves what is unsaved, now. Saves that are asked for meanwhile follow one after the other. */
  async function saveNow(): Promise<void> {
    clearTimeout(timer);
    if (inFlight) {
      await inFlight;
      return saveNow();
    }
    if (state.status === 'conflict') return;
    if (!dirty()) {
      if (state.status !== 'saved') set({ status: 'saved', problems: [], refusal: undefined });
      return;
    }
    inFlight = attempt().finally(() => {
      inFlight = undefined;
    });
    await inFlight;
    if (state.status === 'unsaved') return saveNow();
  }

  async function attempt() {
    const sent = state.fields;
    set({ status: 'saving' });
    try {
      const saved = await save(state.entry, etag(state.entry), sent);
      const more = !sameValue(state.fields, sent);
      set({
        entry: saved,
        base: sent, status: more ? 'unsaved' : 'saved',
        savedAt: new Date(),
        problems: [],
        refusal: undefined,
      });
      meetings = 0;
      keep();
      onSaved?.(saved);
    } catch (error) {
      await failed(error);
    }
  }

  async function failed(error: unknown) {
    if (isPassing(error)) {
      set({ status: 'waiting' });
      later(retryDelay);
    } else if (hasStatus(error, 401)) {
      set({ status: 'signedOut' });
    } else if (hasStatus(error, 412)) {
      await meet();
    } else if (error instanceof ApiError) {
      await saveRest(error);
      set({ status: 'refused', problems: error.problems, refusal: error.problems.length > 0 ? undefined : error.problem.code });
    } else {
      throw error;
    }
  }

  /** One wrong field does not keep the others from being saved: it alone is held back. */
  async function saveRest(refusal: ApiError) {
    const held = new Set(refusal.problems.map((problem) => fieldOf(problem.pointer)));
    if (refusal.status !== 422 || held.size === 0 || held.has('')) return;
    const sent = state.fields;
    const without = (own: Content, stored: Content) => [...held].reduce((rest, name) => withField(rest, name, stored[name]), own);
    const rest = without(sent, state.entry.fields);
    if (sameValue(rest, without(state.base, state.entry.fields))) return;
    try {
      const saved = await save(state.entry, etag(state.entry), rest);
      set({ entry: saved, base: without(sent, saved.fields) });
      keep();
      onSaved?.(saved);
    } catch {
      // Then all of it waits for the correction; it is kept in the browser.
    }
  }

  /** Somebody else saved: fetch their text. The same text under a newer version is no conflict. */
  async function meet() {
    try {
      const theirs = await load();
      const mine = asStored(state.fields, state.base, state.entry.fields);
      const nothingNew = sameValue(theirs.fields, state.entry.fields) || sameValue(theirs.fields, mine);
      if (nothingNew && ++meetings < 4) {
        set({ entry: theirs, status: 'unsaved', ...(sameValue(theirs.fields, mine) ? { base: state.fields } : {}) });
      } else {
        set({ status: 'conflict', conflict: { theirs, base: state.entry.fields } });
      }
    } catch (error) {
      await failed(error);
    }
  }

  /** Ends a conflict with the text that was chosen. */
  function settle(fields: Content) {
    if (!state.conflict) return;
    const { theirs } = state.conflict;
    meetings = 0;
    set({ entry: theirs, base: theirs.fields, fields, conflict: undefined, status: 'unsaved' });
    keep();
    void saveNow();
  }

  /** Saves everything; the entry when all of it is saved, nothing when it could not be. */
  async function flush(): Promise<Entry | undefined> {
    await saveNow();
    return state.status === 'saved' ? state.entry : undefined;
  }

  /** The server's newer entry, when it was read anew. Text that is being written stays. */
  function refresh(newer: Entry) {
    if (newer === state.entry || inFlight || dirty() || newer.version < state.entry.version) return;
    const text = newer.version === state.entry.version ? state.fields : newer.fields;
    set({ entry: newer, fields: text, base: text });
  }

  /** Brings back what was not saved last time. */
  function restore() {
    const kept = backup.read();
    if (!kept || sameValue(kept.fields, state.fields)) return backup.clear();
    if (kept.version === state.entry.version || sameValue(kept.base, state.entry.fields)) {
      set({ fields: kept.fields, status: 'unsaved' });
      later(delay);
    } else {
      set({ fields: kept.fields, status: 'conflict', conflict: { theirs: state.entry, base: kept.base } });
    }
  }

  restore();
  return {
    getState: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    edit, replace, flush, refresh, settle, dirty,
    retry: () => void saveNow(),
    dispose: () => clearTimeout(timer),
  };
}
