// Every page of the desk, looked at by axe: German and English, light and dark, 320 and 1280 px wide.
// LOTSE_TEST_PROOF=1 takes every page in all eight looks; otherwise each page gets one of them, in turn,
// so that every look is seen.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { api, launch, open, settled, signInByRequest } from './desk.mjs';

const looks = ['de', 'en'].flatMap((language) =>
  ['light', 'dark'].flatMap((scheme) => [320, 1280].map((width) => ({ language, scheme, width }))),
);
const whole = process.env.LOTSE_TEST_PROOF === '1';
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Content that opens every part of every field kind. */
const filled = {
  offer: {
    title: 'Prüfling', summary: 'Kurz.', languages: ['de', 'ar'],
    openingHours: { weekly: [{ day: 'mo', from: '09:00', to: '12:00' }], exceptions: [{ from: '2027-01-02', to: '2027-01-03', closed: true }] },
    schedule: { start: '2027-01-05T18:00', end: '2027-01-05T20:00', timezone: 'Europe/Berlin', rule: 'FREQ=WEEKLY;BYDAY=TU' },
    contacts: [{ id: 'one', name: 'A. Muster', phone: '+493641000000', consent: true }],
  },
  job: { title: 'Prüfling', salary: { min: 2800, max: 3100, currency: 'EUR', per: 'month' } },
  event: { title: 'Prüfling', schedule: { start: '2027-02-01T10:00', end: '2027-02-01T12:00', timezone: 'Europe/Berlin', rule: 'FREQ=MONTHLY;BYDAY=1MO' } },
  place: { title: 'Prüfling', address: { street: 'Markt 1', postcode: '07743', city: 'Jena', country: 'DE' }, geo: { lat: 50.9271, lng: 11.5892 } },
  article: { title: 'Prüfling', sources: [{ id: 'one', label: 'Quelle', url: 'https://example.org/' }] },
};

let browser;
const made = [];
const windows = new Map();

/** A window of somebody in a look; kept, for pages share it. */
async function windowOf(who, look) {
  const key = `${who} ${JSON.stringify(look)}`;
  if (!windows.has(key)) {
    const one = await open(browser, look);
    if (who) await signInByRequest(one.context, who);
    windows.set(key, one);
  }
  return windows.get(key);
}

async function entryLike(who, query, fits = () => true) {
  const { context } = await windowOf(who, looks[0]);
  const { items } = await api(context, 'GET', `/entries?limit=100&${query}`);
  const found = items.find(fits);
  assert.ok(found, `the demo has an entry like ${query}`);
  return found;
}

/** A site, the same in every run against a server. */
async function siteOfTests() {
  const { context } = await windowOf('admin', looks[0]);
  const { items } = await api(context, 'GET', '/sites?limit=100');
  const body = { name: 'Prüfportal', slug: 'prueflingsportal', preview: 'https://portal.example/preview?token={token}', scope: { types: ['offer'] } };
  const site = items.find((one) => one.slug === body.slug) ?? (await api(context, 'POST', '/sites', { body }));
  // Every look makes a key; those of earlier runs go.
  const keys = await api(context, 'GET', `/sites/${site.id}/keys`);
  for (const key of keys.items.filter((one) => !one.revokedAt)) await api(context, 'DELETE', `/sites/${site.id}/keys/${key.id}`);
  return site;
}

/** A webhook with something in its log, the same in every run against a server. Its address answers nobody. */
async function webhookOfTests() {
  const { context } = await windowOf('admin', looks[0]);
  const { items } = await api(context, 'GET', '/webhooks?limit=100');
  const body = { url: 'http://127.0.0.1:9/prueflinge', description: 'Prüfwebhook', events: ['offer.*', 'event.published'] };
  const webhook = items.find((one) => one.description === body.description) ?? (await api(context, 'POST', '/webhooks', { body }));
  await api(context, 'POST', `/webhooks/${webhook.id}/test`);
  return webhook;
}

