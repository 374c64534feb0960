// The main job, end to end, as people do it: an initiative submits an offer, an editor asks for a
// change, the initiative corrects it, a second editor approves and publishes it, and later a change of
// the published text goes the same way. After every step the public side is asked: the old text stays
// until something is published.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { address, api, launch, mailbox, mailTo, open, password, published, settled, signInByRequest } from './desk.mjs';

const title = `Nähcafé ${Date.now().toString(36)}`;
const texts = {
  first: 'Gemeinsam nähen und reden.',
  corrected: 'Gemeinsam nähen und reden, immer dienstags.',
  changed: 'Gemeinsam nähen und reden, immer mittwochs.',
};
const people = {};
let browser;
let id;
const begun = Date.now();
const binary = process.env.LOTSE_E2E_BIN;
const worker = Number(process.env.LOTSE_E2E_WORKER);

/** The last day of the offer: ten days from now, as a date field takes it. */
const lastDay = new Date(begun + 10 * 24 * 60 * 60_000).toISOString().slice(0, 10);

/** Signs in through the form, as a person does. */
async function signIn(name, language) {
  const desk = await open(browser, { language });
  const { page } = desk;
  await page.goto('/admin/sign-in');
  await page.getByLabel(/^(E-Mail-Adresse|Email address)$/).fill(address(name));
  await page.getByLabel(/^(Passwort|Password)$/).fill(password);
  await page.getByRole('button', { name: /^(Anmelden|Sign in)$/ }).click();
  await page.getByRole('navigation', { name: /^(Menü|Menu)$/ }).waitFor();
  people[name] = desk;
  return page;
}

const saved = (page) => page.locator('[data-testid=save-status][data-status=saved]').waitFor();
const press = (page, name) => page.getByRole('main').getByRole('button', { name, exact: true }).click();

/** The public text of our offer: its summary, or nothing. */
async function publicSummary() {
  const { status, body } = await published(`/offer/${id}?locale=de`);
  assert.ok(status === 200 || status === 404, `the delivery answers ${status}`);
  return status === 200 ? body.fields.summary : undefined;
}

