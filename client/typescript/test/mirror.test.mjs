import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { Client, keyOf, LotseError, MemoryStore, Mirror } from '../dist/index.js';
import { FileStore } from '../dist/node.js';
import { chances, cut, Fake, id, noSleep, refuse } from './fake.mjs';

const fakes = [];
async function fake() {
  const one = await new Fake().start();
  fakes.push(one);
  return one;
}
after(() => fakes.forEach((one) => one.stop()));

const mirror = (f, store, options = {}) =>
  Mirror.open({ client: new Client(f.url, { sleep: noSleep, ...options.client }), store, limit: 7, wait: 1, now: f.now, sleep: noSleep, ...options.mirror });

async function held(m) {
  const all = {};
  for await (const head of m.heads()) all[keyOf(head.id, head.locale)] = head.version;
  return all;
}

describe('a mirror', { concurrency: 1 }, () => {
  it('follows, and tells of changes', async () => {
    const f = await fake();
    f.seed(40);
    f.gone(1, 'de', 'withdrawn');
    let changes = [];
    const store = new MemoryStore();
    const m = await mirror(f, store, { mirror: { onChange: (list) => void changes.push(...list) } });
    assert.equal(m.caughtUp, false);
    await m.pull();
    assert.equal(m.caughtUp, true);
    assert.deepEqual(await held(m), f.public());
    assert.equal(changes.length, 39);
    changes = [];
    f.set(2, 'ar', 'offer', 'new');
    f.gone(3, 'de', 'deleted');
    await m.pull();
    assert.deepEqual(await held(m), f.public());
    assert.deepEqual(changes.map(({ id, locale, reason }) => [id, locale, reason]), [[id(2), 'ar', undefined], [id(3), 'de', 'deleted']]);
    assert.equal((await m.get(id(2), 'ar')).fields.title, 'new');
    changes = [];
    f.set(2, 'ar', 'offer', 'new');
    await m.pull();
    assert.deepEqual(changes, [], 'the same bytes are no change');
  });

  it('is never emptied by a fresh walk, also one that is interrupted', async () => {
    const f = await fake();
    f.seed(40);
    const store = new MemoryStore();
    await (await mirror(f, store)).pull();
    f.epoch++;
    f.lose(5, 'de');
    f.set(6, 'de', 'offer', 'changed');
    const before = f.asked;
    f.fault = (_, response) => f.asked - before >= 2 && refuse(response, 500, 'internal');
    const m = await mirror(f, store);
    await assert.rejects(m.pull(), (error) => error instanceof LotseError && error.status === 500);
    assert.equal(Object.keys(await held(m)).length, 40);
    f.fault = () => false;
    const next = await mirror(f, store);
    await next.pull();
    assert.deepEqual(await held(next), f.public());
  });

  it('walks anew for another scope', async () => {
    const f = await fake();
    f.seed(40);
    const store = new MemoryStore();
    await (await mirror(f, store)).pull();
    const m = await mirror(f, store, { mirror: { scope: { type: ['event'], locale: ['ar'] } } });
    await m.pull();
    assert.deepEqual(await held(m), f.public('event', 'ar'));
  });

  it('drops items when their time is over, without the server', async () => {
    const f = await fake();
    let now = Date.now();
    f.now = () => now;
    f.set(1, 'de', 'offer', 'stays');
    f.set(2, 'de', 'offer', 'ends', now + 3_600_000);
    f.set(3, 'de', 'offer', 'is given longer', now + 3_600_000);
    const changes = [];
    const m = await mirror(f, new MemoryStore(), { mirror: { onChange: (list) => void changes.push(...list) } });
    await m.pull();
    f.set(3, 'de', 'offer', 'is given longer', now + 3 * 3_600_000);
    await m.pull();
    await m.expire();
    assert.equal(Object.keys(await held(m)).length, 3);
    now += 2 * 3_600_000;
    assert.equal(await m.get(id(2), 'de'), undefined);
    await m.expire();
    assert.deepEqual(changes.at(-1), { id: id(2), locale: 'de', type: 'offer', reason: 'expired' });
    assert.deepEqual(await held(m), f.public());
  });

  it('reconciles with the counts', async () => {
    const f = await fake();
    f.seed(20);
    const m = await mirror(f, new MemoryStore());
    assert.equal(await m.reconcile(), true);
    f.lose(4, 'de');
    assert.equal(await m.reconcile(), false);
    assert.deepEqual(await held(m), f.public());
    assert.equal(await m.reconcile(), true);
  });

  it('runs until it is told to stop, or what does not pass', async () => {
    const f = await fake();
    f.seed(20);
    const stop = new AbortController();
    let told;
    const changed = new Promise((resolve) => (told = resolve));
    const m = await mirror(f, new MemoryStore(), {
      mirror: {
        sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
        onChange: ([first]) => first.item?.fields.title === 'again' && told(),
      },
    });
    await m.pull();
    const running = m.run(stop.signal);
    f.set(1, 'de', 'offer', 'again');
    await changed;
    stop.abort();
    await running;
    f.fault = (_, response) => refuse(response, 401, 'unauthenticated');
    await assert.rejects(m.run(new AbortController().signal), (error) => error.code === 'unauthenticated');
  });

  it('asks for smaller pages where one is too large', async () => {
    const f = await fake();
    f.seed(40);
    const m = await mirror(f, new MemoryStore(), { client: { maxBody: 1500 }, mirror: { limit: 1000 } });
    await m.pull();
    assert.deepEqual(await held(m), f.public());
  });

  it('survives everything', async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'lotse-mirror-'));
    t.after(() => rm(folder, { recursive: true }));
    const runs = process.env.LOTSE_TEST_PROOF === '1' ? 300 : 15;
    for (let seed = 0; seed < runs; seed++) await survive(path.join(folder, String(seed)), chances(seed));
  });

  it('keeps its file small', async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'lotse-mirror-'));
    t.after(() => rm(folder, { recursive: true }));
    const file = path.join(folder, 'mirror');
    let store = await FileStore.open(file);
    const item = { fields: { title: 'y'.repeat(50_000) } };
    for (let i = 0; i < 200; i++) {
      const head = { id: id(i % 10), locale: 'de', type: 'offer', version: '00', expiresAt: null, walk: 1 };
      await store.apply({ put: [{ ...head, item }], seen: [], remove: [], state: { scope: '', cursor: String(i), walk: 1, initial: false } });
    }
    await store.close();
    assert.ok((await stat(file)).size < 3 << 20);
    store = await FileStore.open(file);
    assert.equal((await store.state()).cursor, '199');
    assert.equal([...store.heads()].length, 10);
    await store.close();
  });
});