const words = (text, ...marks) => ({ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) });
const paragraph = (...content) => ({ type: 'paragraph', content });
const article = (day) => ({
  title: 'Das Amt', summary: 'Wann es offen ist, und 12 Dinge.',
  body: { type: 'doc', content: [
    paragraph(words(`Das Amt ist ${day} offen.`)),
    paragraph(words('Das '), words('Jobcenter', { type: 'keep' }), words(' hilft '), words('kostenlos', { type: 'bold' }), words(', siehe '), words('Seite', { type: 'link', attrs: { href: 'https://example.org/amt' } })),
    paragraph(words('Was bald wegfällt.')),
  ] },
});
const inLocales = {
  ar: ['المكتب', 'متى يفتح، و13 شيئًا.', 'المكتب مفتوح يوم الاثنين.', '<g id="1">Jobcenter</g> يساعد', 'سيُحذف قريبًا.'],
  fa: ['اداره', 'چه زمانی باز است', 'اداره دوشنبه‌ها باز است.', '<g id="1">Jobcenter</g> کمک می‌کند', ''],
};

/** Writes segments of a translation as somebody else does. */
async function writeSegments(id, locale, texts) {
  const { context } = await windowOf('initiative', looks[0]);
  const now = await api(context, 'GET', `/entries/${id}/translations/${locale}`);
  const segments = texts.flatMap((text, index) => (text ? [{ id: now.segments[index].id, text }] : []));
  await api(context, 'PUT', `/entries/${id}/translations/${locale}`, { body: { segments }, match: `"${now.version}.${now.entryVersion}"` });
}

/** An article in Arabic, Persian and Leichte Sprache whose source has changed since, with a question about it. */
async function translatedArticle(session) {
  const { context } = await windowOf('initiative', looks[0]);
  const entry = await api(context, 'POST', '/entries', { body: { type: 'article', organisation: session.organisations[0].id, locale: 'de', fields: article('montags') } });
  for (const [locale, texts] of Object.entries(inLocales)) await writeSegments(entry.id, locale, texts);
  const simple = await api(context, 'POST', `/entries/${entry.id}/variants`, { body: { locale: 'de-simple' } });
  await api(context, 'PUT', `/entries/${entry.id}?locale=de-simple`, { body: { fields: { title: 'Das Amt' } }, match: `"${simple.version}.${simple.entryVersion}"` });
  const now = await api(context, 'GET', `/entries/${entry.id}?locale=de`);
  const { body, ...rest } = article('dienstags');
  await api(context, 'PUT', `/entries/${entry.id}?locale=de`, { body: { fields: { ...rest, body: { ...body, content: body.content.slice(0, 2) } } }, match: `"${now.version}.${now.entryVersion}"` });
  const { segments } = await api(context, 'GET', `/entries/${entry.id}/translations/ar`);
  await api(context, 'POST', `/entries/${entry.id}/translations/ar/questions`, { body: { segment: segments[2].id, question: 'Auch an Feiertagen?' } });
  return entry;
}

/** Goes to a segment with the keyboard and waits for what helps there. */
const toSegment = (number) => async (page) => {
  await page.getByRole('group', { name: /^(Abschnitt|Segment) 1 / }).waitFor();
  for (let step = 0; step < number; step++) await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('group', { name: /^(Hilfen zu diesem Abschnitt|Help with this segment)$/ }).waitFor();
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight)); // the bar of steps lies over nothing there
};

/** A request to people, the same in every run against a server, with something refused in it. */
async function requestOfTests(entries) {
  const { context } = await windowOf('editor', looks[0]);
  const title = 'Prüfauftrag';
  const { items } = await api(context, 'GET', '/translation-requests?limit=100');
  const known = items.find((one) => one.title === title);
  if (known) return known;
  const request = await api(context, 'POST', '/translation-requests', {
    body: { title, note: 'Bitte einfach schreiben.', entries, locales: ['ar', 'en', 'fr'], provider: 'manual', dueOn: new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10) },
  });
  const texts = (await api(context, 'GET', `/translation-items?request=${request.id}&limit=100`)).items;
  await api(context, 'POST', `/translation-items/${texts[0].id}/refuse`, { body: { reason: 'Der Text ist unklar.' } });
  for (const [locale, target] of [['ar', 'مكتب'], ['ar', ''], ['en', 'office']]) {
    await api(context, 'POST', '/glossary', { body: { locale, source: `Prüfamt ${target}`, target, note: 'Nur zur Probe.' } }).catch(() => undefined); // it may be there from before
  }
  return request;
}

