// The translators' desk: a text is translated with the keyboard alone, a change of the source marks exactly
// what it touches, nothing that was typed is lost, and nobody gets at a language that is not theirs.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { api, launch, open, password, settled, signInByRequest } from './desk.mjs';

const words = (text, ...marks) => ({ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) });
const paragraph = (...content) => ({ type: 'paragraph', content });
const link = { type: 'link', attrs: { href: 'https://example.org/amt' } };
const texts = {
  open: 'Das Amt ist montags offen.',
  bring: 'Bringen Sie Ihren Pass mit.',
  ask: paragraph(words('Das '), words('Amt', { type: 'bold' }), words(' hilft, siehe '), words('Seite', link), words('.')),
};
const body = (...paragraphs) => ({ type: 'doc', content: paragraphs.map((one) => (typeof one === 'string' ? paragraph(words(one)) : one)) });
const german = { title: 'Das Amt', summary: 'Wann es offen ist.', body: body(texts.open, texts.bring, texts.ask) };

let browser;
let desk;
let entry;

const status = (page, wanted) => page.locator(`[data-testid=save-status][data-status=${wanted}]`).waitFor();
const target = (page, number, total = 5, language = 'Persisch') => page.getByRole('textbox', { name: `Übersetzung von Abschnitt ${number} von ${total}, ${language}` });
const segment = (page, number, total = 5) => page.getByRole('group', { name: `Abschnitt ${number} von ${total}`, exact: true });
const view = (locale = 'fa') => api(desk.context, 'GET', `/entries/${entry.id}/translations/${locale}`);
const targets = async () => (await view()).segments.map((one) => one.target?.text ?? '');

async function begin(fields = german) {
  const session = await api(desk.context, 'GET', '/session');
  const { items } = await api(desk.context, 'GET', '/entries?type=article&limit=1');
  assert.ok(session.account.id);
  return api(desk.context, 'POST', '/entries', { body: { type: 'article', organisation: items[0].organisation.id, locale: 'de', fields } });
}

async function writeGerman(fields) {
  const now = await api(desk.context, 'GET', `/entries/${entry.id}?locale=de`);
  await api(desk.context, 'PUT', `/entries/${entry.id}?locale=de`, { body: { fields: { ...now.fields, ...fields } }, match: `"${now.version}.${now.entryVersion}"` });
}

/** Writes segments as another tab does. */
async function writeElsewhere(...parts) {
  const now = await view();
  const segments = parts.map(([index, text]) => ({ id: now.segments[index].id, text }));
  await api(desk.context, 'PUT', `/entries/${entry.id}/translations/fa`, { body: { segments }, match: `"${now.version}.${now.entryVersion}"` });
}

/** Deletes an entry, which editors may not. */
async function takeAway(id) {
  const { context } = await open(browser);
  await signInByRequest(context, 'publisher');
  const now = await api(context, 'GET', `/entries/${id}?locale=de`);
  await api(context, 'POST', `/entries/${id}/actions/delete?locale=de`, { body: {}, match: `"${now.version}.${now.entryVersion}"` });
  await context.close();
}

async function openDesk(page, locale = 'fa') {
  await page.goto(`/admin/entries/${entry.id}/translate/${locale}`);
  await settled(page);
}

