// An editor has offers translated into Arabic by people; a translator takes one and refuses another, and
// the editor asks again. Beside that: the glossary, the overview, and files for agencies.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { api, launch, open, settled, signInByRequest } from './desk.mjs';

const name = `Arabisch ${Date.now().toString(36)}`;
const word = `Prüfamt ${Date.now().toString(36)}`;
const reason = 'Diesen Text verstehe ich nicht.';
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date());
const people = {};
let browser;
let offers;
let request;
let file;

const main = (who) => people[who].page.getByRole('main');
const dialog = (who) => people[who].page.getByRole('dialog');
const press = (who, button) => main(who).getByRole('button', { name: button, exact: true }).click();
const cardOf = (who, offer) => main(who).getByRole('listitem').filter({ has: people[who].page.getByRole('link', { name: offer.title, exact: true }) });

/** Opens a page of the desk. */
async function at(who, path) {
  await people[who].page.goto(`/admin${path}`);
  await settled(people[who].page);
}

/** What of the first page is public in German, and nobody has written or asked for in Arabic; offers first. */
async function untranslated(context) {
  const { items } = await api(context, 'GET', '/entries?limit=100');
  const asked = (await api(context, 'GET', '/translation-items?locale=ar&limit=100')).items.map(({ entry }) => entry);
  const written = items.filter(({ locale }) => locale === 'ar').map(({ id }) => id);
  const kinds = ['offer', 'event', 'job'];
  return items.filter((one) =>
    kinds.includes(one.type) && one.locale === 'de' && one.visibility === 'live' && one.editing === 'clean' && ![...asked, ...written].includes(one.id) &&
    items.filter(({ title, locale }) => title === one.title && locale === 'de').length === 1)
    .sort((one, other) => kinds.indexOf(one.type) - kinds.indexOf(other.type));
}

