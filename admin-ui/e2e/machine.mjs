// A service translates twenty offers into Arabic, three are reviewed and published; the service goes down and comes
// back; a file goes to an agency and comes in translated.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { api, launch, open, published, settled, signInByRequest } from './desk.mjs';
import { startLibreTranslate } from './libretranslate.mjs';

const mark = `Maschine${Date.now().toString(36)}`;
const people = {};
let browser;
let service;
let offers;

const main = (who) => people[who].page.getByRole('main');
const dialog = (who) => people[who].page.getByRole('dialog');
const press = (who, button) => main(who).getByRole('button', { name: button, exact: true }).click();

async function at(who, path) {
  await people[who].page.goto(`/admin${path}`);
  await settled(people[who].page);
}

/** Publishes an offer like one of the demo. */
async function publishOffer(like, organisation, number) {
  const step = async (who, action, entry) =>
    api(people[who].context, 'POST', `/entries/${entry.id}/actions/${action}?locale=de`, { body: {}, match: `"${entry.version}.${entry.entryVersion}"` });
  const fields = { ...like, title: `${mark} ${number}`, summary: `Das ist Angebot ${number} von 20.` };
  let entry = await api(people.initiative.context, 'POST', '/entries', { body: { type: 'offer', organisation, locale: 'de', fields } });
  entry = await step('initiative', 'submit', entry);
  entry = await step('publisher', 'approve', entry);
  return step('publisher', 'publish', entry);
}

/** Asks for a translation of one entry by the service. */
async function ask(who, entry, language) {
  await at(who, `/translations/new?entry=${entry.id}`);
  await main(who).getByText(language, { exact: true }).click();
  await main(who).getByLabel(/^Wer soll übersetzen/).selectOption('libretranslate');
  await press(who, 'Auftrag abschicken');
  await people[who].page.waitForURL(/\/translations\/requests\/[0-9a-f-]+$/);
}

describe('a service that translates', { concurrency: 1 }, () => {
  before(async () => {
    service = await startLibreTranslate(process.env.LOTSE_E2E_TRANSLATE);
    browser = await launch();
    for (const who of ['initiative', 'editor', 'translator', 'publisher']) {
      people[who] = await open(browser);
      people[who].session = await signInByRequest(people[who].context, who);
    }
    const { items } = (await published('/offer?locale=de&limit=1')).body;
    const like = await api(people.publisher.context, 'GET', `/entries/${items[0].id}?locale=de`);
    const rest = Object.fromEntries(Object.entries(like.fields).filter(([name]) => !['places', 'validUntil'].includes(name)));
    offers = [];
    for (let number = 1; number <= 20; number++) offers.push(await publishOffer(rest, people.initiative.session.organisations[0].id, number));
  });
  after(async () => {
    await service.stop();
    await browser.close();
  });

  it('is asked for twenty offers in Arabic, and translates them all', async () => {
    await at('editor', `/?who=all&q=${mark}`);
    await press('editor', 'Auswählen');
    for (const { title } of offers) await main('editor').getByRole('checkbox', { name: `${title} (Deutsch) auswählen` }).check();
    await press('editor', 'Übersetzen lassen');
    await dialog('editor').getByText('Arabisch', { exact: true }).click();
    await dialog('editor').getByLabel(/^Wer soll übersetzen/).selectOption('libretranslate');
    await dialog('editor').getByLabel(/^Name des Auftrags/).fill(mark);
    await dialog('editor').getByRole('button', { name: 'Auftrag abschicken' }).click();
    await people.editor.page.getByRole('heading', { level: 1, name: mark }).waitFor();
    await main('editor').getByText('20 von 20 Texten übersetzt').waitFor({ timeout: 60_000 });
    assert.equal(new Set(service.received).size, service.received.length, 'nothing was sent twice');
  });

  it('three are reviewed and published, with a label', async () => {
    for (const { id } of offers.slice(0, 3)) {
      await at('translator', `/entries/${id}/translate/ar`);
      await main('translator').getByText('Deutsch → Arabisch').waitFor();
      await press('translator', 'Freigeben');
      await main('translator').getByText('Freigegeben', { exact: true }).first().waitFor();
      await at('editor', `/entries/${id}/translate/ar`);
      await press('editor', 'Veröffentlichen');
      await main('editor').getByText('Veröffentlicht', { exact: true }).first().waitFor();
      const { body } = await published(`/offer/${id}?locale=ar`);
      assert.equal(body.translation.origin, 'machine');
      assert.equal(body.translation.outdated, false);
      assert.ok(body.translation.reviewedAt);
      assert.match(body.fields.title, /[؀-ۿ]/);
    }
    await at('editor', '/translations/requests');
    await main('editor').getByRole('link', { name: mark }).click();
    await main('editor').getByRole('heading', { level: 2, name: 'Fertig' }).waitFor();
  });

  it('goes down: what is asked waits, and goes on when it is back', async () => {
    await service.stop();
    await ask('publisher', offers[4], 'Französisch');
    await main('publisher').getByText('LibreTranslate macht Pause', { exact: false }).waitFor({ timeout: 60_000 });
    await main('publisher').getByText('Der Dienst ist nicht erreichbar.', { exact: false }).waitFor();
    await main('publisher').getByText('0 von einem Text übersetzt').waitFor();
    service = await startLibreTranslate(process.env.LOTSE_E2E_TRANSLATE);
    await press('publisher', 'Jetzt fortsetzen');
    await main('publisher').getByText('1 von einem Text übersetzt').waitFor({ timeout: 60_000 });
  });

  it('a file goes out, is translated by a script, and comes in', async () => {
    const { page } = people.editor;
    await at('editor', `/translations/new?entry=${offers[5].id}`);
    await main('editor').getByText('Als Datei (XLIFF)').click();
    await main('editor').getByLabel('Sprache').selectOption('fa');
    const downloaded = page.waitForEvent('download');
    await press('editor', 'Datei herunterladen');
    const file = readFileSync(await (await downloaded).path(), 'utf8');
    let number = 0;
    const translated = file
      .replace(/(<source[^>]*>)([\s\S]*?)(<\/source>)(\s*<target[^>]*>[\s\S]*?<\/target>|\s*<target[^>]*\/>)?/g, (_, open, text, close) => `${open}${text}${close}<target>فارسی ${++number} ${text}</target>`)
      .replaceAll('state="initial"', 'state="translated"');
    await at('editor', '/translations/files');
    await page.locator('input[type=file]').setInputFiles({ name: 'lotse-fa.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(translated) });
    await press('editor', 'Datei einlesen');
    await main('editor').getByText(`${number} Absätze gespeichert`).waitFor();
    const view = await api(people.editor.context, 'GET', `/entries/${offers[5].id}/translations/fa`);
    assert.equal(view.words.human, view.words.total);
    await page.locator('input[type=file]').setInputFiles({ name: 'lotse-fa.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(translated) });
    await press('editor', 'Datei einlesen');
    await main('editor').getByText('0 Absätze gespeichert').waitFor();
  });

  it('nothing went wrong in any window', () => {
    for (const [who, { faults }] of Object.entries(people)) assert.deepEqual(faults, [], who);
  });
});
