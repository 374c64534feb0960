// Text is never lost: not without connection, not when the session ends, not when somebody else saves,
// not when the page is closed. And everything can be done with the keyboard alone.
import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, describe, it } from 'node:test';
import { address, api, launch, open, password, settled, signInByRequest } from './desk.mjs';

let browser;
let desk;
let entry;

const status = (page, wanted) => page.locator(`[data-testid=save-status][data-status=${wanted}]`).waitFor();
const stored = async () => (await api(desk.context, 'GET', `/entries/${entry.id}?locale=de`)).fields;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe('text is never lost', { concurrency: 1 }, () => {
  beforeEach(async () => {
    desk = await open(browser);
    const session = await signInByRequest(desk.context, 'initiative');
    entry = await api(desk.context, 'POST', '/entries', {
      body: { type: 'offer', organisation: session.organisations[0].id, locale: 'de', fields: { title: 'Anfang', summary: 'Kurz.' } },
    });
    await desk.page.goto(`/admin/entries/${entry.id}?locale=de`);
    await settled(desk.page);
  });
  afterEach(async () => {
    const now = await api(desk.context, 'GET', `/entries/${entry.id}?locale=de`);
    await api(desk.context, 'POST', `/entries/${entry.id}/actions/delete?locale=de`, { body: {}, match: `"${now.version}.${now.entryVersion}"` });
    assert.deepEqual(desk.faults, []);
    await desk.context.close();
  });

  it('without connection: it waits, survives a reload, and is saved later', async () => {
    const { page } = desk;
    await page.route('**/api/v1/entries/**', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await page.getByLabel('Titel').fill('Ohne Netz');
    await status(page, 'waiting');
    page.once('dialog', (dialog) => dialog.accept());
    await page.reload();
    await settled(page);
    assert.equal(await page.getByLabel('Titel').inputValue(), 'Ohne Netz');
    await page.unroute('**/api/v1/entries/**');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await status(page, 'saved');
    assert.equal((await stored()).title, 'Ohne Netz');
  });

  it('when the session ends: one signs in over the text, and goes on', async () => {
    const { page, context } = desk;
    const cookies = await context.cookies();
    await context.clearCookies();
    await page.getByLabel('Titel').fill('Nach der Pause');
    await page.getByRole('dialog').getByText('Ihr Text ist noch da', { exact: false }).waitFor();
    assert.equal(await page.getByRole('dialog').getByLabel('E-Mail-Adresse').inputValue(), address('initiative'));
    await page.getByRole('dialog').getByLabel('Passwort', { exact: true }).fill(password);
    await page.getByRole('dialog').getByRole('button', { name: 'Anmelden' }).click();
    await status(page, 'saved');
    assert.ok(cookies.length > 0);
    assert.equal(await page.getByLabel('Titel').inputValue(), 'Nach der Pause');
    assert.equal((await stored()).title, 'Nach der Pause');
  });

  it('when somebody else saves: both texts stand beside each other, and one chooses field by field', async () => {
    const { page, context } = desk;
    const now = await api(context, 'GET', `/entries/${entry.id}?locale=de`);
    await api(context, 'PUT', `/entries/${entry.id}?locale=de`, {
      body: { fields: { ...now.fields, title: 'Ihr Titel', summary: 'Ihr Satz.' } }, match: `"${now.version}.${now.entryVersion}"`,
    });
    await page.getByLabel('Titel').fill('Mein Titel');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Zwei Fassungen').waitFor();
    assert.ok(await dialog.getByRole('radiogroup', { name: 'Titel' }).getByLabel('Mein Text').isChecked());
    assert.ok(await dialog.getByRole('radiogroup', { name: 'Kurz gesagt' }).getByLabel('Der andere Text').isChecked());
    await dialog.getByRole('button', { name: 'So speichern' }).click();
    await status(page, 'saved');
    const { title, summary } = await stored();
    assert.deepEqual({ title, summary }, { title: 'Mein Titel', summary: 'Ihr Satz.' });
  });

  it('when one field is wrong: it says so there, and keeps what is typed', async () => {
    const { page } = desk;
    await page.getByLabel('E-Mail (allgemein)').fill('kein@');
    await page.getByLabel('Titel').fill('Trotzdem');
    await status(page, 'refused');
    assert.equal(await page.getByLabel('E-Mail (allgemein)').getAttribute('aria-invalid'), 'true');
    assert.equal((await stored()).title, 'Trotzdem', 'the rest is saved all the same');
    await page.getByLabel('E-Mail (allgemein)').fill('kein@problem.example');
    await status(page, 'saved');
    assert.equal((await stored()).email, 'kein@problem.example');
  });
});

describe('with the keyboard alone', { concurrency: 1 }, () => {
  const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('aria-label') || document.activeElement?.id);
  const visible = (page) => page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });

  it('one signs in, skips the menu, opens a dialog and gets back', async () => {
    const { page, faults } = await open(browser);
    await page.goto('/admin/sign-in');
    await settled(page);
    await page.getByLabel('E-Mail-Adresse').focus();
    await page.keyboard.type(address('editor'));
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Guten Tag/ }).waitFor();

    await page.goto('/admin/review');
    await settled(page);
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Zum Inhalt springen');
    assert.ok(await visible(page), 'the focus is visible');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');

    const row = page.getByRole('table').getByRole('link').first();
    const name = await row.textContent();
    await row.focus();
    assert.ok(await visible(page), 'the focus is visible in the list');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');

    const ask = page.getByRole('main').getByRole('button', { name: 'Änderungen erbitten' });
    await ask.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.waitForFunction(() => document.activeElement?.textContent === 'Änderungen erbitten');
    assert.deepEqual(faults, []);
  });
});
