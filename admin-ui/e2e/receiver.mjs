// Whoever manages an organisation has another program told of changes: makes a webhook towards a
// real receiver, sees what arrives and what does not, sends it again, exchanges the secret, and switches
// it off. What the desk says is compared with what the receiver got. It needs the worker, which the main
// story stops: files run by their names.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { api, base, launch, mailbox, mailTo, open, published, settled, signInByRequest } from './desk.mjs';

const name = `Stadtplan ${Date.now().toString(36)}`;
const begun = Date.now();
const people = {};
const calls = [];
const secrets = [];
let browser;
let receiver;
let status = 204;
let id;

/** What the initiative manages. */
const organisation = () => people.initiative.session.organisations.find((one) => one.roles.includes('manager'));
const main = () => people.initiative.page.getByRole('main');
const dialog = () => people.initiative.page.getByRole('dialog');
const press = (button) => main().getByRole('button', { name: button, exact: true }).click();
const says = (words) => main().getByText(words, { exact: true }).first().waitFor();
const lines = () => main().getByRole('region', { name: 'Was gesendet wurde' }).getByRole('listitem')
  .filter({ has: people.initiative.page.getByRole('button', { name: /^Aufrufe/ }) });

/** Whether a call carries the signature that Standard Webhooks asks for with this secret. */
function signedWith(call, secret) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const text = `${call.headers['webhook-id']}.${call.headers['webhook-timestamp']}.${call.body}`;
  return call.headers['webhook-signature'].split(' ').includes(`v1,${createHmac('sha256', key).update(text).digest('base64')}`);
}

