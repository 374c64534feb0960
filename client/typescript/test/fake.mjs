// A server that speaks the change feed as a Lotse does, and can be made to fail in every way.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

export const version = (item) => createHash('sha256').update(JSON.stringify(item)).digest('hex').slice(0, 16);
export const id = (n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const noSleep = async (_, signal) => signal?.throwIfAborted();

export class Fake {
  rows = new Map();
  last = 0;
  epoch = 0;
  asked = 0;
  now = Date.now;
  /** May answer a request itself: true. */
  fault = () => false;
  /** May change a page before it is sent. */
  twist = (page) => page;

  async start() {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }

  change(n, locale, row) {
    this.rows.set(`${id(n)} ${locale}`, { ...row, id: id(n), locale, at: ++this.last });
  }

  set(n, locale, type, title, expiresAt = null) {
    this.change(n, locale, { type, item: { id: id(n), type, locale, fields: { title }, expiresAt: expiresAt && new Date(expiresAt).toISOString() } });
  }

  gone(n, locale, reason) {
    const row = this.rows.get(`${id(n)} ${locale}`);
    if (row) this.change(n, locale, { type: row.type, reason });
  }

  /** Forgets a row without a line in the feed. */
  lose(n, locale) {
    this.rows.delete(`${id(n)} ${locale}`);
  }

  seed(n) {
    for (let i = 0; i < n; i++) this.set(i >> 1, ['de', 'ar'][i % 2], ['offer', 'event'][(i >> 1) % 2], `text ${i}`);
  }

  #public = (row) => row.item && !(row.item.expiresAt && Date.parse(row.item.expiresAt) <= this.now());

  public(type = '', locale = '') {
    const inside = (list, value) => !list || list.split(',').includes(value);
    return Object.fromEntries(
      [...this.rows].filter(([, row]) => this.#public(row) && inside(type, row.type) && inside(locale, row.locale)).map(([key, row]) => [key, version(row.item)]),
    );
  }

  answer(request, response) {
    const url = new URL(request.url, 'http://x');
    const q = Object.fromEntries(url.searchParams);
    if (this.fault(request, response, url)) return;
    if (url.pathname === '/content/v1/sync/counts') {
      const all = Object.values(this.public(q.type, q.locale));
      const sum = all.reduce((sum, one) => sum ^ BigInt(`0x${one}`), 0n);
      return write(request, response, { count: all.length, checksum: sum.toString(16).padStart(16, '0'), items: [] });
    }
    this.asked++;
    let c;
    if (q.cursor) {
      c = JSON.parse(Buffer.from(q.cursor, 'base64url'));
      if (q.type || q.locale || q.initial) return refuse(response, 400, 'bad_cursor');
    } else if (q.initial === 'true') {
      c = { epoch: this.epoch, at: 0, began: this.last, type: q.type, locale: q.locale };
    } else {
      return refuse(response, 400, 'invalid_parameter', { parameter: 'cursor' });
    }
    if (c.epoch !== this.epoch) return refuse(response, 410, 'cursor_expired', { restart: '/content/v1/sync?initial=true' });
    const reply = () => {
      const page = this.page(c, Number(q.limit ?? 500));
      write(request, response, this.twist({ ...page, next: Buffer.from(JSON.stringify(c)).toString('base64url') }));
    };
    if (q.wait && ![...this.rows.values()].some((row) => row.at > c.at)) setTimeout(reply, 30);
    else reply();
  }

  page(c, limit) {
    const items = [];
    const inside = (list, value) => !list || list.split(',').includes(value);
    for (const row of [...this.rows.values()].filter((one) => one.at > c.at).sort((a, b) => a.at - b.at)) {
      if (items.length === limit) return { items, more: true };
      c.at = row.at;
      const { id, type, locale } = row;
      if (!inside(c.type, type) || !inside(c.locale, locale)) continue;
      if (this.#public(row)) items.push({ op: 'upsert', id, type, locale, version: version(row.item), item: row.item });
      else if (row.at > c.began) items.push({ op: 'delete', id, type, locale, reason: row.reason });
    }
    return { items, more: false };
  }
}

export function refuse(response, status, code, extra = {}, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/problem+json', ...headers });
  response.end(JSON.stringify({ status, code, detail: 'So nicht.', requestId: 'r1', ...extra }));
  return true;
}

function write(request, response, value) {
  const body = gzipSync(JSON.stringify(value));
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
  response.end(body);
}

/** Sends half an answer and breaks the connection. */
export function cut(response) {
  response.writeHead(200, { 'Content-Length': '1000' });
  response.write('{"items":[', () => response.destroy());
  return true;
}

/** Chances that are the same in every run with the seed (mulberry32). */
export function chances(seed) {
  let a = seed + 1;
  return (n) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}