/** The pages, once the server was asked which entries there are. */
async function pagesOf() {
  const { context } = await windowOf('initiative', looks[0]);
  const session = await api(context, 'GET', '/session');
  for (const [type, fields] of Object.entries(filled)) {
    const entry = await api(context, 'POST', '/entries', { body: { type, organisation: session.organisations[0].id, locale: 'de', fields } });
    made.push(entry);
  }
  const translated = await translatedArticle(session);
  made.push(translated);
  const site = await siteOfTests();
  const webhook = await webhookOfTests();
  const waiting = await entryLike('editor', 'editing=in_review');
  const renewed = await entryLike('editor', 'visibility=live&editing=in_review,approved,changes_requested,draft');
  const live = await entryLike('editor', 'visibility=live&editing=clean');
  const arabic = await entryLike('editor', 'locale=ar&visibility=live');
  const offers = await api(context, 'GET', '/entries?type=offer&visibility=live&editing=clean&locale=de&limit=2');
  const request = await requestOfTests(offers.items.map(({ id }) => id));
  const history = `/entries/${renewed.id}/compare?locale=${renewed.locale}&from=live&to=working`;
  return [
    ['sign in', '', '/sign-in'],
    ['use a link', '', '/link#token=x'],
    ['a dead link', '', '/link'],
    ['reset the password', '', '/reset-password#token=x'],
    ['ask for a link', '', '/link/request'],
    ['forgotten password', '', '/password/forgotten'],
    ['my entries', 'initiative', '/'],
    ['all entries', 'initiative', '/?who=all'],
    ['home of an editor', 'editor', '/'],
    ['new entry', 'initiative', '/entries/new'],
    ['new entry of an editor', 'editor', '/entries/new'],
    ...made.map((entry) => [`write: ${entry.type}`, 'initiative', `/entries/${entry.id}?locale=de`]),
    ['an entry in Arabic', 'editor', `/entries/${arabic.id}?locale=ar`],
    ['translate: Arabic, public', 'translator', `/entries/${arabic.id}/translate/ar`, toSegment(2)],
    ['translate: Arabic, a changed source', 'initiative', `/entries/${translated.id}/translate/ar`, toSegment(3)],
    ['translate: Persian, a text with codes', 'initiative', `/entries/${translated.id}/translate/fa`, async (page) => {
      await toSegment(4)(page);
      await page.getByRole('group', { name: /^(Auszeichnungen des Ausgangstexts|Markings of the source text)$/ }).waitFor();
    }],
    ['translate: nothing yet', 'editor', `/entries/${arabic.id}/translate/fa`],
    ['translate: not one’s language', 'translator', `/entries/${arabic.id}/translate/fa`],
    ['translate: a question', 'initiative', `/entries/${translated.id}/translate/fa`, async (page) => {
      await toSegment(1)(page);
      await page.getByRole('button', { name: /^(Frage an den Verfasser|Ask the author)$/ }).click();
      await page.getByLabel(/^(Ihre Frage zu diesem Abschnitt|Your question about this segment)$/).waitFor();
    }],
    ['translate: somebody else wrote, too', 'initiative', `/entries/${translated.id}/translate/fa`, async (page) => {
      await writeSegments(translated.id, 'fa', ['', `متن دیگر ${Date.now()}`]);
      await page.getByRole('textbox', { name: /(Abschnitt 2 von|segment 2 of)/ }).fill('متن من');
      await page.getByRole('button', { name: /^(Meinen Text behalten|Keep my text)$/ }).waitFor();
      page.once('dialog', (dialog) => dialog.accept()); // what is not saved yet is left behind
      await page.evaluate(() => Object.keys(window.localStorage).filter((key) => key.startsWith('lotse:unsaved:')).forEach((key) => window.localStorage.removeItem(key)));
    }],
    ['translate: the keys', 'initiative', `/entries/${translated.id}/translate/fa`, async (page) => {
      await page.getByRole('button', { name: /^(Tasten|Keys)$/ }).click();
      await page.getByRole('dialog').waitFor();
    }],
    ['Leichte Sprache, a changed source', 'initiative', `/entries/${translated.id}/translate/de-simple`],
    ['Leichte Sprache, nothing yet', 'editor', `/entries/${arabic.id}/translate/de-simple`],
    ['an entry with translations and questions', 'initiative', `/entries/${translated.id}?locale=de`, async (page) => {
      const summary = page.getByText(/^(Übersetzungen|Translations)$/);
      if (!(await page.getByRole('link', { name: /^(Arabisch|Arabic)$/ }).isVisible())) await summary.click();
      await page.getByRole('region', { name: /^(Übersetzungen|Translations)$/ }).getByRole('link', { name: /^(Persisch|Persian)$/ }).waitFor();
    }],
    ['review list', 'editor', '/review'],
    ['review list of everything', 'editor', '/review?editing='],
    ['an empty review list', 'editor', '/review?q=zzzzzzzz'],
    ['review of something new', 'editor', `/review/${waiting.id}?locale=${waiting.locale}`],
    ['review of a change', 'editor', `/review/${renewed.id}?locale=${renewed.locale}`],
    ['review of what is public', 'publisher', `/review/${live.id}?locale=${live.locale}`],
    ['correct in place', 'editor', `/entries/${waiting.id}?locale=${waiting.locale}`],
    ['history', 'editor', `/entries/${renewed.id}/history?locale=${renewed.locale}`],
    ['comparison', 'editor', history],
    ['account', 'editor', '/account'],
    ['password', 'editor', '/account/password'],
    ['no such page', 'editor', '/nowhere'],
    ['no such entry', 'editor', '/entries/00000000-0000-4000-8000-000000000000'],
    ['asked for a reason', 'editor', `/review/${waiting.id}?locale=${waiting.locale}`, async (page) => {
      await page.getByRole('button', { name: /^(Änderungen erbitten|Request changes)$/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: /^(Änderungen erbitten|Request changes)$/ }).click();
      await page.getByText(/Bitte geben Sie eine Begründung an|Please give a reason/).waitFor();
    }],
    ['more steps', 'editor', `/review/${live.id}?locale=${live.locale}`, async (page) => {
      await page.getByRole('button', { name: /^(Weitere Schritte|More steps)$/ }).click();
      await page.getByRole('menu').waitFor();
    }],
    ['everything that is missing', 'initiative', `/entries/${made[0].id}?locale=de`, async (page) => {
      await page.getByRole('button', { name: /^(Zur Prüfung einreichen|Submit for review)$/ }).click();
      await page.getByRole('main').getByRole('alert').waitFor();
    }],
    ['entries chosen to be translated', 'editor', '/?who=archive', async (page) => {
      await page.getByRole('main').getByRole('button', { name: /^(Auswählen|Select)$/ }).click();
      await page.getByRole('main').getByRole('checkbox').first().check();
    }],
    ['a request that is refused', 'editor', '/?who=archive', async (page) => {
      await page.getByRole('main').getByRole('button', { name: /^(Auswählen|Select)$/ }).click();
      await page.getByRole('main').getByRole('checkbox').first().check();
      await page.getByRole('main').getByRole('button', { name: /^(Übersetzen lassen|Have it translated)$/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: /^(Auftrag abschicken|Send the request)$/ }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
    }],
    ['a file for an agency', 'editor', `/translations/new?entry=${live.id}`, async (page) => {
      await page.getByText(/^(Als Datei|As a file) \(XLIFF\)$/).click();
      await page.getByRole('button', { name: /^(Datei herunterladen|Download the file)$/ }).waitFor();
    }],
    ['my translations', 'translator', '/translations'],
    ['no translations with a filter', 'translator', '/translations?state=failed'],
    ['a reason for refusing a text', 'translator', '/translations', async (page) => {
      await page.getByRole('main').getByRole('button', { name: /^(Ablehnen|Refuse)/ }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: /^(Ablehnen|Refuse)$/ }).click();
      await page.getByText(/Bitte geben Sie eine Begründung an|Please give a reason/).waitFor();
    }],
    ['requests with reasons', 'editor', '/translations/requests', async (page) => {
      await page.getByRole('main').getByRole('button', { name: /^(Warum nicht|Why not)/ }).first().click();
      await page.getByText(/^1 × /).waitFor();
    }],
    ['a request with its texts', 'editor', `/translations/requests/${request.id}`],
    ['a second thought before a request is called off', 'editor', `/translations/requests/${request.id}`, async (page) => {
      await page.getByRole('main').getByRole('button', { name: /^(Absagen|Call off)/ }).click();
      await page.getByRole('dialog').waitFor();
    }],
    ['how far translations are', 'publisher', '/translations/report', async (page) => {
      await page.getByRole('table').getByRole('button').first().click();
    }],
    ['rules', 'editor', '/translations/rules'],
    ['a new rule', 'publisher', '/translations/rules', async (page) => {
      await page.getByRole('main').getByRole('button', { name: /^(Regel anlegen|Add a rule)$/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: /^(Regel anlegen|Add a rule)$/ }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
    }],
    ['glossary', 'translator', '/translations/glossary?locale=ar'],
    ['a new term', 'translator', '/translations/glossary?locale=ar', async (page) => {
      await page.getByRole('main').getByRole('button', { name: /^(Begriff hinzufügen|Add a term)$/ }).click();
      await page.getByRole('dialog').waitFor();
    }],
    ['files of agencies', 'editor', '/translations/files'],
    ['sites', 'admin', '/sites'],
    ['a new site', 'admin', '/sites/new', async (page) => {
      await page.getByRole('main').getByRole('button', { name: /^(Portal anlegen|Make the site)$/ }).click();
      await page.getByRole('alert').waitFor();
    }],
    ['a site with a new key', 'admin', `/sites/${site.id}`, async (page) => {
      await page.getByLabel(/^(Wofür ist der Schlüssel|What is the key for)/).fill('Test');
      await page.getByRole('button', { name: /^(Schlüssel erstellen|Make a key)$/ }).click();
      await page.getByLabel(/^(Neuer Schlüssel|New key)$/).waitFor();
    }],
    ['webhooks', 'admin', '/webhooks'],
    ['webhooks of a manager', 'initiative', '/webhooks'],
    ['no webhook in a state', 'admin', '/webhooks?state=disabled'],
    ['a new webhook', 'admin', '/webhooks/new', async (page) => {
      await page.getByRole('checkbox', { name: /^(Angebote|Offers)$/ }).check();
      await page.getByRole('main').getByRole('button', { name: /^(Webhook anlegen|Make the webhook)$/ }).click();
      await page.getByRole('alert').waitFor();
    }],
    ['a webhook with its calls and a new secret', 'admin', `/webhooks/${webhook.id}`, async (page) => {
      await page.getByRole('button', { name: /^(Neuen Schlüssel erstellen|Make a new secret)$/ }).click();
      await page.getByRole('dialog').getByRole('combobox').selectOption('0');
      await page.getByRole('dialog').getByRole('button', { name: /^(Neuen Schlüssel erstellen|Make a new secret)$/ }).click();
      await page.getByLabel(/^(Schlüssel des Webhooks|Secret of the webhook)$/).waitFor();
      await page.getByRole('button', { name: /^(Aufrufe|Calls)/ }).first().click();
      await page.getByText(/^(1\. Versuch|Attempt 1) · /).waitFor();
    }],
    ['the end of a secret at once', 'admin', `/webhooks/${webhook.id}`, async (page) => {
      await page.getByRole('button', { name: /^(Neuen Schlüssel erstellen|Make a new secret)$/ }).click();
      await page.getByRole('dialog').getByRole('combobox').selectOption('0');
    }],
    ['a range of messages', 'admin', `/webhooks/${webhook.id}`, async (page) => {
      await page.getByRole('button', { name: /^(Mehrere noch einmal senden|Send several again)$/ }).click();
      await page.getByRole('dialog').getByLabel(/^(Vor|Before)$/).fill('2020-01-01T00:00');
      await page.getByRole('dialog').getByRole('button', { name: /^(Noch einmal senden|Send again)$/ }).click();
      await page.getByText(/Das Ende liegt vor dem Anfang|The end is before the start/).waitFor();
    }],
    ['a second thought before a webhook is deleted', 'admin', `/webhooks/${webhook.id}`, async (page) => {
      await page.getByRole('main').getByRole('button', { name: /^(Webhook löschen|Delete the webhook)$/ }).click();
      await page.getByRole('dialog').waitFor();
    }],
    ['no such webhook', 'admin', '/webhooks/00000000-0000-4000-8000-000000000000'],
    ['a preview link', 'initiative', `/entries/${made[0].id}?locale=de`, async (page) => {
      await page.getByRole('main').getByRole('button', { name: /^(Vorschau|Preview)$/ }).click();
      await page.getByRole('button', { name: /^(Link erstellen|Make a link)$/ }).click();
      await page.getByLabel(/^(Link zur Vorschau|Link to the preview)$/).waitFor();
    }],
    ['the menu of a phone', 'editor', '/account', async (page) => {
      const burger = page.getByRole('button', { name: /^(Menü öffnen|Open menu)$/ });
      if (await burger.isVisible()) await burger.click();
    }],
  ];
}

/** Fails where axe finds something on the page, or where it is wider than the window. `narrow` may leave something out. */
async function clean(page, path, look, narrow = (axe) => axe) {
  const { violations } = await narrow(new AxeBuilder({ page }).withTags(tags)).analyze();
  const found = violations.map((one) => `${one.id}: ${one.nodes.slice(0, 4).map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`);
  assert.deepEqual(found, [], `${path} ${JSON.stringify(look)}`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= look.width, `${path} is ${width} px wide on ${look.width} px`);
  assert.ok((await page.title()).endsWith('Lotse'), `${path} has a title`);
}

async function look(path, who, look, act) {
  const { page, faults } = await windowOf(who, look);
  // Coming from elsewhere, so that also a change behind # is a new page.
  await page.goto('about:blank');
  await page.goto(`/admin${path}`);
  await settled(page);
  if (act) await act(page);
  await page.waitForTimeout(250); // dialogs and menus fade in
  await clean(page, path, look);
  assert.equal(await page.evaluate(() => document.documentElement.lang), look.language);
  assert.deepEqual(faults.splice(0), []);
}

describe('axe finds nothing', async () => {
  let pages = [];
  before(async () => {
    browser = await launch();
    pages = await pagesOf();
  });
  after(async () => {
    const { context } = await windowOf('initiative', looks[0]);
    for (const entry of made) {
      const now = await api(context, 'GET', `/entries/${entry.id}?locale=de`);
      await api(context, 'POST', `/entries/${entry.id}/actions/delete?locale=de`, { body: {}, match: `"${now.version}.${now.entryVersion}"` });
    }
    await browser.close();
  });

  it('on any page', async (t) => {
    for (const [index, [name, who, path, act]] of pages.entries()) {
      const chosen = whole ? looks : [looks[(index * 3) % 8]];
      await t.test(name, async (inner) => {
        for (const one of chosen) {
          await inner.test(`${one.language}, ${one.scheme}, ${one.width} px`, () => look(path, who, one, act));
        }
      });
    }
  });

  for (const path of ['/content/v1/docs', '/api/v1/docs']) {
    it(`on ${path}, which needs no script`, async () => {
      for (const one of whole ? looks.filter(({ language }) => language === 'en') : [{ scheme: 'light', width: 1280 }, { scheme: 'dark', width: 320 }]) {
        const { context, page, faults } = await open(browser, { ...one, language: 'en' });
        await page.goto(path);
        await page.locator('h1').waitFor();
        await page.keyboard.press('Tab');
        await page.getByRole('link', { name: 'Skip to the operations' }).press('Enter');
        await page.waitForFunction(() => document.activeElement?.id === 'content');
        await page.getByText('Schemas', { exact: true }).first().click(); // the list in the contents
        // Thousands of elements in the same few colours: contrast is looked at in one group of operations.
        await clean(page, path, one, (axe) => (whole ? axe : axe.include('header').include('nav').include('main > section:first-of-type > section:nth-of-type(-n+2)')));
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
        assert.deepEqual(faults, []);
        await context.close();
      }
    });
  }
});