/** Whatever network, server and process do, the copy is whole in the end. */
async function survive(file, upTo) {
  const f = await fake();
  f.fault = (_, response) => {
    if (upTo(12) === 0) return refuse(response, 429, 'rate_limited', {}, { 'Retry-After': '1' });
    if (upTo(12) === 0) return refuse(response, 503, 'busy');
    if (upTo(12) === 0) return cut(response);
    if (upTo(25) === 0) f.epoch++;
    return false;
  };
  f.twist = (page) => {
    if (upTo(4) === 0 && page.items.length > 0) page.items.push(page.items[0]);
    if (upTo(4) === 0) page.items.reverse();
    return page;
  };
  let store = await FileStore.open(file);
  let m = await mirror(f, store);
  for (let round = 0; round < 12; round++) {
    for (let n = upTo(60); n > 0; n--) {
      const [entry, locale] = [upTo(30), ['de', 'ar'][upTo(2)]];
      if (upTo(4) === 0) f.gone(entry, locale, 'withdrawn');
      else f.set(entry, locale, ['offer', 'event'][upTo(2)], String(upTo(5)));
    }
    if (upTo(3) > 0) await m.pull().catch(() => undefined); // may fail; another one follows
    if (upTo(2) === 0) {
      await store.close();
      let raw = await readFile(file);
      const how = upTo(4);
      if (how === 0) raw = raw.subarray(0, raw.length - Math.min(raw.length, upTo(200)));
      if (how === 1) raw = Buffer.concat([raw, Buffer.alloc(upTo(20))]);
      if (how === 2 && raw.length > 0) raw[upTo(raw.length)] ^= 0x20;
      await writeFile(file, raw);
      store = await FileStore.open(file);
      m = await mirror(f, store);
    }
  }
  f.fault = () => false;
  f.twist = (page) => page;
  await m.pull();
  assert.deepEqual(await held(m), f.public());
  await store.close();
  store = await FileStore.open(file);
  assert.deepEqual(await held(await mirror(f, store)), f.public(), 'opened again');
  await store.close();
  f.stop();
}
