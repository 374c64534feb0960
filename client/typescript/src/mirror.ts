import { sleep, type Client } from './client.js';
import { isTransient, LotseError, TooLargeError } from './errors.js';
import { keyOf, type Batch, type Head, type State, type Store, type StoredItem } from './store.js';
import type { AnyItem, Counts, Scope, SyncDelete, SyncPage, SyncUpsert } from './wire.js';

/** What happened to one item of a copy. `reason` says why it has gone: the server's, `expired`, or `not_seen` by a fresh walk. */
export interface Change {
  id: string;
  locale: string;
  type: string;
  item?: AnyItem;
  reason?: string;
}

/** What a mirror needs of a client. */
export interface Feed {
  sync(query: Scope & { cursor?: string; limit?: number; wait?: number }, asking?: { signal?: AbortSignal }): Promise<SyncPage>;
  counts(scope?: Scope, asking?: { signal?: AbortSignal }): Promise<Counts>;
}

export interface MirrorOptions {
  client: Feed | Client;
  store: Store;
  /** With another scope than before, the store is walked through anew. */
  scope?: Scope;
  /** Items a page; 500. Lowered when a page is too large to be read. */
  limit?: number;
  /** How long an answer without changes may be held back, in seconds up to 30; 25. */
  wait?: number;
  /** How often the copy is compared with the server's counts, in milliseconds; an hour, 0 for never. */
  reconcile?: number;
  /** Called after changes were stored. It must not call `pull`. */
  onChange?: (changes: Change[]) => void | Promise<void>;
  /** Told of failures that `run` survives. */
  onFailure?: (error: unknown) => void;
  /** The clock, replaced in tests. */
  now?: () => number;
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

type Decision = { key: string; held: Head | undefined } & ({ put: StoredItem } | { seen: true } | { gone: string; type: string });

/** Keeps a Store equal to what is public. Make one with `Mirror.open`. */
export class Mirror {
  readonly #o: Required<Omit<MirrorOptions, 'onChange' | 'onFailure'>> & Pick<MirrorOptions, 'onChange' | 'onFailure'>;
  readonly #scope: string;
  #state: State = { scope: '', cursor: '', walk: 0, initial: false };
  #limit: number;
  #restarts = 0;
  /** No item expires earlier; 0: the store was not looked through. */
  #earliest = 0;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(o: MirrorOptions) {
    this.#o = { scope: {}, limit: 500, wait: 25, reconcile: 3_600_000, now: Date.now, sleep, ...o };
    this.#limit = this.#o.limit;
    this.#scope = canonical(this.#o.scope);
  }

