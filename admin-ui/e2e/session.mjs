// Ways in and out: a link by mail, a new password, ending other sessions, the language of the account.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { address, api, launch, mailbox, mailTo, open, password, signInByRequest } from './desk.mjs';

const who = 'employer';
const other = 'ein ganz anderes Passwort';
let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The link of the newest mail, as a person would open it. */
async function linkFor(purpose, part) {
  const since = Date.now();
  const desk = await open(browser);
  await desk.page.goto(purpose === 'sign_in' ? '/admin/link/request' : '/admin/password/forgotten');
  await desk.page.getByLabel('E-Mail-Adresse').fill(address(who));
  await desk.page.getByRole('button', { name: 'Link schicken' }).click();
  await desk.page.getByText('Bitte sehen Sie in Ihr Postfach').waitFor();
  const text = await mailTo(who, since, part);
  return { ...desk, link: new RegExp(`https?://\\S*${part}\\S+`).exec(text)[0] };
}

describe('a link by mail', { concurrency: 1, skip: !mailbox && 'no LOTSE_E2E_MAIL' }, () => {
  it('signs in once, and leaves no token in the address', async () => {
    const { page, context, link, faults } = await linkFor('sign_in', '/admin/link#token=');
    await page.goto(link);
    await page.waitForFunction(() => window.location.hash === '');
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByRole('heading', { level: 1, name: /^Guten Tag/ }).waitFor();
    assert.equal((await api(context, 'GET', '/session')).account.email, address(who));

    const again = await open(browser);
    await again.page.goto(link);
    await again.page.getByRole('button', { name: 'Anmelden' }).click();
    await again.page.getByText('Dieser Link gilt nicht mehr', { exact: false }).waitFor();
    assert.deepEqual(faults, []);
  });

  it('sets a new password; the old one is set again in the account', async () => {
    const { page, link, faults } = await linkFor('reset_password', '/admin/reset-password#token=');
    await page.goto(link);
    await page.getByLabel('Neues Passwort', { exact: true }).fill(other);
    await page.getByRole('button', { name: 'Passwort speichern' }).click();
    await page.getByRole('heading', { level: 1, name: /^Guten Tag/ }).waitFor();

    await page.goto('/admin/account/password');
    await page.getByLabel('Bisheriges Passwort', { exact: true }).fill('falsch falsch falsch');
    await page.getByLabel('Neues Passwort', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Passwort speichern' }).click();
    await page.getByText('Das bisherige Passwort stimmt nicht.').waitFor();
    await page.getByLabel('Bisheriges Passwort', { exact: true }).fill(other);
    await page.getByRole('button', { name: 'Passwort speichern' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mein Konto' }).waitFor();
    await signInByRequest((await open(browser)).context, who);
    assert.deepEqual(faults, []);
  });
});

describe('the account', { concurrency: 1 }, () => {
  it('shows where one is signed in, and ends another session', async () => {
    const elsewhere = await open(browser);
    await signInByRequest(elsewhere.context, who);
    const { page, context } = await open(browser);
    await signInByRequest(context, who);
    await page.goto('/admin/account');
    await page.getByText('dieses Gerät').waitFor();
    const before = await page.getByRole('button', { name: /^Beenden/ }).count();
    assert.ok(before >= 1);
    // The newest other session is the one that was opened last.
    await page.getByRole('button', { name: /^Beenden/ }).first().click();
    await page.waitForFunction((count) => document.querySelectorAll('main li button').length < count, before);
  });

  it('speaks another language, and remembers it', async () => {
    const { page, context } = await open(browser);
    await signInByRequest(context, who);
    await page.goto('/admin/account');
    await page.getByRole('main').getByText('English', { exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
    await page.waitForFunction(async () => (await (await fetch('/api/v1/session')).json()).account.locale === 'en');
    await page.getByRole('main').getByText('Deutsch', { exact: true }).click();
    await page.waitForFunction(async () => (await (await fetch('/api/v1/session')).json()).account.locale === 'de');
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
  });

  it('leads back to the page that one wanted', async () => {
    const { page } = await open(browser);
    await page.goto('/admin/account/password');
    await page.waitForURL(/\/admin\/sign-in\?to=/);
    await page.getByLabel('E-Mail-Adresse').fill(address(who));
    await page.getByLabel('Passwort', { exact: true }).fill('falsch');
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByText('E-Mail-Adresse oder Passwort stimmt nicht.').waitFor();
    await page.getByLabel('Passwort', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByRole('heading', { level: 1, name: 'Passwort ändern' }).waitFor();
  });
});
