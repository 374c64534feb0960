import { BrokenError, isTransient, LotseError, readRetryAfter, TooLargeError } from './errors.js';
import type { components } from './schema.gen.js';
import type { Types } from './types.gen.js';
import type { Counts, Found, Page, Scope, SearchQuery, Suggestion, SyncPage, TypeName } from './wire.js';

const prefix = '/content/v1';
const longestPause = 60_000;

export interface ClientOptions {
  /** The key of a site (`lotse_site_…`). */
  key?: string;
  /** How often a request is sent at most; 5. */
  attempts?: number;
  /** Bounds one attempt, in milliseconds; 30 000. */
  timeout?: number;
  /** Bounds an answer, decompressed, in bytes; 64 MiB. */
  maxBody?: number;
  /** Budget for answers remembered by their entity tags, in characters; 4 Mi, 0 for none. */
  cacheSize?: number;
  /** Replaces the global fetch. */
  fetch?: typeof fetch;
  /** Replaces waiting; tests do. */
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface Asking {
  signal?: AbortSignal;
}

type Parameter = string | number | boolean | readonly string[] | undefined;
type Parameters = Record<string, Parameter>;

/** Asks one Lotse. `T` are its content types: those that ship, unless others were generated. */
export class Client<T extends { [name in keyof T]: { item: object; list: object; view: object } } = Types> {
  readonly #base: URL;
  readonly #options: Required<Omit<ClientOptions, 'key' | 'fetch'>> & Pick<ClientOptions, 'key' | 'fetch'>;
  readonly #tags = new Map<string, { tag: string; text: string }>();
  #size = 0;

