// The steps beside the main job, as people take them: an older text is brought back, a publication is
// planned and called off, a text is published without review and ratified, an entry goes into the
// archive and comes back. After every step the public side is asked.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { api, launch, open, published, settled, signInByRequest } from './desk.mjs';

const title = `Fahrradwerkstatt ${Date.now().toString(36)}`;
const texts = { first: 'Wir reparieren Räder, kostenlos.', second: 'Wir reparieren Räder und Roller.' };
const people = {};
let browser;
let id;

const press = (page, name) => page.getByRole('main').getByRole('button', { name, exact: true }).click();
const state = (page, words) => page.getByRole('main').getByText(words, { exact: true }).first().waitFor();
const saved = (page) => page.locator('[data-testid=save-status][data-status=saved]').waitFor();

/** Chooses a step that is not among the buttons. */
async function choose(page, name) {
  await press(page, 'Weitere Schritte');
  await page.getByRole('menuitem', { name, exact: true }).click();
}

async function publicSummary() {
  const { status, body } = await published(`/offer/${id}?locale=de`);
  assert.ok(status === 200 || status === 404, `the delivery answers ${status}`);
  return status === 200 ? body.fields.summary : undefined;
}

/** The page of our offer, of whoever is asked: the editor's to review, the initiative's to write. */
async function at(name, page = name === 'initiative' ? `entries/${id}` : `review/${id}`) {
  await people[name].page.goto(`/admin/${page}?locale=de`);
  await settled(people[name].page);
  return people[name].page;
}

/** Tomorrow at nine, as a field for date and time takes it. */
const tomorrow = `${new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10)}T09:00`;