/** Waits for the next call that the receiver gets, past those that were seen. */
async function called(seen) {
  for (let tries = 0; tries < 80; tries++) {
    if (calls.length > seen) return calls[seen];
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return assert.fail('the receiver was not called');
}

/** Does something and gives the call that came of it. */
async function next(act) {
  const seen = calls.length;
  await act();
  return called(seen);
}

async function rotate(overlap) {
  await press('Neuen Schlüssel erstellen');
  await dialog().getByLabel('Wie lange gilt der alte noch?').selectOption(overlap);
  await dialog().getByRole('button', { name: 'Neuen Schlüssel erstellen' }).click();
  await dialog().waitFor({ state: 'hidden' });
  const field = main().getByLabel('Schlüssel des Webhooks');
  await field.waitFor();
  secrets.unshift(await field.inputValue());
}

describe('a webhook', { concurrency: 1 }, () => {
  before(async () => {
    browser = await launch();
    receiver = createServer((request, answer) => {
      const parts = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        calls.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
        answer.writeHead(status).end();
      });
    });
    await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    for (const who of ['initiative', 'editor', 'publisher']) {
      people[who] = await open(browser);
      people[who].session = await signInByRequest(people[who].context, who);
    }
  });
  after(async () => {
    await browser.close();
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });

  it('is nothing for who manages no organisation', async () => {
    const { page } = people.editor;
    await page.goto('/admin/');
    await settled(page);
    assert.equal(await page.getByRole('link', { name: 'Webhooks' }).count(), 0);
    await page.goto('/admin/webhooks');
    await page.getByRole('alert').filter({ hasText: 'Das darf Ihr Konto nicht.' }).waitFor();
  });

  it('is refused with every problem at its place, keeps the text, and is then made', async () => {
    const { page } = people.initiative;
    await page.goto('/admin/');
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
    await main().getByRole('link', { name: 'Neuer Webhook' }).click();
    await main().getByLabel('Adresse des Empfängers').fill('stadtplan.example');
    await main().getByLabel('Wofür ist der Webhook?').fill(name);
    await press('Webhook anlegen');
    await says('Bitte die ganze Adresse angeben, mit https://.');
    await main().getByRole('group', { name: 'Bei welchen Ereignissen?' }).getByText('Bitte ausfüllen.').waitFor();
    assert.equal(await main().getByLabel('Wofür ist der Webhook?').inputValue(), name);

    await main().getByLabel('Adresse des Empfängers').fill(`http://127.0.0.1:${receiver.address().port}/lotse`);
    const own = main().getByLabel('Wovon der Empfänger erfährt').getByRole('option');
    assert.deepEqual(await own.allTextContents(), [organisation().name], 'only what one manages');
    await main().getByRole('checkbox', { name: 'Angebote' }).check();
    await main().getByRole('group', { name: 'Ereignisse: Angebote' }).getByLabel('abläuft').uncheck();
    await press('Webhook anlegen');
    await page.getByRole('heading', { level: 1, name }).waitFor();
    secrets.unshift(await main().getByLabel('Schlüssel des Webhooks').inputValue());
    assert.match(secrets[0], /^whsec_/);
    await main().getByRole('link', { name: 'Weiter zum Webhook' }).click();
    await says('Noch kein Aufruf');
    id = page.url().split('/').pop();
    assert.equal(await main().getByLabel('Schlüssel des Webhooks').count(), 0, 'it is shown once');
    const stored = await api(people.initiative.context, 'GET', `/webhooks/${id}`);
    assert.equal(stored.organisation, organisation().id);
    assert.deepEqual(stored.events, ['offer.deleted', 'offer.published', 'offer.updated', 'offer.withdrawn']);
  });

  it('gets a test, which then stands in the log', async () => {
    const call = await next(() => press('Test senden'));
    assert.equal(JSON.parse(call.body).type, 'webhook.test');
    assert.ok(signedWith(call, secrets[0]));
    const line = lines().filter({ hasText: call.headers['webhook-id'] });
    await line.getByText('Angekommen', { exact: true }).waitFor();
    await line.getByText(/Antwort 204/).waitFor();
    await main().getByText(/^Zuletzt angekommen/).waitFor();
  });

  it('hears of what its organisation publishes', async () => {
    const { items } = (await published('/offer?locale=de&limit=1')).body;
    const like = await api(people.editor.context, 'GET', `/entries/${items[0].id}?locale=de`);
    const rest = Object.fromEntries(Object.entries(like.fields).filter(([field]) => !['places', 'validUntil'].includes(field)));
    const entry = await api(people.initiative.context, 'POST', '/entries', {
      body: { type: 'offer', organisation: organisation().id, locale: 'de', fields: { ...rest, title: name } },
    });
    const act = async (action) => {
      const now = await api(people.publisher.context, 'GET', `/entries/${entry.id}?locale=de`);
      await api(people.publisher.context, 'POST', `/entries/${entry.id}/actions/${action}?locale=de`, { body: { reason: 'Nur ein Test.' }, match: `"${now.version}.${now.entryVersion}"` });
    };
    const call = await next(() => act('force_publish'));
    assert.equal(JSON.parse(call.body).type, 'offer.published');
    assert.equal(JSON.parse(call.body).data.id, entry.id);
    await people.initiative.page.reload();
    const line = lines().filter({ hasText: call.headers['webhook-id'] });
    await line.getByRole('link', { name: 'Angebot: veröffentlicht' }).waitFor();
    await line.getByText('Angekommen', { exact: true }).waitFor();
    assert.equal(JSON.parse((await next(() => act('withdraw'))).body).type, 'offer.withdrawn');
    await people.initiative.page.reload();
    await lines().first().getByRole('link', { name: 'Angebot: zurückgezogen' }).waitFor();
  });

  it('shows each call, and sends a message again with the same id', async () => {
    const first = lines().first();
    await first.getByRole('button', { name: /^Aufrufe/ }).click();
    await first.getByText(/^1\. Versuch · .*Antwort 204/).waitFor();
    const before = calls.at(-1);
    const call = await next(async () => {
      await first.getByRole('button', { name: /^Noch einmal senden/ }).click();
      await dialog().getByRole('button', { name: 'Noch einmal senden' }).click();
    });
    assert.equal(call.headers['webhook-id'], before.headers['webhook-id']);
    assert.equal(call.body, before.body);
    await lines().first().getByText('Noch einmal gesendet', { exact: true }).waitFor();
  });

  it('says what failed, and sends a whole range of that again', async () => {
    status = 503;
    const failed = await next(() => press('Test senden'));
    const line = lines().filter({ hasText: failed.headers['webhook-id'] }).first();
    await line.getByText('Fehlgeschlagen', { exact: true }).waitFor();
    await line.getByText(/Antwort 503/).waitFor();
    await main().getByText(/^Fehlschläge seit/).waitFor();
    status = 204;
    const call = await next(async () => {
      await press('Mehrere noch einmal senden');
      await dialog().getByLabel('Vor').fill('2020-01-01T00:00');
      await dialog().getByRole('button', { name: 'Noch einmal senden' }).click();
      await dialog().getByText('Das Ende liegt vor dem Anfang.').waitFor();
      await dialog().getByLabel('Vor').fill('');
      await dialog().getByRole('button', { name: 'Noch einmal senden' }).click();
      await dialog().getByText('Eine Nachricht ist wieder unterwegs.').waitFor();
      await dialog().getByRole('button', { name: 'Schließen' }).last().click();
    });
    assert.equal(call.headers['webhook-id'], failed.headers['webhook-id'], 'only what has not arrived');
    await main().getByText(/^Fehlschläge seit/).waitFor({ state: 'detached' });
  });

  it('gets a new secret without a gap, and another one at once; what is typed stays', async () => {
    await main().getByLabel('Wofür ist der Webhook?').fill(`${name} (neu)`);
    await rotate('Einen Tag');
    await main().getByText(/gelten beide/).waitFor();
    let call = await next(() => press('Test senden'));
    assert.ok(signedWith(call, secrets[0]) && signedWith(call, secrets[1]), 'signed with both');
    await rotate('Er endet sofort');
    call = await next(() => press('Test senden'));
    assert.ok(signedWith(call, secrets[0]));
    assert.ok(!signedWith(call, secrets[1]) && !signedWith(call, secrets[2]), 'the old ones have ended');
    assert.equal(await main().getByLabel('Wofür ist der Webhook?').inputValue(), `${name} (neu)`);
    await press('Änderungen speichern');
    await people.initiative.page.getByRole('heading', { level: 1, name: `${name} (neu)` }).waitFor();
  });

  it('does not overwrite what somebody else has changed', async () => {
    const now = await api(people.initiative.context, 'GET', `/webhooks/${id}`);
    await main().getByLabel('Wofür ist der Webhook?').fill(`${name} (meins)`);
    await api(people.initiative.context, 'PUT', `/webhooks/${id}`, { body: { url: now.url, description: name, events: now.events }, match: `"${now.version}"` });
    await press('Test senden');
    await people.initiative.page.getByRole('heading', { level: 1, name, exact: true }).waitFor(); // the page has heard of it
    await press('Änderungen speichern');
    await main().getByRole('alert').getByText(/inzwischen von jemand anderem geändert/).waitFor();
    assert.equal(await main().getByLabel('Wofür ist der Webhook?').inputValue(), `${name} (meins)`);
  });

  it('shows its log in parts', async () => {
    const { page, context } = people.initiative;
    const { items } = await api(context, 'GET', `/webhooks/${id}/deliveries?limit=100`);
    for (let more = items.length; more < 12; more++) await next(() => api(context, 'POST', `/webhooks/${id}/test`));
    await page.reload();
    await lines().nth(9).waitFor();
    assert.equal(await lines().count(), 10);
    await press('Mehr anzeigen');
    await lines().nth(11).waitFor();
    await main().getByLabel('Stand').selectOption('Fehlgeschlagen');
    await lines().nth(1).waitFor({ state: 'detached' });
    await lines().first().getByText('Fehlgeschlagen', { exact: true }).waitFor();
    await main().getByLabel('Stand').selectOption('Alle');
    await lines().nth(9).waitFor();
  });

  it('is switched off and on again', async () => {
    await press('Abschalten');
    await dialog().getByRole('button', { name: 'Abschalten' }).click();
    await main().getByText(/^Abgeschaltet am/).waitFor();
    await says('von Hand');
    assert.equal(await main().getByRole('button', { name: /Noch einmal senden|Test senden/ }).count(), 0, 'nothing can be sent');
    await press('Wieder einschalten');
    await says('Aktiv');
  });

  it('that is gone is disabled, and the mail about it leads to its page', { skip: !mailbox && 'no LOTSE_E2E_MAIL' }, async () => {
    status = 410;
    await next(() => press('Test senden'));
    await main().getByText('Empfänger gibt es nicht mehr', { exact: true }).waitFor();
    await says('Der Empfänger hat geantwortet, dass es ihn nicht mehr gibt (410).');
    const mail = await mailTo('initiative', begun, 'Webhook abgeschaltet');
    const link = new RegExp(`${base}/admin/webhooks/${id}`).exec(mail)?.[0];
    assert.ok(link, mail);
    await people.initiative.page.goto(link);
    await press('Wieder einschalten');
    await says('Aktiv');
  });

  it('is found in the list by its state, and deleted; nothing went wrong in any window', async () => {
    const { page } = people.initiative;
    await page.goto('/admin/webhooks');
    await main().getByRole('listitem').filter({ hasText: name }).getByText('Aktiv', { exact: true }).waitFor();
    await main().getByText('Abgeschaltete', { exact: true }).click();
    await page.waitForURL(/state=disabled/);
    await settled(page);
    assert.equal(await main().getByRole('listitem').filter({ hasText: name }).count(), 0);
    await page.goto(`/admin/webhooks/${id}`);
    await press('Webhook löschen');
    await dialog().getByRole('button', { name: 'Webhook löschen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
    await settled(page);
    assert.equal(await main().getByRole('link', { name }).count(), 0);
    for (const [who, { faults }] of Object.entries(people)) assert.deepEqual(faults, [], who);
  });
});