  /** `base` is the address of the server: https://lotse.example.org */
  constructor(base: string | URL, options: ClientOptions = {}) {
    this.#base = new URL(base);
    if (!/^https?:$/.test(this.#base.protocol)) throw new TypeError('the address of the server is not http(s)://');
    this.#options = { attempts: 5, timeout: 30_000, maxBody: 64 << 20, cacheSize: 4 << 20, sleep, ...options };
  }

  /** One page of a list. */
  page<N extends TypeName<T>>(type: N, query?: T[N]['list'], asking?: Asking): Promise<Page<T[N]['item']>> {
    return this.get(`/${type}`, query as Parameters, asking);
  }

  /** Walks through all pages of a list. What changes place meanwhile can come twice or not at all; a Mirror misses nothing. */
  async *list<N extends TypeName<T>>(type: N, query?: T[N]['list'], asking?: Asking): AsyncGenerator<Page<T[N]['item']>['items'][number]> {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: Page<T[N]['item']> = await this.page(type, cursor ? { ...query, cursor } as T[N]['list'] : query, asking);
      yield* page.items;
      cursor = page.next ?? null;
    }
  }

  /** One item, by id or slug. A former slug leads to the present item. */
  item<N extends TypeName<T>>(type: N, idOrSlug: string, view?: T[N]['view'], asking?: Asking): Promise<T[N]['item']> {
    return this.get(`/${type}/${encodeURIComponent(idOrSlug)}`, view as Parameters, asking);
  }

  /** One page of a search over types, the best first. */
  searchPage(query: SearchQuery, asking?: Asking): Promise<Page<Found>> {
    return this.get('/search', { ...query }, asking);
  }

  /** Walks through what a search finds. */
  async *search(query: SearchQuery, asking?: Asking): AsyncGenerator<Found> {
    for (let next: string | null | undefined = query.cursor; next !== null; ) {
      const page: Page<Found> = await this.searchPage(next ? { ...query, cursor: next } : query, asking);
      yield* page.items;
      next = page.next ?? null;
    }
  }

  /** What could be meant while somebody types. */
  async suggest(q: string, locale?: string, asking?: Asking): Promise<Suggestion[]> {
    return (await this.get<{ items: Suggestion[] }>('/suggest', { q, locale }, asking)).items;
  }

  /** The content types: fields, filters, sorts; labels in German or English. */
  async types(locale?: string, asking?: Asking): Promise<components['schemas']['TypeView'][]> {
    return (await this.get<{ items: components['schemas']['TypeView'][] }>('/types', { locale }, asking)).items;
  }

  /** The languages. */
  async locales(asking?: Asking): Promise<components['schemas']['Locale'][]> {
    return (await this.get<{ items: components['schemas']['Locale'][] }>('/locales', {}, asking)).items;
  }

  /** One page of the change feed. Without a cursor it starts from the beginning; a cursor has its own scope. `wait` in seconds. */
  sync(query: Scope & { cursor?: string; limit?: number; wait?: number }, asking?: Asking): Promise<SyncPage> {
    const { cursor, limit, wait, ...scope } = query;
    const from: Parameters = cursor ? { cursor } : { ...scope, initial: true };
    return this.get('/sync', { ...from, limit, wait: wait || undefined }, asking, { fresh: true, wait: (wait ?? 0) * 1000 });
  }

  /** What a copy of the scope should hold. */
  counts(scope: Scope = {}, asking?: Asking): Promise<Counts> {
    return this.get('/sync/counts', { ...scope }, asking, { fresh: true });
  }

  /** Any path below /content/v1, for what has no method of its own. */
  async get<V>(path: string, query: Parameters = {}, asking: Asking = {}, how: { fresh?: boolean; wait?: number } = {}): Promise<V> {
    const { attempts, sleep: pause } = this.#options;
    const address = this.#address(path, query);
    for (let attempt = 1; ; attempt++) {
      try {
        return JSON.parse(await this.#once(address, asking.signal, how)) as V;
      } catch (error) {
        const wait = pauseAfter(error, attempt);
        if (wait === undefined || attempt >= attempts || asking.signal?.aborted) throw error;
        await pause(wait, asking.signal);
      }
    }
  }

  #address(path: string, query: Parameters): string {
    const url = new URL(this.#base.pathname.replace(/\/$/, '') + prefix + path, this.#base);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)) url.searchParams.set(name, String(value));
    }
    return url.href;
  }

  async #once(address: string, signal: AbortSignal | undefined, how: { fresh?: boolean; wait?: number }): Promise<string> {
    const known = how.fresh ? undefined : this.#tags.get(address);
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (this.#options.key) headers.Authorization = `Bearer ${this.#options.key}`;
    if (known) headers['If-None-Match'] = known.tag;
    const limit = AbortSignal.timeout(this.#options.timeout + (how.wait ?? 0));
    let response: Response;
    let text: string;
    try {
      response = await (this.#options.fetch ?? fetch)(address, { headers, signal: signal ? AbortSignal.any([signal, limit]) : limit, cache: 'no-store' });
      if (new URL(response.url || address).origin !== this.#base.origin) throw new TypeError('redirected to another host');
      if (response.status === 304 && known) {
        this.#remember(address, known.tag, known.text);
        return known.text;
      }
      text = await this.#body(response);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (error instanceof TooLargeError) throw error;
      throw new BrokenError(`ask ${address}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    if (response.status !== 200) throw refusal(response, text);
    const tag = response.headers.get('ETag');
    if (tag && !how.fresh) this.#remember(address, tag, text);
    return text;
  }

  /** Reads an answer up to the limit; fetch has decompressed it. */
  async #body(response: Response): Promise<string> {
    if (!response.body) return response.text();
    const decoder = new TextDecoder();
    const parts: string[] = [];
    let size = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > this.#options.maxBody) {
        await reader.cancel();
        throw new TooLargeError('the answer is larger than allowed');
      }
      parts.push(decoder.decode(value, { stream: true }));
    }
    return parts.join('') + decoder.decode();
  }

  /** Keeps an answer; what was not asked for longest goes first. */
  #remember(address: string, tag: string, text: string): void {
    const before = this.#tags.get(address);
    if (before) {
      this.#size -= before.text.length;
      this.#tags.delete(address);
    }
    if (text.length > this.#options.cacheSize / 4) return;
    this.#tags.set(address, { tag, text });
    this.#size += text.length;
    for (const [oldest, one] of this.#tags) {
      if (this.#size <= this.#options.cacheSize) return;
      this.#tags.delete(oldest);
      this.#size -= one.text.length;
    }
  }
}

function refusal(response: Response, text: string): LotseError {
  let problem: unknown;
  try {
    problem = JSON.parse(text);
  } catch {
    problem = {}; // a proxy's page
  }
  const known = typeof problem === 'object' && problem !== null ? (problem as Record<string, unknown>) : {};
  return new LotseError(response.status, known, readRetryAfter(response.headers.get('Retry-After')));
}

/** After which pause to ask again, in milliseconds; undefined: it would not help. */
function pauseAfter(error: unknown, attempt: number): number | undefined {
  if (!isTransient(error)) return undefined;
  if (error instanceof LotseError && error.retryAfter > 0) {
    return error.retryAfter > longestPause ? undefined : error.retryAfter + Math.random() * 250;
  }
  const pause = Math.min(250 * 2 ** (attempt - 1), longestPause / 4);
  return pause / 2 + (Math.random() * pause) / 2;
}

/** Waits; an abort ends it with the signal's reason. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
