import { ApiError, codeOf, hasStatus, isPassing } from '@/api/errors';
import type { Segment, SegmentText, Translation, TranslationChange } from '@/api/translations';
import type { BackupStore } from '../editor/backup';
import type { SaveStatus } from '../editor/draft';
import { isDirty, meet, restored, targetOf, type Typed } from './meet';

export interface DeskState extends Typed {
  /** The translation as the server last answered it. */
  view: Translation;
  /** What had changed in the source of segments that were outdated until they were written in this visit. */
  outdated: Record<string, Pick<Segment, 'was' | 'changes'>>;
  status: SaveStatus;
  savedAt?: Date;
  /** The code of a refusal that is about no segment. */
  refusal?: string;
  /** Somebody else wrote, or the source changed, while this was being written. */
  met: boolean;
}

interface DeskOptions {
  view: Translation;
  backup: BackupStore;
  save: (view: Translation, change: TranslationChange) => Promise<Translation>;
  load: () => Promise<Translation>;
  onSaved?: (view: Translation) => void;
  delay?: number;
  retryDelay?: number;
}

export type Desk = ReturnType<typeof createDesk>;

/** One thing to save. */
type Item = { segment: SegmentText } | { remove: string };

/**
 * The texts being written and how they get to the server: a moment after the last key, one save at a time,
 * each against the version that the last answer gave. What is typed is never replaced by an answer.
 */
