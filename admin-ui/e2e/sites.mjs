// Somebody who runs a portal gets a key for a part of what is published, exchanges it, and shows a text
// before it is public. After every step the public side is asked, as the portal would.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { api, base, launch, open, settled, signInByRequest } from './desk.mjs';

const name = `Portal ${Date.now().toString(36)}`;
const people = {};
let browser;
let old;
let fresh;

const main = (who) => people[who].page.getByRole('main');
const press = (who, button) => main(who).getByRole('button', { name: button, exact: true }).click();

/** Asks the delivery as the portal does. */
async function ask(path, key, headers = {}) {
  const answer = await fetch(path.startsWith('http') ? path : `${base}/content/v1${path}`, { headers: { ...(key && { Authorization: `Bearer ${key}` }), ...headers } });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

/** Waits for what holds within a few seconds: nodes remember keys for three. */
async function until(what, done) {
  for (let tries = 0; tries < 30; tries++) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  assert.fail(`never: ${what}`);
}

async function makeKey(label) {
  await main('admin').getByLabel('Wofür ist der Schlüssel?').fill(label);
  await press('admin', 'Schlüssel erstellen');
  await main('admin').getByRole('listitem').filter({ hasText: label }).waitFor();
  return main('admin').getByLabel('Neuer Schlüssel').inputValue();
}

describe('a site and its keys', { concurrency: 1 }, () => {
  before(async () => {
    browser = await launch();
    for (const who of ['admin', 'initiative']) {
      people[who] = await open(browser);
      people[who].session = await signInByRequest(people[who].context, who);
    }
  });
  after(() => browser.close());

  it('is nothing for an initiative', async () => {
    const { page } = people.initiative;
    await page.goto('/admin/');
    await settled(page);
    assert.equal(await page.getByRole('link', { name: 'Portale' }).count(), 0);
    await page.goto('/admin/sites');
    await page.getByText('Dafür fehlt Ihrem Konto das Recht.').or(page.getByRole('alert')).first().waitFor();
  });

  it('is refused with every problem at its place, then made', async () => {
    const { page } = people.admin;
    await page.goto('/admin/');
    await page.getByRole('link', { name: 'Portale' }).click();
    await page.getByRole('heading', { level: 1, name: 'Portale' }).waitFor();
    await main('admin').getByRole('link', { name: 'Neues Portal' }).click();
    await page.getByLabel('Adresse der Seiten').fill('portal.example');
    await page.getByLabel('Erlaubte Webseiten').fill('https://portal.example/start');
    await press('admin', 'Portal anlegen');
    await page.getByText('Bitte die ganze Adresse angeben, mit https://.').waitFor();
    await page.getByText(/Bitte nur die Adresse bis zum ersten Schrägstrich/).waitFor();
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Adresse der Seiten').fill('https://portal.example/{locale}/{type}/{slug}');
    await page.getByLabel('Erlaubte Webseiten').fill('https://portal.example');
    await page.getByRole('group', { name: 'Inhalte' }).getByLabel('Angebote').check();
    await press('admin', 'Portal anlegen');
    await page.getByRole('heading', { level: 1, name }).waitFor();
  });

  it('gets a key that is shown once and reads its part', async () => {
    old = await makeKey('Alter Server');
    assert.match(old, /^lotse_site_[\w-]{43}$/);
    await people.admin.page.reload();
    await settled(people.admin.page);
    assert.equal(await main('admin').getByLabel('Neuer Schlüssel').count(), 0);
    const offers = await ask('/offer?limit=1', old);
    assert.equal(offers.status, 200);
    assert.match(offers.headers.get('cache-control'), /^private/);
    assert.equal((await ask('/category?limit=1', old)).status, 404);
    assert.equal((await ask('/category?limit=1')).status, 200);
    assert.equal((await ask('/offer', old, { Origin: 'https://evil.example' })).body.code, 'origin_not_allowed');
    assert.equal((await ask('/offer', old, { Origin: 'https://portal.example' })).headers.get('access-control-allow-origin'), 'https://portal.example');
  });

  it('exchanges its key without a gap', async () => {
    fresh = await makeKey('Neuer Server');
    assert.equal((await ask('/offer', fresh)).status, 200);
    assert.equal((await ask('/offer', old)).status, 200);
    await main('admin').getByRole('button', { name: /^Widerrufen.*Alter Server$/ }).click();
    await people.admin.page.getByRole('dialog').getByRole('button', { name: 'Widerrufen' }).click();
    await main('admin').getByRole('listitem').filter({ hasText: 'Alter Server' }).getByText('Widerrufen', { exact: true }).waitFor();
    await until('the old key is refused', async () => (await ask('/offer', old)).status === 401);
    assert.equal((await ask('/offer', fresh)).status, 200);
  });

  it('shows a preview of a draft, as long as the link is good', async () => {
    const { page, context, session } = people.initiative;
    const admin = people.admin.page;
    await admin.getByLabel('Adresse der Vorschau').fill(`${base}/content/v1/preview/{token}`);
    await press('admin', 'Änderungen speichern');
    await admin.getByText('Gespeichert', { exact: true }).first().waitFor();
    const entry = await api(context, 'POST', '/entries', {
      body: { type: 'offer', organisation: session.organisations[0].id, locale: 'de', fields: { title: 'Noch geheim' } },
    });
    await page.goto(`/admin/entries/${entry.id}?locale=de`);
    await settled(page);
    await page.getByLabel('Kurz gesagt').fill('Eben erst geschrieben.');
    await press('initiative', 'Vorschau');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Wo soll der Text zu sehen sein?').selectOption({ label: name });
    await dialog.getByRole('button', { name: 'Link erstellen' }).click();
    const url = await dialog.getByLabel('Link zur Vorschau').inputValue();
    const shown = await ask(url, fresh);
    assert.equal(shown.status, 200, JSON.stringify(shown.body));
    assert.equal(shown.body.fields.summary, 'Eben erst geschrieben.');
    assert.equal(shown.body.preview.state, 'draft');
    assert.equal(shown.headers.get('cache-control'), 'no-store');
    assert.equal((await ask(`/offer/${entry.id}`)).status, 404);
    await dialog.getByRole('button', { name: /^Beenden/ }).click();
    await dialog.getByText('Links, die noch gelten').waitFor({ state: 'detached' });
    assert.equal((await ask(url)).status, 404);
    await dialog.getByRole('button', { name: 'Schließen' }).click();
    const now = await api(context, 'GET', `/entries/${entry.id}?locale=de`);
    await api(context, 'POST', `/entries/${entry.id}/actions/delete?locale=de`, { body: {}, match: `"${now.version}.${now.entryVersion}"` });
  });

  it('is shut out and let in again, and nothing went wrong in any window', async () => {
    await press('admin', 'Sperren');
    await people.admin.page.getByRole('dialog').getByRole('button', { name: 'Sperren' }).click();
    await main('admin').getByText('Gesperrt', { exact: true }).waitFor();
    await until('the key of a disabled site is refused', async () => (await ask('/offer', fresh)).status === 401);
    await press('admin', 'Wieder zulassen');
    await main('admin').getByText('Aktiv', { exact: true }).waitFor();
    await until('it is let in again', async () => (await ask('/offer', fresh)).status === 200);
    await press('admin', 'Sperren');
    await people.admin.page.getByRole('dialog').getByRole('button', { name: 'Sperren' }).click();
    for (const [who, { faults }] of Object.entries(people)) assert.deepEqual(faults, [], who);
  });
});