/** Opens our offer from the review list. */
async function fromQueue(page) {
  await page.goto('/admin/');
  await page.getByRole('navigation', { name: /^(Menü|Menu)$/ }).getByRole('link', { name: /^(Prüfliste|Review list)$/ }).click();
  await page.getByRole('searchbox').fill(title);
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

async function state(page, words) {
  await page.getByRole('main').getByText(words, { exact: true }).first().waitFor();
}

describe('the main job', { concurrency: 1 }, () => {
  before(async () => {
    browser = await launch();
    const version = browser.version();
    assert.ok(version);
  });
  after(() => browser.close());

  it('an initiative begins an offer', async () => {
    const page = await signIn('initiative', 'de');
    await page.getByRole('main').getByRole('link', { name: 'Neuer Eintrag' }).click();
    await page.getByRole('radio', { name: /^Angebot/ }).check();
    await page.getByLabel('Für welche Organisation?').selectOption({ index: 0 });
    await page.getByRole('button', { name: 'Anlegen und schreiben' }).click();
    await page.getByLabel('Titel').waitFor();
    id = new URL(page.url()).pathname.split('/').at(-1);
    assert.match(id, /^[0-9a-f-]{36}$/);
  });

  it('sees at once everything that is missing, with the way to each field', async () => {
    const { page } = people.initiative;
    await page.getByLabel('Titel').fill(title);
    await saved(page);
    await press(page, 'Zur Prüfung einreichen');
    const summary = page.getByRole('main').getByRole('alert');
    await summary.getByRole('link', { name: /^Kurz gesagt/ }).waitFor();
    assert.ok((await summary.getByRole('link').count()) >= 4, 'all problems at once');
    await summary.getByRole('link', { name: /^Kurz gesagt/ }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'field-summary');
    assert.equal(await page.getByLabel('Kurz gesagt').getAttribute('aria-invalid'), 'true');
  });

  it('fills it in and submits it', async () => {
    const { page } = people.initiative;
    await page.getByLabel('Kurz gesagt').fill(texts.first);
    await page.getByRole('textbox', { name: 'Beschreibung' }).click();
    await page.keyboard.type('Wir haben sechs Nähmaschinen. Stoff ist da.');
    await page.getByLabel('Art des Angebots').selectOption({ label: 'Freizeit und Begegnung' }).catch(() => page.getByLabel('Art des Angebots').selectOption({ index: 1 }));
    const topics = page.getByRole('group', { name: 'Themen', exact: true }).getByRole('combobox');
    await topics.click();
    await page.getByRole('listbox').getByRole('option').first().click();
    await page.getByLabel('Gibt es bis').fill(lastDay);
    await saved(page);
    await press(page, 'Zur Prüfung einreichen');
    await state(page, 'Bei der Redaktion');
    await page.goto('/admin/');
    await page.getByRole('listitem').filter({ hasText: title }).getByText(/^Bei der Redaktion – seit/).waitFor();
    assert.equal(await publicSummary(), undefined, 'nothing is public yet');
  });

  it('an editor asks for a change, not without saying which', async () => {
    const page = await signIn('editor', 'de');
    await fromQueue(page);
    await press(page, 'Änderungen erbitten');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Änderungen erbitten' }).click();
    await dialog.getByText('Bitte geben Sie eine Begründung an.').waitFor();
    await dialog.getByLabel('Begründung').fill('An welchem Tag ist das?');
    await dialog.getByRole('button', { name: 'Änderungen erbitten' }).click();
    await state(page, 'Änderungen erbeten');
    assert.equal(await publicSummary(), undefined);
  });

  it('the initiative gets a mail that says so', { skip: !mailbox && 'no LOTSE_E2E_MAIL' }, async () => {
    const text = await mailTo('initiative', begun, 'An welchem Tag ist das?');
    assert.ok(text.includes(title));
    assert.ok(text.includes(`/admin/entries/${id}`), 'with the way to the entry');
  });

  it('the initiative reads why, corrects it and submits it again', async () => {
    const { page } = people.initiative;
    await page.goto('/admin/');
    const card = page.getByRole('listitem').filter({ hasText: title });
    await card.getByText('An welchem Tag ist das?').waitFor();
    await card.getByRole('link', { name: title }).click();
    await page.getByText('Die Redaktion bittet um Änderungen').waitFor();
    await page.getByLabel('Kurz gesagt').fill(texts.corrected);
    await saved(page);
    await press(page, 'Zur Prüfung einreichen');
    await state(page, 'Bei der Redaktion');
    assert.equal(await publicSummary(), undefined);
  });

  it('a second editor approves it; that alone makes nothing public', async () => {
    const page = await signIn('publisher', 'en');
    await fromQueue(page);
    await press(page, 'Approve');
    await state(page, 'Approved');
    assert.equal(await publicSummary(), undefined);
  });

  it('and publishes it', async () => {
    const { page } = people.publisher;
    await press(page, 'Publish');
    await state(page, 'Published');
    assert.equal(await publicSummary(), texts.corrected);
  });

  it('the initiative changes the published text; the public keeps the old one', async () => {
    const { page } = people.initiative;
    await page.goto(`/admin/entries/${id}?locale=de`);
    await page.getByLabel('Kurz gesagt').fill(texts.changed);
    await saved(page);
    assert.equal(await publicSummary(), texts.corrected, 'saved');
    await press(page, 'Zur Prüfung einreichen');
    await state(page, 'Bei der Redaktion');
    await state(page, 'Bisheriger Text öffentlich');
    assert.equal(await publicSummary(), texts.corrected, 'submitted');
  });

  it('an editor sees old and new side by side, word by word, and corrects in place', async () => {
    const { page } = people.editor;
    await fromQueue(page);
    const field = page.getByRole('region', { name: 'Kurz gesagt' });
    await field.locator('del', { hasText: 'dienstags' }).waitFor();
    await field.locator('ins', { hasText: 'mittwochs' }).waitFor();
    await page.getByRole('link', { name: 'Im Text korrigieren' }).click();
    await page.getByLabel('Titel').fill(`${title} und Reparatur`);
    await saved(page);
    assert.equal(await publicSummary(), texts.corrected, 'corrected in review');
  });

  it('approves it, and the old text is still public until it is published', async () => {
    const { page } = people.editor;
    await page.goto(`/admin/review/${id}?locale=de`);
    await press(page, 'Freigeben');
    await state(page, 'Freigegeben');
    assert.equal(await publicSummary(), texts.corrected, 'approved');
    await press(page, 'Veröffentlichen');
    await state(page, 'Veröffentlicht');
    assert.equal(await publicSummary(), texts.changed, 'published');
  });

  it('the initiative sees in the history what was changed in its text', async () => {
    const { page } = people.initiative;
    await page.goto(`/admin/entries/${id}/history?locale=de`);
    await settled(page);
    for (const step of ['Veröffentlicht', 'Freigegeben', 'Änderungen erbeten', 'Zur Prüfung eingereicht']) {
      await page.getByRole('region', { name: 'Was geschah' }).getByText(step, { exact: true }).first().waitFor();
    }
    await page.getByRole('region', { name: 'Was geschah' }).getByText('An welchem Tag ist das?').waitFor();
    const submitted = page.getByRole('listitem').filter({ hasText: /eingereicht/ }).first();
    await submitted.getByRole('radio', { name: /als ältere Fassung wählen/ }).check();
    await page.getByRole('button', { name: 'Ausgewählte vergleichen' }).click();
    await page.getByRole('region', { name: 'Titel' }).locator('ins', { hasText: 'Reparatur' }).waitFor();
  });

  it('after its last day it is gone, with all workers stopped', { skip: !(binary && worker) && 'no LOTSE_E2E_BIN, LOTSE_E2E_WORKER' }, async () => {
    // Lotse refuses settings that it does not know, and these are only the tests'.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^LOTSE_(URL|E2E_|TEST_)/.test(name)));
    const clock = (offset) => execFileSync(binary, ['clock', offset], { env: { ...env, LOTSE_DEMO: '1' } });
    const gone = async (wanted) => {
      // The server follows the clock within seconds.
      for (let tries = 0; tries < 40; tries++) {
        if (((await publicSummary()) === undefined) === wanted) return true;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      return false;
    };
    process.kill(worker, 'SIGKILL');
    try {
      clock('9 days');
      assert.ok(await gone(false), 'on its last days it is there');
      clock('11 days');
      assert.ok(await gone(true), 'after its last day it is not');
      const { items } = (await published('/offer?locale=de&limit=100')).body;
      assert.ok(!items.some((item) => item.id === id), 'nor in a list');
      // Eleven days on, every session has ended.
      const { context } = await open(browser);
      await signInByRequest(context, 'editor');
      assert.equal((await api(context, 'GET', `/entries/${id}?locale=de`)).expired, true);
    } finally {
      clock('0');
    }
    assert.ok(await gone(false), 'with the clock set right it is back');
  });

  it('the publisher takes it off again, with a reason', async () => {
    const { page } = people.publisher;
    await page.goto(`/admin/review/${id}?locale=de`);
    await press(page, 'More steps');
    await page.getByRole('menuitem', { name: 'Withdraw' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Only a test.');
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await state(page, 'Withdrawn');
    assert.equal(await publicSummary(), undefined);
  });

  it('nothing went wrong in any window', () => {
    for (const [name, { faults }] of Object.entries(people)) assert.deepEqual(faults, [], name);
  });
});