  /** Opens a copy. It reads the store, not the server. */
  static async open(options: MirrorOptions): Promise<Mirror> {
    const m = new Mirror(options);
    const state = await options.store.state();
    if (state) m.#state = state;
    if (!state || state.scope !== m.#scope) m.#state = m.#fresh();
    return m;
  }

  #fresh(): State {
    return { scope: this.#scope, cursor: '', walk: this.#state.walk + 1, initial: true };
  }

  /** The copy was complete once: it is at most behind, never half. */
  get caughtUp(): boolean {
    return !this.#state.initial;
  }

  #over = (head: Pick<Head, 'expiresAt'>): boolean => head.expiresAt !== null && head.expiresAt <= this.#o.now();

  /** An item of the copy; undefined where there is none, or where its time is over. */
  async get(id: string, locale: string): Promise<AnyItem | undefined> {
    const one = await this.#o.store.get(keyOf(id, locale));
    return one && !this.#over(one) ? one.item : undefined;
  }

  /** The heads of what the copy holds and shows, in no order. */
  async *heads(): AsyncGenerator<Head> {
    for await (const head of this.#o.store.heads()) if (!this.#over(head)) yield head;
  }

  /** Counts what the copy holds, as `Client.counts` does at the server. */
  async tally(): Promise<{ count: number; checksum: string }> {
    let count = 0;
    let sum = 0n;
    for await (const head of this.heads()) {
      count++;
      sum ^= BigInt(`0x${head.version}`);
    }
    return { count, checksum: sum.toString(16).padStart(16, '0') };
  }

  /** Goes on until the copy has reached the present. */
  async pull(signal?: AbortSignal): Promise<void> {
    while (await this.#step(0, signal));
  }

  /** Follows until the signal, then it returns. A server that is away is asked again; what does not pass by itself is thrown. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const both = AbortSignal.any([signal, stop.signal]);
    const expiring = this.#runExpiry(both);
    try {
      await this.#follow(both);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      stop.abort();
      await expiring;
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    let compared = this.#o.now();
    for (let failures = 0, wait = 0; ; ) {
      try {
        const more = await this.#step(wait, signal);
        if (!more && this.#o.reconcile > 0 && this.#o.now() - compared >= this.#o.reconcile) {
          compared = this.#o.now();
          await this.reconcile(signal);
        }
        failures = 0;
        wait = more ? 0 : this.#o.wait;
      } catch (error) {
        if (signal.aborted || !(isTransient(error) || (error instanceof LotseError && error.status >= 500))) throw error;
        this.#o.onFailure?.(error);
        await this.#o.sleep(Math.min(1000 * 2 ** failures++, 60_000), signal);
      }
    }
  }

  /** Removes items when their time is over. Readers do not see them anyway. */
  async #runExpiry(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.expire();
      await this.#o.sleep(1000, signal).catch(() => undefined);
    }
  }

  /** Compares the copy with the server's counts and walks anew where they differ: false. `run` calls it by itself. */
  async reconcile(signal?: AbortSignal): Promise<boolean> {
    const asking = signal ? { signal } : {};
    // What changes between reading the feed and counting, or waits in the feed, is no difference: look again.
    for (let attempt = 0; attempt < 4; attempt++) {
      if (attempt > 0) await this.#o.sleep(500 * 2 ** attempt, signal);
      await this.pull(signal);
      await this.expire();
      const theirs = await this.#o.client.counts(this.#o.scope, asking);
      const ours = await this.tally();
      if (ours.count === theirs.count && ours.checksum === theirs.checksum) return true;
    }
    await this.restart();
    await this.pull(signal);
    return false;
  }

  /** Begins a new walk. The copy keeps what it holds; what the walk has not seen at its end is removed then. */
  restart(): Promise<void> {
    return this.#alone(async () => {
      const state = this.#fresh();
      await this.#o.store.apply({ put: [], seen: [], remove: [], state });
      this.#state = state;
    });
  }

  /** One change of the store at a time. */
  #alone<V>(work: () => Promise<V>): Promise<V> {
    const mine = this.#queue.then(work);
    this.#queue = mine.catch(() => undefined);
    return mine;
  }

  /** Reads one page and stores it; tells whether there is more already. */
  async #step(wait: number, signal?: AbortSignal): Promise<boolean> {
    const state = this.#state;
    let page: SyncPage;
    try {
      const place = state.cursor ? { cursor: state.cursor } : this.#o.scope;
      page = await this.#o.client.sync({ ...place, limit: this.#limit, wait }, signal ? { signal } : {});
    } catch (error) {
      if (error instanceof TooLargeError && this.#limit > 1) {
        this.#limit = Math.floor(this.#limit / 2);
        return true;
      }
      // Too long ago, restored from a backup, or another secret signs the cursors.
      if (error instanceof LotseError && (error.status === 410 || error.code === 'bad_cursor') && state.cursor) {
        if (this.#restarts++ > 0) await this.#o.sleep(Math.min(1000 * 2 ** this.#restarts, 60_000), signal);
        await this.restart();
        return true;
      }
      throw error;
    }
    await this.#alone(() => this.#take(state, page));
    return page.more;
  }

  async #take(read: State, page: SyncPage): Promise<void> {
    if (this.#state !== read) return; // restarted meanwhile
    if (!page.next) throw new Error('read /sync: a page without a cursor');
    const state: State = { ...read, cursor: page.next, initial: read.initial && page.more };
    const decided = new Map<string, Decision>();
    for (const line of page.items) {
      const key = keyOf(line.id, line.locale);
      const held = decided.get(key)?.held ?? (await this.#o.store.get(key));
      decided.set(key, this.#decide(line, key, held, state.walk));
    }
    if (read.initial && !page.more) {
      for await (const head of this.#o.store.heads()) {
        const key = keyOf(head.id, head.locale);
        if (!decided.has(key) && head.walk < state.walk) decided.set(key, { key, held: head, gone: 'not_seen', type: head.type });
      }
    }
    await this.#apply([...decided.values()], state);
    if (!page.more) this.#restarts = 0;
  }

  #decide(line: SyncUpsert | SyncDelete, key: string, held: Head | undefined, walk: number): Decision {
    if (!line.id || !line.locale) throw new Error('read /sync: a line without id and locale');
    if (line.op === 'delete') return { key, held, gone: line.reason, type: line.type };
    if (line.op !== 'upsert') throw new Error('read /sync: an operation that this client does not know');
    if (!/^[0-9a-f]{16}$/.test(line.version) || typeof line.item !== 'object') throw new Error(`read /sync: ${key} cannot be read`);
    const expiresAt = line.item.expiresAt ? Date.parse(line.item.expiresAt) : null;
    if (this.#over({ expiresAt })) return { key, held, gone: 'expired', type: line.type };
    if (held?.version === line.version) return { key, held, seen: true };
    return { key, held, put: { id: line.id, locale: line.locale, type: line.type, version: line.version, expiresAt, walk, item: line.item } };
  }

  async #apply(decided: Decision[], state: State): Promise<void> {
    const batch: Batch = { put: [], seen: [], remove: [], state };
    const changes: Change[] = [];
    for (const one of decided) {
      if ('put' in one) {
        const { id, locale, type, item } = one.put;
        batch.put.push(one.put);
        if (one.put.expiresAt !== null) this.#earliest = Math.min(this.#earliest, one.put.expiresAt);
        changes.push({ id, locale, type, item });
      } else if ('seen' in one) {
        batch.seen.push(one.key);
      } else if (one.held) {
        batch.remove.push(one.key);
        changes.push({ id: one.held.id, locale: one.held.locale, type: one.type, reason: one.gone });
      }
    }
    const before = this.#state;
    if (decided.length > 0 || before.cursor !== state.cursor || before.initial !== state.initial) await this.#o.store.apply(batch);
    this.#state = state;
    if (changes.length > 0) await this.#o.onChange?.(changes);
  }

  /** Removes what is over. */
  expire(): Promise<void> {
    return this.#alone(async () => {
      if (this.#earliest > this.#o.now()) return;
      const gone: Decision[] = [];
      let earliest = Infinity;
      for await (const head of this.#o.store.heads()) {
        if (this.#over(head)) gone.push({ key: keyOf(head.id, head.locale), held: head, gone: 'expired', type: head.type });
        else if (head.expiresAt !== null) earliest = Math.min(earliest, head.expiresAt);
      }
      this.#earliest = earliest;
      if (gone.length > 0) await this.#apply(gone, this.#state);
    });
  }
}

/** A scope in one spelling. */
const canonical = (scope: Scope): string =>
  JSON.stringify([scope.type ?? [], scope.locale ?? [], scope.organisation ?? '', scope.category ?? '', scope.area ?? '']);