export function createDesk({ view, backup, save, load, onSaved, delay = 1200, retryDelay = 5000 }: DeskOptions) {
  let state: DeskState = { view, texts: {}, notes: {}, lost: [], outdated: {}, status: 'saved', met: false };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let inFlight: Promise<void> | undefined;
  let meetings = 0;
  const confirms = new Set<string>();
  const removals = new Set<string>();
  const listeners = new Set<() => void>();

  const set = (change: Partial<DeskState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const segmentOf = (id: string) => state.view.segments.find((one) => one.id === id);
  const later = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void saveNow(), wait);
  };
  const without = <T>(record: Record<string, T>, id: string) => Object.fromEntries(Object.entries(record).filter(([key]) => key !== id));
  const dirtyIds = () => Object.keys(state.texts).filter((id) => isDirty(state.texts[id]));
  const dirty = () => dirtyIds().length > 0 || confirms.size > 0 || removals.size > 0;

  const items = (): Item[] => [
    ...dirtyIds().filter((id) => !state.notes[id]).map((id) => ({ segment: { id, text: state.texts[id]?.text ?? '' } })),
    ...[...confirms].filter(segmentOf).map((id) => ({ segment: { id, confirm: true } })),
    ...[...removals].filter((id) => state.view.left.some((left) => left.id === id)).map((remove) => ({ remove })),
  ];

  /** Says where everything stands, when nothing is on its way. */
  const settledStatus = (): SaveStatus => {
    if (items().length > 0) return 'unsaved';
    const kinds = Object.values(state.notes).map((note) => note.kind);
    if (kinds.some((kind) => kind !== 'refused')) return 'conflict';
    return kinds.length > 0 || state.refusal ? 'refused' : 'saved';
  };

  function keep() {
    const ids = dirtyIds();
    if (ids.length === 0 && state.lost.length === 0) return backup.clear();
    const fields = Object.fromEntries([...ids.map((id) => [id, state.texts[id]?.text]), ...state.lost.map((one) => [one.id, one.text])]);
    // What waits for a choice has no base: it waits again when the page is opened anew.
    const base = Object.fromEntries(ids.filter((id) => !state.notes[id]).map((id) => [id, targetOf(segmentOf(id))]));
    backup.write({ fields, base, version: state.view.version, at: new Date().toISOString() });
  }

  function edit(id: string, text: string) {
    confirms.delete(id);
    const base = state.texts[id]?.base ?? targetOf(segmentOf(id));
    const notes = state.notes[id]?.kind === 'refused' ? without(state.notes, id) : state.notes;
    set({ texts: { ...state.texts, [id]: { text, base } }, notes, refusal: undefined });
    changed(delay);
  }

  function changed(wait: number) {
    keep();
    if (!inFlight) set({ status: settledStatus() });
    if (items().length > 0) later(wait);
  }

  /** The focus left a segment: it is saved, and shown as the server has it. */
  function leave(id: string) {
    set({ outdated: without(state.outdated, id), ...(isDirty(state.texts[id]) ? {} : { texts: without(state.texts, id) }) });
    if (dirty()) void saveNow();
  }

  /** Ends a note with the text that was typed. */
  function keepMine(id: string) {
    set({ notes: without(state.notes, id) });
    changed(0);
  }

  /** Ends a note with the text that the server has. */
  function takeTheirs(id: string) {
    set({ notes: without(state.notes, id), texts: without(state.texts, id) });
    changed(0);
  }

  function confirm(id: string) {
    confirms.add(id);
    changed(0);
  }

  function remove(id: string) {
    removals.add(id);
    changed(0);
  }

  function forget(id: string) {
    set({ lost: state.lost.filter((one) => one.id !== id) });
    keep();
  }

  /** Saves what is unsaved, now. Saves that are asked for meanwhile follow one after the other. */
  async function saveNow(): Promise<void> {
    clearTimeout(timer);
    if (inFlight) {
      await inFlight;
      return saveNow();
    }
    const batch = items();
    if (batch.length === 0) {
      const status = settledStatus();
      if (state.status !== status) set({ status });
      return;
    }
    set({ status: 'saving', refusal: undefined });
    inFlight = send(batch).catch(failed).finally(() => {
      inFlight = undefined;
    });
    await inFlight;
    if (state.status === 'unsaved') return saveNow();
  }

  async function send(batch: Item[]) {
    try {
      saved(batch, await save(state.view, changeOf(batch)));
    } catch (error) {
      if (!judged(error)) throw error;
      await sendEach(batch, error);
    }
    set({ status: settledStatus() });
  }

  /** One wrong text does not keep the others from being saved: it alone is held back. */
  async function sendEach(batch: Item[], first: ApiError) {
    for (const item of batch) {
      try {
        if (batch.length === 1) throw first;
        saved([item], await save(state.view, changeOf([item])));
      } catch (error) {
        if (!judged(error)) throw error;
        refuse(item, error);
      }
    }
  }

  function refuse(item: Item, error: ApiError) {
    const { code, params } = error.problems[0] ?? { code: error.problem.code, params: undefined };
    if ('remove' in item) removals.delete(item.remove);
    else if (item.segment.confirm) confirms.delete(item.segment.id);
    else return set({ notes: { ...state.notes, [item.segment.id]: { kind: 'refused', code, params: params as Record<string, unknown> } } });
    set({ refusal: code });
  }

  function saved(batch: Item[], answer: Translation) {
    const texts = { ...state.texts };
    const outdated = { ...state.outdated };
    for (const item of batch) {
      if ('remove' in item) {
        removals.delete(item.remove);
        continue;
      }
      const { id, text, confirm: confirmed } = item.segment;
      if (confirmed) confirms.delete(id);
      const old = segmentOf(id);
      if (old?.state === 'outdated' && !confirmed) outdated[id] = { was: old.was, changes: old.changes };
      const typed = texts[id];
      if (typed && text !== undefined) texts[id] = { ...typed, base: text };
    }
    meetings = 0;
    const sent = new Set(batch.flatMap((item) => ('segment' in item ? [item.segment.id] : [])));
    // What was sent is known to have been stored: only the others may have been changed by somebody else.
    const mine = Object.fromEntries(Object.entries(texts).filter(([id]) => sent.has(id)));
    const others = meet({ ...state, texts: Object.fromEntries(Object.entries(texts).filter(([id]) => !sent.has(id))) }, state.view, answer);
    set({ view: answer, ...others, texts: { ...others.texts, ...mine }, outdated, savedAt: new Date() });
    keep();
    onSaved?.(answer);
  }

  async function failed(error: unknown) {
    if (isPassing(error)) {
      set({ status: 'waiting' });
      later(retryDelay);
    } else if (hasStatus(error, 401)) {
      set({ status: 'signedOut' });
    } else if (hasStatus(error, 412) || unknownSegment(error)) {
      await readAnew();
    } else if (error instanceof ApiError) {
      set({ status: 'refused', refusal: codeOf(error) });
    } else {
      throw error;
    }
  }

  /** Somebody else saved, or the source says something else: what is typed is carried over, and saved where nobody has to decide. */
  async function readAnew() {
    try {
      const now = await load();
      take(now);
      set({ met: true, status: ++meetings < 4 ? settledStatus() : 'waiting' });
      if (state.status === 'waiting') later(retryDelay);
      onSaved?.(now);
    } catch (error) {
      await failed(error);
    }
  }

  function take(now: Translation) {
    set({ ...meet(state, state.view, now), view: now });
    for (const id of confirms) if (!segmentOf(id)) confirms.delete(id);
    keep();
  }

  /** The server's newer translation, when it was read anew. */
  function refresh(newer: Translation) {
    if (newer === state.view || inFlight || newer.version < state.view.version) return;
    take(newer);
    if (state.status !== 'waiting' && state.status !== 'signedOut') changed(delay);
  }

  /** Saves everything; the translation when all of it is saved, nothing when it could not be. */
  async function flush(): Promise<Translation | undefined> {
    await saveNow();
    return state.status === 'saved' ? state.view : undefined;
  }

  const kept = backup.read();
  if (kept) {
    set(restored(kept.fields, kept.base, view));
    changed(delay);
  }
  return {
    getState: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    edit, leave, keepMine, takeTheirs, confirm, remove, forget, flush, refresh, dirty,
    seen: () => set({ met: false }),
    retry: () => void saveNow(),
    dispose: () => clearTimeout(timer),
  };
}

/** A refusal that is about what was sent. */
const judged = (error: unknown): error is ApiError => (hasStatus(error, 422) || hasStatus(error, 400)) && !unknownSegment(error);
const unknownSegment = (error: unknown) => error instanceof ApiError && error.problems.some((problem) => problem.code === 'unknown_segment');

function changeOf(batch: Item[]): TranslationChange {
  const segments = batch.flatMap((item) => ('segment' in item ? [item.segment] : []));
  const remove = batch.flatMap((item) => ('remove' in item ? [item.remove] : []));
  return { segments, ...(remove.length > 0 ? { remove } : {}) };
}
