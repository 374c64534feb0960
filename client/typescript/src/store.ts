import type { AnyItem } from './wire.js';

/** What a copy knows of an item without reading it. */
export interface Head {
  id: string;
  locale: string;
  type: string;
  version: string;
  /** Milliseconds; null: no end. */
  expiresAt: number | null;
  /** The number of the walk through the feed that last saw it. */
  walk: number;
}

export interface StoredItem extends Head {
  item: AnyItem;
}

/** The place of a copy in the change feed. */
export interface State {
  scope: string;
  /** Empty: at the beginning. */
  cursor: string;
  /** How many times a walk began at the beginning. */
  walk: number;
  /** The walk has not yet reached the present: what only an earlier walk saw may still come. */
  initial: boolean;
}

/** A change of a copy that is made as a whole or not at all. */
export interface Batch {
  put: StoredItem[];
  /** Unchanged, seen by the walk of `state`. */
  seen: string[];
  remove: string[];
  state: State;
}

/** Keeps a copy. `apply` is never called twice at the same time. Keys are made by `keyOf`. */
export interface Store {
  /** What the last batch left; undefined for an empty copy. */
  state(): Promise<State | undefined>;
  /** Makes the changes and remembers the state in one step that survives a crash or never happened. */
  apply(batch: Batch): Promise<void>;
  get(key: string): Promise<StoredItem | undefined>;
  /** Everything, in no order. */
  heads(): AsyncIterable<Head> | Iterable<Head>;
}

/** Names an item of a copy: an entry in a language. */
export const keyOf = (id: string, locale: string): string => `${id} ${locale}`;

/** A Store that ends with the process. */
export class MemoryStore implements Store {
  protected readonly items = new Map<string, StoredItem>();
  protected at: State | undefined;

  async state(): Promise<State | undefined> {
    return this.at;
  }

  async apply(batch: Batch): Promise<void> {
    this.take(batch);
  }

  async get(key: string): Promise<StoredItem | undefined> {
    return this.items.get(key);
  }

  heads(): Iterable<Head> {
    return this.items.values();
  }

  protected take(batch: Batch): void {
    for (const one of batch.put) this.items.set(keyOf(one.id, one.locale), one);
    for (const key of batch.seen) {
      const one = this.items.get(key);
      if (one) one.walk = batch.state.walk;
    }
    for (const key of batch.remove) this.items.delete(key);
    this.at = batch.state;
  }
}
