// The client against a real Lotse with demo content, at LOTSE_URL.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { Client, LotseError, MemoryStore, Mirror } from '../dist/index.js';

const base = process.env.LOTSE_URL;
const lotse = new Client(base ?? 'http://127.0.0.1');

describe('a real Lotse', { skip: !base && 'no LOTSE_URL' }, () => {
  it('lists, filters, includes', async () => {
    let n = 0;
    for await (const offer of lotse.list('offer', { locale: 'ar', fallback: true, 'filter[costs]': 'free', limit: 3 })) {
      assert.equal(offer.type, 'offer');
      assert.equal(offer.fields.costs, 'free');
      n++;
    }
    assert.ok(n > 3, 'more than a page');
    const page = await lotse.page('offer', { include: 'categories', limit: 1 });
    assert.ok(page.included?.length > 0);
  });

  it('reads items and what the server is', async () => {
    const [first] = (await lotse.page('event', { limit: 1 })).items;
    assert.deepEqual((await lotse.item('event', first.slug)).id, first.id);
    assert.ok((await lotse.types('en')).some(({ name }) => name === 'offer'));
    assert.equal((await lotse.locales()).find(({ tag }) => tag === 'ar').direction, 'rtl');
    await assert.rejects(lotse.item('offer', 'no-such-offer'), (error) => error instanceof LotseError && error.code === 'not_found');
  });

  it('searches, suggests, counts, looks around', async () => {
    const found = [];
    for await (const one of lotse.search({ q: 'Deutschkurs', locale: 'de', type: ['offer', 'event'], limit: 3 })) {
      found.push(one);
      if (found.length === 5) break;
    }
    assert.ok(found.some(({ snippet }) => /<mark>/.test(snippet)), JSON.stringify(found[0]));
    assert.ok((await lotse.suggest('deu', 'de')).length > 0);
    const page = await lotse.page('offer', { facets: 'costs', limit: 1 });
    assert.ok(page.total.value > 10);
    assert.ok(page.facets.costs.some(({ value, count }) => value === 'free' && count > 0));
    const near = await lotse.page('place', { near: '50.927,11.586', radius: 20 });
    assert.ok(near.items.length > 0);
  });

  it('keeps a mirror equal to the counts, byte for byte', async () => {
    const store = new MemoryStore();
    const mirror = await Mirror.open({ client: lotse, store, limit: 10 });
    assert.equal(await mirror.reconcile(), true);
    const { count, items } = await lotse.counts();
    assert.ok(count > 50);
    assert.equal((await mirror.tally()).count, count);
    const types = new Set();
    for await (const { id, locale, type, version } of mirror.heads()) {
      types.add(type);
      const item = await mirror.get(id, locale);
      assert.equal(createHash('sha256').update(JSON.stringify(item)).digest('hex').slice(0, 16), version, `${type} ${id} ${locale}`);
    }
    assert.deepEqual([...types].sort(), [...new Set(items.map(({ type }) => type))].sort());
  });

  it('keeps a mirror of a part', async () => {
    const scope = { type: ['offer'], locale: ['ar'] };
    const mirror = await Mirror.open({ client: lotse, store: new MemoryStore(), scope });
    await mirror.pull();
    assert.deepEqual((await mirror.tally()).count, (await lotse.counts(scope)).count);
    for await (const head of mirror.heads()) assert.deepEqual([head.type, head.locale], ['offer', 'ar']);
  });
});