describe('requests for translations', { concurrency: 1 }, () => {
  before(async () => {
    browser = await launch();
    for (const who of ['editor', 'translator', 'initiative']) {
      people[who] = await open(browser);
      await signInByRequest(people[who].context, who);
    }
    offers = (await untranslated(people.editor.context)).slice(0, 3);
    assert.equal(offers.length, 3, 'the demo has offers without Arabic');
  });
  after(() => browser.close());

  it('are nothing for an initiative', async () => {
    await at('initiative', '/?who=all');
    assert.equal(await people.initiative.page.getByRole('link', { name: 'Übersetzungen' }).count(), 0);
    assert.equal(await main('initiative').getByRole('button', { name: 'Auswählen' }).count(), 0);
    await at('initiative', '/translations/requests');
    await main('initiative').getByRole('alert').getByText('Das darf Ihr Konto nicht.').waitFor();
  });

  it('an editor chooses offers, and is told at its place what is missing', async () => {
    await at('editor', '/?who=all');
    await press('editor', 'Auswählen');
    for (const { title } of offers) await main('editor').getByRole('checkbox', { name: `${title} (Deutsch) auswählen` }).check();
    await main('editor').getByText('3 Einträge ausgewählt').waitFor();
    await press('editor', 'Übersetzen lassen');
    await dialog('editor').getByLabel(/^Wer soll übersetzen/).selectOption('manual');
    await dialog('editor').getByLabel(/^Hinweis/).fill('Bitte einfach schreiben.');
    await dialog('editor').getByRole('button', { name: 'Auftrag abschicken' }).click();
    await dialog('editor').getByText('Bitte ausfüllen.').waitFor();
    await dialog('editor').getByRole('button', { name: 'Schließen' }).click();
    await press('editor', 'Übersetzen lassen');
    assert.equal(await dialog('editor').getByLabel(/^Hinweis/).inputValue(), 'Bitte einfach schreiben.', 'nothing typed is lost');
  });

  it('and asks for them in Arabic', async () => {
    const { page } = people.editor;
    await dialog('editor').getByText('Arabisch', { exact: true }).click();
    await dialog('editor').getByLabel(/^Bis wann/).fill(today);
    await dialog('editor').getByLabel(/^Name des Auftrags/).fill(name);
    await dialog('editor').getByRole('button', { name: 'Auftrag abschicken' }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    request = new URL(page.url()).pathname;
    await main('editor').getByText('0 von 3 Texten übersetzt').waitFor();
    assert.equal(await main('editor').getByRole('progressbar').getAttribute('aria-valuenow'), '0');
  });

  it('asked for again there is nothing to translate, and that is said', async () => {
    await at('editor', `/translations/new?entry=${offers[0].id}`);
    await main('editor').getByText('Arabisch', { exact: true }).click();
    await main('editor').getByLabel(/^Wer soll übersetzen/).selectOption('manual');
    await press('editor', 'Auftrag abschicken');
    await main('editor').getByRole('alert').getByText('Es gibt nichts zu übersetzen', { exact: false }).waitFor();
    await at('editor', request.replace('/admin', ''));
  });

  it('the translator finds them, takes one and refuses another with a reason', async () => {
    const { page } = people.translator;
    await at('translator', '/');
    await page.getByRole('link', { name: 'Übersetzungen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Meine Übersetzungen' }).waitFor();
    await cardOf('translator', offers[0]).getByText('Heute fällig').waitFor();
    await cardOf('translator', offers[0]).getByText('Bitte einfach schreiben.').waitFor();
    await cardOf('translator', offers[0]).getByRole('button', { name: /^Übernehmen/ }).click();
    await cardOf('translator', offers[0]).getByText('In Arbeit').waitFor();
    assert.equal(await cardOf('translator', offers[0]).getByRole('link', { name: /^Übersetzen/ }).getAttribute('href'), `/admin/entries/${offers[0].id}/translate/ar`);
    await cardOf('translator', offers[1]).getByRole('button', { name: /^Ablehnen/ }).click();
    await dialog('translator').getByRole('button', { name: 'Ablehnen' }).click();
    await dialog('translator').getByText('Bitte geben Sie eine Begründung an.').waitFor();
    await dialog('translator').getByLabel('Begründung').fill(reason);
    await dialog('translator').getByRole('button', { name: 'Ablehnen' }).click();
    await cardOf('translator', offers[1]).waitFor({ state: 'detached' });
    await main('translator').getByLabel('Stand').selectOption('refused');
    await cardOf('translator', offers[1]).getByText(`Abgelehnt: ${reason}`).waitFor();
  });

  it('the editor sees that without asking, and asks again', async () => {
    await cardOf('editor', offers[1]).getByText(`Abgelehnt: ${reason}`).waitFor();
    await cardOf('editor', offers[0]).getByText('In Arbeit').waitFor();
    await at('editor', '/translations/requests');
    const card = cardOf('editor', { title: name });
    await card.getByRole('button', { name: /^Warum nicht/ }).click();
    await card.getByText(`1 × Abgelehnt: ${reason}`).waitFor();
    await card.getByRole('button', { name: /^Noch einmal beauftragen/ }).click();
    await dialog('editor').getByRole('button', { name: 'Noch einmal beauftragen' }).click();
    await card.getByText('Wartet: 2').waitFor();
    await at('translator', '/translations');
    await cardOf('translator', offers[1]).getByRole('button', { name: /^Übernehmen/ }).waitFor();
  });

  it('the translator adds a word to the glossary, changes it and deletes it', async () => {
    await main('translator').getByRole('link', { name: 'Glossar' }).click();
    await main('translator').getByLabel('Sprache').selectOption('ar');
    await press('translator', 'Begriff hinzufügen');
    await dialog('translator').getByLabel('Deutsches Wort').fill(word);
    await dialog('translator').getByRole('button', { name: 'Speichern' }).click();
    await dialog('translator').getByText('Bitte ausfüllen.').waitFor();
    await dialog('translator').getByLabel('Übersetzung (Arabisch)').fill('مكتب');
    await dialog('translator').getByRole('button', { name: 'Speichern' }).click();
    await main('translator').getByRole('searchbox').fill(word);
    const card = main('translator').getByRole('listitem').filter({ has: people.translator.page.getByText(word, { exact: true }) });
    await card.getByText('مكتب').waitFor();
    await card.getByRole('button', { name: new RegExp(`^Ändern.*${word}$`) }).click();
    await dialog('translator').getByRole('checkbox', { name: 'Bleibt deutsch' }).check();
    await dialog('translator').getByRole('button', { name: 'Speichern' }).click();
    await card.getByText('Bleibt deutsch', { exact: true }).waitFor();
    await card.getByRole('button', { name: new RegExp(`^Löschen.*${word}$`) }).click();
    await dialog('translator').getByRole('button', { name: 'Löschen' }).click();
    await main('translator').getByText('Kein Begriff gefunden').waitFor();
    await main('translator').getByLabel('Sprache').selectOption('fa');
    await main('translator').getByText('Kein Begriff gefunden').waitFor();
    assert.equal(await main('translator').getByRole('button', { name: 'Begriff hinzufügen' }).count(), 0, 'only in the own languages');
  });

  it('the overview shows types and languages with their numbers', async () => {
    await at('editor', '/translations/report');
    const table = main('editor').getByRole('table', { name: 'Was übersetzt ist' });
    await table.getByRole('button', { name: /%.*Angebote, Arabisch/ }).click();
    await table.getByText(/Einträge, davon .* in dieser Sprache öffentlich/).waitFor();
    await table.getByText(/^Fehlt: .* Wörter \(\d+ %\)$/).waitFor();
  });

  it('a file for an agency comes out, and comes in again', async () => {
    const { page } = people.editor;
    await at('editor', `/translations/new?entry=${offers[2].id}`);
    await main('editor').getByText('Als Datei (XLIFF)').click();
    await main('editor').getByLabel('Sprache').selectOption('ar');
    const downloaded = page.waitForEvent('download');
    await press('editor', 'Datei herunterladen');
    const download = await downloaded;
    assert.equal(download.suggestedFilename(), 'lotse-ar.xlf');
    file = readFileSync(await download.path(), 'utf8');
    assert.match(file, /trgLang="ar"/);
    await main('editor').getByRole('link', { name: 'Dateien' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dateien' }).waitFor();
    await press('editor', 'Datei einlesen');
    await main('editor').getByText('Bitte ausfüllen.').waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'kaputt.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from('<kaputt') });
    await press('editor', 'Datei einlesen');
    await main('editor').getByRole('alert').getByText('Das ist keine XLIFF-Datei', { exact: false }).waitFor();
    const broken = file.replace(/(<unit [^>]*id=")[^"]*/, '$1gibt-es-nicht');
    await page.locator('input[type=file]').setInputFiles({ name: 'lotse-ar.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(broken) });
    await press('editor', 'Datei einlesen');
    await main('editor').getByText('0 Absätze gespeichert').waitFor();
    await main('editor').getByText('1 × Diesen Absatz hat der Ausgangstext nicht.').waitFor();
  });

  it('rules are read by editors and made by publishers', async () => {
    await at('editor', '/translations/rules');
    assert.equal(await main('editor').getByRole('button', { name: 'Regel anlegen' }).count(), 0);
  });

  it('is called off at the end, and nothing went wrong in any window', async () => {
    await people.editor.page.goto(request);
    await main('editor').getByRole('button', { name: /^Absagen/ }).click();
    await dialog('editor').getByRole('button', { name: 'Absagen' }).click();
    await main('editor').getByText('Dieser Auftrag wurde abgesagt.', { exact: false }).waitFor();
    await main('editor').getByRole('heading', { level: 2, name: 'Abgesagt' }).waitFor();
    await at('translator', '/translations');
    await main('translator').getByText('Meine Übersetzungen').first().waitFor();
    assert.equal(await cardOf('translator', offers[1]).count(), 0);
    for (const [who, { faults }] of Object.entries(people)) assert.deepEqual(faults, [], who);
  });
});
