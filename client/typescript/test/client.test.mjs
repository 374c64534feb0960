import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Client, LotseError, TooLargeError, verifyWebhook } from '../dist/index.js';
import { cut, noSleep, refuse } from './fake.mjs';

const servers = [];
after(() => servers.forEach((one) => { one.closeAllConnections(); one.close(); }));

async function serve(handler) {
  const server = createServer(handler);
  servers.push(server);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

const json = (response, value, headers = {}) => {
  response.writeHead(200, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
};

it('walks through a list', async () => {
  const asked = [];
  const url = await serve((request, response) => {
    asked.push(decodeURIComponent(request.url));
    json(response, { items: [{ slug: `a${asked.length}` }], next: request.url.includes('cursor') ? null : 'two' });
  });
  const slugs = [];
  for await (const item of new Client(`${url}/`).list('offer', { locale: 'ar', fallback: true, 'filter[costs]': 'free', limit: 1 })) slugs.push(item.slug);
  assert.deepEqual(slugs, ['a1', 'a2']);
  assert.deepEqual(asked, [
    '/content/v1/offer?locale=ar&fallback=true&filter[costs]=free&limit=1',
    '/content/v1/offer?locale=ar&fallback=true&filter[costs]=free&limit=1&cursor=two',
  ]);
});

it('does not have the same bytes sent again', async () => {
  let sent = 0;
  const url = await serve((request, response) => {
    if (request.headers['if-none-match'] === '"a"') {
      response.writeHead(304, { ETag: '"a"' });
      return response.end();
    }
    sent++;
    json(response, { id: '1' }, { ETag: '"a"' });
  });
  const client = new Client(url);
  for (let i = 0; i < 3; i++) assert.equal((await client.item('offer', 'x')).id, '1');
  assert.equal(sent, 1);
});

it('throws typed refusals, at once where asking again would not help', async () => {
  let asked = 0;
  const url = await serve((_, response) => { asked++; refuse(response, 400, 'unknown_field', { parameter: 'filter' }); });
  await assert.rejects(new Client(url).page('offer'), (error) => {
    assert.ok(error instanceof LotseError);
    assert.deepEqual([error.status, error.code, error.parameter, error.requestId], [400, 'unknown_field', 'filter', 'r1']);
    return true;
  });
  assert.equal(asked, 1);
});

it('asks again after what passes, when the server says', async () => {
  let asked = 0;
  const pauses = [];
  const url = await serve((_, response) => {
    asked++;
    if (asked === 1) return refuse(response, 429, 'rate_limited', {}, { 'Retry-After': '7' });
    if (asked === 2) return refuse(response, 503, 'busy', {}, { 'Retry-After': new Date(Date.now() + 20_000).toUTCString() });
    if (asked === 3) return cut(response);
    json(response, { items: [{ tag: 'ar', direction: 'rtl' }] });
  });
  const locales = await new Client(url, { sleep: async (ms) => void pauses.push(ms) }).locales();
  assert.equal(locales[0].direction, 'rtl');
  assert.equal(pauses.length, 3);
  assert.ok(pauses[0] >= 7000 && pauses[0] < 8000 && pauses[1] > 18_000 && pauses[1] < 21_000 && pauses[2] <= 1000, String(pauses));
});

it('bounds answers and attempts, and can be stopped', async () => {
  const bomb = gzipSync(Buffer.alloc(50 << 20));
  const url = await serve((request, response) => {
    if (request.url.includes('types')) return; // never answers
    response.writeHead(200, { 'Content-Encoding': 'gzip' });
    response.end(bomb);
  });
  await assert.rejects(new Client(url, { maxBody: 1 << 20 }).locales(), TooLargeError);
  await assert.rejects(new Client(url, { timeout: 50, attempts: 2, sleep: noSleep }).types(), /ask /);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  await assert.rejects(new Client(url).types('en', { signal: stop.signal }), { name: 'AbortError' });
});

it('gives the key to its own server only, and follows nobody elsewhere', async () => {
  let elsewhere;
  const thief = await serve((request, response) => { elsewhere = request.headers.authorization ?? 'none'; json(response, {}); });
  const url = await serve((request, response) => {
    assert.equal(request.headers.authorization, 'Bearer lotse_site_x');
    if (request.url === '/content/v1/offer/present') return json(response, { slug: 'present' });
    response.writeHead(301, { Location: request.url.endsWith('former') ? '/content/v1/offer/present' : thief });
    response.end();
  });
  const client = new Client(url, { key: 'lotse_site_x', attempts: 1 });
  assert.equal((await client.item('offer', 'former')).slug, 'present');
  await assert.rejects(client.types(), /another host/);
  assert.ok(elsewhere === undefined || elsewhere === 'none');
});

it('verifies webhooks: the example of the specification, and what must not pass', async () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1a,x v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const body = '{"test": 2432232314}';
  const at = 1_614_265_330_000;
  assert.equal(await verifyWebhook(headers, body, ['whsec_AAAA', secret], at), headers['webhook-id']);
  assert.equal(await verifyWebhook(new Headers(headers), new TextEncoder().encode(body), secret, at), headers['webhook-id']);
  for (const [name, wrong] of Object.entries({
    'another body': verifyWebhook(headers, '{}', secret, at),
    'too old': verifyWebhook(headers, body, secret, at + 360_000),
    'from tomorrow': verifyWebhook(headers, body, secret, at - 360_000),
    'another secret': verifyWebhook(headers, body, 'whsec_AAAA', at),
    nothing: verifyWebhook({}, body, secret, at),
  })) assert.equal(await wrong, undefined, name);
});