describe('the other steps', { concurrency: 1 }, () => {
  before(async () => {
    browser = await launch();
    for (const name of ['initiative', 'editor', 'publisher']) {
      people[name] = await open(browser);
      people[name].session = await signInByRequest(people[name].context, name);
    }
    const { context, session } = people.initiative;
    // Whatever a public offer of the demo has, so has ours.
    const { items } = (await published('/offer?locale=de&limit=1')).body;
    const like = await api(people.editor.context, 'GET', `/entries/${items[0].id}?locale=de`);
    const rest = Object.fromEntries(Object.entries(like.fields).filter(([name]) => !['places', 'validUntil'].includes(name)));
    const entry = await api(context, 'POST', '/entries', {
      body: { type: 'offer', organisation: session.organisations[0].id, locale: 'de', fields: { ...rest, title, summary: texts.first } },
    });
    id = entry.id;
  });
  after(() => browser.close());

  it('the initiative refers to a place of somebody else, found by its title', async () => {
    const { page, session } = people.initiative;
    const places = (await published('/place?locale=de&limit=100')).body.items;
    const mine = new Set(session.organisations.map((one) => one.id));
    const foreign = places.find((place) => !mine.has(place.organisation?.id));
    const name = foreign.fields?.title ?? foreign.title;
    await at('initiative');
    const group = page.getByRole('group', { name: 'Orte', exact: true });
    await group.getByRole('combobox').fill(name);
    await page.getByRole('option', { name }).first().click();
    await group.getByText(name).waitFor();
    await saved(page);
    await page.reload();
    await settled(page);
    await group.getByText(name).waitFor();
  });

  it('what may not be referred to says so, and can be removed', async () => {
    const { page } = people.initiative;
    // As if the place had gone from the public in the meantime.
    await page.route('**/api/v1/references?**', async (route) => {
      const answer = await route.fetch();
      const list = await answer.json();
      await route.fulfill({ response: answer, json: { ...list, items: list.items.filter((item) => item.type !== 'place') } });
    });
    await page.reload();
    await settled(page);
    const group = page.getByRole('group', { name: 'Orte', exact: true });
    await group.getByText('nicht (mehr) öffentlich').waitFor();
    await group.getByRole('button', { name: 'Auswahl entfernen' }).click();
    await page.unroute('**/api/v1/references?**');
    await saved(page);
    assert.equal((await api(people.initiative.context, 'GET', `/entries/${id}?locale=de`)).fields.places, undefined);
  });

  it('the initiative submits, takes it back, and writes on', async () => {
    const page = await at('initiative');
    await press(page, 'Zur Prüfung einreichen');
    await state(page, 'Bei der Redaktion');
    await press(page, 'Bearbeiten und Prüfung zurückziehen');
    await state(page, 'Entwurf');
    await page.getByLabel('Kurz gesagt').fill(texts.second);
    await saved(page);
  });

  it('compares with what was submitted, and brings that back', async () => {
    const page = await at('initiative', `entries/${id}/history`);
    await page.getByRole('listitem').filter({ hasText: 'eingereicht' }).getByRole('radio', { name: /als ältere Fassung wählen/ }).check();
    await page.getByRole('button', { name: 'Ausgewählte vergleichen' }).click();
    await page.getByRole('region', { name: 'Kurz gesagt' }).locator('ins', { hasText: 'Roller' }).waitFor();
    await press(page, 'Diese Fassung zurückholen');
    await page.waitForFunction((wanted) => document.querySelector('#field-summary')?.value === wanted, texts.first);
    await page.reload();
    await settled(page);
    assert.equal(await page.getByLabel('Kurz gesagt').inputValue(), texts.first);
    assert.equal(await publicSummary(), undefined);
  });

  it('an editor approves it and plans its publication', async () => {
    let page = await at('initiative');
    await press(page, 'Zur Prüfung einreichen');
    await state(page, 'Bei der Redaktion');
    page = await at('editor');
    await press(page, 'Freigeben');
    await state(page, 'Freigegeben');
    await press(page, 'Veröffentlichung planen');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Veröffentlichung planen' }).click();
    await dialog.getByText('Bitte ausfüllen.').waitFor();
    await dialog.getByLabel('Zeitpunkt').fill(tomorrow);
    await dialog.getByRole('button', { name: 'Veröffentlichung planen' }).click();
    await state(page, 'Eingeplant');
    await page.getByRole('main').getByText(/09:00/).first().waitFor();
    assert.equal(await publicSummary(), undefined, 'not before its time');
  });

  it('calls the plan off again', async () => {
    const page = await at('editor');
    await press(page, 'Planung aufheben');
    await state(page, 'Freigegeben');
    assert.equal(await publicSummary(), undefined);
    await press(page, 'Änderungen erbitten');
    await page.getByRole('dialog').getByLabel('Begründung').fill('Bitte noch warten.');
    await page.getByRole('dialog').getByRole('button', { name: 'Änderungen erbitten' }).click();
    await state(page, 'Änderungen erbeten');
  });

  it('a publisher publishes it without review, saying why', async () => {
    const page = await at('publisher');
    await choose(page, 'Ohne Prüfung veröffentlichen');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Begründung').fill('Morgen ist der erste Termin.');
    await dialog.getByRole('button', { name: 'Ohne Prüfung veröffentlichen' }).click();
    await state(page, 'Veröffentlicht');
    await state(page, 'Ohne Prüfung');
    assert.equal(await publicSummary(), texts.first);
    assert.equal(await page.getByRole('button', { name: 'Nachträglich freigeben' }).count(), 0, 'not by oneself');
  });

  it('another editor finds it and ratifies it', async () => {
    const { page } = people.editor;
    await page.goto('/admin/review');
    await page.getByLabel('Nur ohne Prüfung Veröffentlichtes').click();
    await page.waitForURL(/unreviewed=true/);
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await press(page, 'Nachträglich freigeben');
    await page.getByRole('main').getByText('Ohne Prüfung', { exact: true }).waitFor({ state: 'detached' });
    await state(page, 'Veröffentlicht');
    assert.equal(await publicSummary(), texts.first);
  });

  it('the initiative sees on its page that it may confirm it, and does', async () => {
    const page = await at('initiative');
    await press(page, 'Stimmt noch');
    await page.getByText('Bestätigt', { exact: true }).first().waitFor();
  });

  it('an editor archives it: the public has it no more', async () => {
    const page = await at('editor');
    assert.equal(await page.getByRole('main').getByRole('button', { name: 'Stimmt noch' }).count(), 0, 'steps of the entry are in the menu');
    await choose(page, 'Archivieren');
    await state(page, 'Im Archiv');
    assert.equal(await publicSummary(), undefined);
  });

  it('and gets it out of the archive: it is public again', async () => {
    const page = await at('editor');
    await choose(page, 'Aus dem Archiv holen');
    await state(page, 'Veröffentlicht');
    assert.equal(await publicSummary(), texts.first);
  });

  it('on a phone the bar of steps leaves room for the text', async () => {
    const { context, page } = await open(browser, { width: 320 });
    await signInByRequest(context, 'publisher');
    const { items } = await api(context, 'GET', '/entries?editing=in_review&limit=1');
    await page.goto(`/admin/review/${items[0].id}?locale=${items[0].locale}`);
    await settled(page);
    const more = page.getByRole('button', { name: 'Weitere Schritte' });
    const height = await more.evaluate((button) => {
      let box = button;
      while (box && getComputedStyle(box).position !== 'sticky') box = box.parentElement;
      return box?.getBoundingClientRect().height ?? 0;
    });
    assert.ok(height > 0 && height <= 180, `${height} px`);
    await context.close();
  });

  it('is taken off at the end, and nothing went wrong in any window', async () => {
    const page = await at('editor');
    await choose(page, 'Zurückziehen');
    await page.getByRole('dialog').getByRole('button', { name: 'Zurückziehen' }).click();
    await state(page, 'Zurückgezogen');
    assert.equal(await publicSummary(), undefined);
    for (const [name, { faults }] of Object.entries(people)) assert.deepEqual(faults, [], name);
  });
});