before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe('the translators’ desk', { concurrency: 1 }, () => {
  beforeEach(async () => {
    desk = await open(browser);
    await signInByRequest(desk.context, 'editor');
    entry = await begin();
  });
  afterEach(async () => {
    await takeAway(entry.id);
    assert.deepEqual(desk.faults, []);
    await desk.context.close();
  });

  it('leads through a text with the keyboard alone', async () => {
    const { page } = desk;
    await page.goto(`/admin/entries/${entry.id}?locale=de`);
    await settled(page);
    await page.getByRole('region', { name: 'Übersetzungen' }).getByRole('link', { name: 'Persisch' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Deutsch → Persisch').waitFor();
    await page.keyboard.press('Alt+ArrowDown');
    for (const text of ['اداره', 'چه زمانی باز است', 'اداره دوشنبه‌ها باز است.', 'گذرنامه‌تان را بیاورید. ۱۲ یورو']) {
      await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA' && document.activeElement.value === '');
      await page.keyboard.type(text);
      await page.keyboard.press('Control+Enter');
    }
    // The last paragraph has codes: its editor comes, and has the focus.
    await page.waitForFunction(() => document.activeElement?.isContentEditable);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('dir')), 'rtl');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('اداره');
    await page.keyboard.press('Control+b');
    await page.keyboard.type(' کمک می‌کند');
    await page.keyboard.press('Enter');
    await page.getByText('die Übersetzung noch nicht: Link „Seite“', { exact: false }).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Fehlendes einfügen');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.isContentEditable);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').getByText('Kein weiterer Abschnitt ist offen.').waitFor({ state: 'attached' });
    await status(page, 'saved');
    assert.deepEqual(await targets(), [
      'اداره', 'چه زمانی باز است', 'اداره دوشنبه‌ها باز است.', 'گذرنامه‌تان را بیاورید. ۱۲ یورو',
      '<g id="1">اداره</g> کمک می‌کند <g id="2">Seite</g>',
    ]);
    assert.equal((await view()).words.missing, 0);
    const stored = await api(desk.context, 'GET', `/entries/${entry.id}?locale=fa`);
    assert.equal(stored.fields.body.content[2].content.at(-1).marks[0].attrs.href, 'https://example.org/amt');

    await page.getByRole('button', { name: 'Tasten' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Speichern und zum nächsten offenen Abschnitt').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.textContent === 'Tasten');
  });

  it('marks exactly the paragraph that was changed, word by word, until it is confirmed', async () => {
    const { page } = desk;
    await writeElsewhere([0, 'اداره'], [1, 'خلاصه'], [2, 'باز'], [3, 'گذرنامه'], [4, '<g id="1">اداره</g> <g id="2">صفحه</g>']);
    await writeGerman({ body: body('Das Amt ist dienstags offen.', texts.bring, texts.ask) });
    await openDesk(page);
    assert.equal(await page.getByRole('main').getByText('Veraltet', { exact: true }).count(), 1);
    assert.match(await segment(page, 3).locator('del').textContent(), /montags/);
    assert.match(await segment(page, 3).locator('ins').textContent(), /dienstags/);
    assert.equal(await page.getByRole('main').locator('ins, del').count(), 2);
    await page.getByRole('checkbox', { name: 'Nur Offenes zeigen (1 von 5 Abschnitten)' }).check();
    assert.equal(await page.getByRole('textbox').count(), 1);
    await target(page, 3).focus();
    await page.keyboard.press('Alt+Enter');
    await page.getByRole('main').getByText('Veraltet', { exact: true }).waitFor({ state: 'detached' });
    await status(page, 'saved');
    assert.equal((await view()).words.outdated, 0);
  });

  it('keeps what has no source any more until somebody removes it', async () => {
    const { page } = desk;
    await writeElsewhere([2, 'باز'], [3, 'گذرنامه']);
    await writeGerman({ body: body(texts.open, texts.ask) });
    await openDesk(page);
    const left = page.getByRole('region', { name: 'Texte ohne Ausgangstext' });
    await left.getByText('گذرنامه', { exact: true }).waitFor();
    await left.getByRole('button', { name: /^Entfernen/ }).click();
    await left.waitFor({ state: 'detached' });
    await status(page, 'saved');
    assert.deepEqual((await view()).left, []);
  });

  it('in two tabs loses nothing: other segments come together, the same one is put to the choice', async () => {
    const { page } = desk;
    await openDesk(page);
    await writeElsewhere([0, 'از زبانه دیگر']);
    await target(page, 2).fill('از همین زبانه');
    await page.getByText('Was Sie geschrieben haben, ist noch da.', { exact: false }).waitFor();
    await status(page, 'saved');
    assert.deepEqual((await targets()).slice(0, 2), ['از زبانه دیگر', 'از همین زبانه']);
    assert.equal(await target(page, 1).inputValue(), 'از زبانه دیگر');

    await writeElsewhere([2, 'متن دیگر']);
    await target(page, 3).fill('متن من');
    await status(page, 'conflict');
    assert.equal(await target(page, 3).inputValue(), 'متن من');
    await segment(page, 3).getByText('متن دیگر').waitFor();
    page.once('dialog', (dialog) => dialog.accept());
    await page.reload();
    await settled(page);
    assert.equal(await target(page, 3).inputValue(), 'متن من', 'also when the page was closed');
    await segment(page, 3).getByRole('button', { name: 'Meinen Text behalten' }).click();
    await status(page, 'saved');
    assert.equal((await targets())[2], 'متن من');
  });

  it('keeps the text of a paragraph that changes while it is translated, and of one that goes', async () => {
    const { page } = desk;
    await openDesk(page);
    await writeGerman({ body: body('Das Amt ist dienstags offen.', texts.ask) });
    await target(page, 3).fill('دوشنبه');
    await segment(page, 3, 4).getByText('hat sich geändert, während Sie schrieben', { exact: false }).waitFor();
    assert.match(await segment(page, 3, 4).getByRole('alert').locator('ins').textContent(), /dienstags/);
    await segment(page, 3, 4).getByRole('button', { name: 'Meinen Text behalten' }).click();
    await status(page, 'saved');
    assert.equal((await targets())[2], 'دوشنبه');
  });

  it('when the session ends: one signs in over the text, and goes on', async () => {
    const { page, context } = desk;
    await openDesk(page);
    // Writing has begun when the session ends: else the dialog would be there before the first letter.
    const helped = page.waitForResponse(/\/suggestions\?/);
    await target(page, 1).focus();
    await helped;
    await context.clearCookies();
    await target(page, 1).fill('پس از وقفه');
    await page.getByRole('dialog').getByLabel('Passwort', { exact: true }).fill(password);
    await page.getByRole('dialog').getByRole('button', { name: 'Anmelden' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await status(page, 'saved');
    assert.equal((await targets())[0], 'پس از وقفه');
  });

  it('shows what Leichte Sprache has to look at again, and who checked it', async () => {
    const { page } = desk;
    await openDesk(page, 'de-simple');
    await page.getByRole('button', { name: 'Text anlegen' }).click();
    await page.waitForURL(/locale=de-simple/);
    await page.getByRole('textbox', { name: 'Titel' }).fill('Das Amt in Leichter Sprache');
    await status(page, 'saved');
    await openDesk(page, 'de-simple');
    await page.getByText('Der Text passt zum Ausgangstext.').waitFor();
    await page.getByRole('button', { name: 'Von Prüfgruppe geprüft' }).click();
    await page.getByText(/^Von der Prüfgruppe geprüft am /).waitFor();
    await writeGerman({ body: body('Das Amt ist dienstags offen.', texts.bring, texts.ask) });
    await page.reload();
    await settled(page);
    await page.getByText('Der Ausgangstext hat sich geändert', { exact: true }).waitFor();
    assert.equal(await page.getByRole('main').getByText('Neu oder geändert', { exact: true }).count(), 1);
    assert.match(await page.getByRole('region', { name: 'Steht nicht mehr im Ausgangstext' }).textContent(), /montags/);
    await page.getByRole('button', { name: 'Passt jetzt zum Ausgangstext' }).click();
    await page.getByText('Der Text passt zum Ausgangstext.', { exact: true }).waitFor();
  });

  it('lets words that are not translated be marked in the source', async () => {
    const { page } = desk;
    await page.goto(`/admin/entries/${entry.id}?locale=de`);
    await settled(page);
    const text = page.getByRole('textbox', { name: 'Text', exact: true });
    await text.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Shift+End');
    await page.getByRole('button', { name: 'Nicht übersetzen' }).click();
    await status(page, 'saved');
    const { fields } = await api(desk.context, 'GET', `/entries/${entry.id}?locale=de`);
    assert.deepEqual(fields.body.content[0].content[0].marks, [{ type: 'keep' }]);
    assert.deepEqual((await view()).segments[2].source.codes, [{ id: 1, kind: 'keep' }]);
  });
});

describe('help with a translation', { concurrency: 1 }, () => {
  it('comes from the memory, and from whoever wrote the text', async () => {
    const [asks, answers] = [await open(browser), await open(browser)];
    await signInByRequest(asks.context, 'translator');
    await signInByRequest(answers.context, 'editor');
    const { items } = await api(answers.context, 'GET', '/entries?type=article&locale=ar&visibility=live&limit=1');
    const { id, organisation } = items[0];
    const source = await api(answers.context, 'GET', `/entries/${id}?locale=de`);
    const known = (await api(answers.context, 'GET', `/entries/${id}/translations/ar`)).segments[0];
    // Another text with the same title: how that was translated is known.
    const other = await api(answers.context, 'POST', '/entries', { body: { type: 'article', organisation: organisation.id, locale: 'de', fields: { title: source.fields.title, summary: 'Rufen Sie 112 an.' } } });
    const { page } = answers;
    await page.goto(`/admin/entries/${other.id}/translate/ar`);
    await settled(page);
    await target(page, 1, 2, 'Arabisch').focus();
    await page.getByText('100 % gleich').first().waitFor();
    await page.keyboard.press('Alt+1');
    await status(page, 'saved');
    assert.equal(await target(page, 1, 2, 'Arabisch').inputValue(), known.target.text);
    await target(page, 2, 2, 'Arabisch').fill('اتصلوا بالرقم ١١٣.');
    await page.getByText('Die Zahl „112“ steht so nicht in der Übersetzung; dort steht „113“.').waitFor();
    await takeAway(other.id);

    const question = `Gilt das auch nachts? ${Date.now()}`;
    await asks.page.goto(`/admin/entries/${id}/translate/ar`);
    await settled(asks.page);
    await asks.page.getByRole('textbox').first().focus();
    await asks.page.getByRole('button', { name: 'Frage an den Verfasser' }).click();
    await asks.page.getByLabel('Ihre Frage zu diesem Abschnitt').fill(question);
    await asks.page.getByRole('button', { name: 'Frage senden' }).click();
    await asks.page.getByRole('listitem').filter({ hasText: question }).getByText('Noch nicht beantwortet.').waitFor();

    await page.goto(`/admin/entries/${id}?locale=de`);
    await settled(page);
    const asked = page.getByRole('region', { name: 'Fragen der Übersetzung' }).getByRole('listitem').filter({ hasText: question });
    await asked.getByLabel('Ihre Antwort').fill('Ja, Tag und Nacht.');
    await asked.getByRole('button', { name: 'Antworten' }).click();
    await asked.getByText('Ja, Tag und Nacht.').waitFor();
    await asks.page.reload();
    await settled(asks.page);
    await asks.page.getByRole('textbox').first().focus();
    await asks.page.getByText('Ja, Tag und Nacht.').last().waitFor();
    for (const { faults, context } of [asks, answers]) {
      assert.deepEqual(faults, []);
      await context.close();
    }
  });
});

describe('a translator for Arabic', { concurrency: 1 }, () => {
  it('writes Arabic, and can neither open Persian nor write anything else', async () => {
    const { page, context, faults } = await open(browser);
    await signInByRequest(context, 'translator');
    const { items } = await api(context, 'GET', '/entries?type=article&locale=ar&visibility=live&limit=1');
    const { id } = items[0];
    await page.goto(`/admin/entries/${id}/translate/ar`);
    await settled(page);
    assert.deepEqual(await page.getByRole('navigation', { name: 'Sprachen dieser Übersetzung' }).getByRole('link').allTextContents(), ['Englisch', 'Arabisch']);
    const first = page.getByRole('textbox').first();
    assert.deepEqual([await first.getAttribute('dir'), await first.getAttribute('readonly')], ['rtl', null]);

    await page.goto(`/admin/entries/${id}/translate/fa`);
    await page.getByText('Das darf Ihr Konto nicht.').waitFor();
    assert.equal(await page.getByRole('textbox').count(), 0);
    const refused = async (path, data, match) => (await context.request.put(`/api/v1/entries/${id}${path}`, { data, headers: { 'If-Match': match } })).status();
    assert.equal(await refused('/translations/fa', { segments: [] }, '"0.1"'), 403);
    const now = await api(context, 'GET', `/entries/${id}?locale=de`);
    assert.equal(await refused('?locale=de', { fields: now.fields }, `"${now.version}.${now.entryVersion}"`), 403);
    assert.deepEqual(faults, []);
    await context.close();
  });
});
