import type { Types } from './types.gen.js';

/** The names of content types. */
export type TypeName<T = Types> = keyof T & string;

/** An item of any type; `type` tells which. */
export type AnyItem = Types[keyof Types]['item'];

export interface Facet {
  value: string;
  count: number;
}

/** How many items a list has; not exact: at least `value`. */
export interface Total {
  value: number;
  exact: boolean;
}

/** One date of an event: in lists with `from` or `to` each line is one. */
export interface Occurrence {
  start: string;
  end: string;
  status: string;
}

export interface Page<Item> {
  items: (Item & { occurrence?: Occurrence })[];
  /** The cursor of the next page; null at the end. */
  next: string | null;
  included?: AnyItem[];
  facets?: Record<string, Facet[]>;
  total?: Total;
}

/** What a search found. `snippet` is HTML with `<mark>`. */
export type Found = AnyItem & { snippet?: string };

export interface SearchQuery {
  q: string;
  locale?: string;
  type?: readonly string[];
  limit?: number;
  cursor?: string;
}

export interface Suggestion {
  text: string;
  type: string;
  id: string;
  slug: string;
}

/** Which part of what is public is followed; nothing: everything. */
export interface Scope {
  type?: readonly string[];
  locale?: readonly string[];
  /** Id or slug. */
  organisation?: string;
  /** Id or slug. */
  category?: string;
  /** A district: the first five digits of the municipality's key. */
  area?: string;
}

export interface SyncUpsert {
  op: 'upsert';
  id: string;
  type: string;
  locale: string;
  /** Names the bytes of the item. */
  version: string;
  item: AnyItem;
}

export interface SyncDelete {
  op: 'delete';
  id: string;
  type: string;
  locale: string;
  reason: 'withdrawn' | 'expired' | 'deleted' | 'out_of_scope';
}

/** One page of the change feed. `next` is the cursor to go on with, now (`more`) or later. */
export interface SyncPage {
  items: (SyncUpsert | SyncDelete)[];
  next: string;
  more: boolean;
}

/** What a complete copy holds; `checksum` joins all versions, as numbers, by exclusive or. */
export interface Counts {
  count: number;
  checksum: string;
  items: { type: string; locale: string; count: number }[];
}
