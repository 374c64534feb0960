// What the browser tests share: a browser, people who are signed in, and the public side. The tests
// start nothing: they ask the server at LOTSE_URL, which runs with LOTSE_DEMO=1.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const base = (process.env.LOTSE_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '');
export const password = 'lotse-demo-2026';
export const address = (name) => `${name}@demo.lotse.example`;

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: flags });

/** A browser window of its own, in a language of the desk, with everything that went wrong in it. */
export async function open(browser, { language = 'de', scheme = 'light', width = 1280 } = {}) {
  const context = await browser.newContext({
    baseURL: base,
    colorScheme: scheme,
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width, height: width < 600 ? 720 : 900 },
  });
  await context.addInitScript((chosen) => {
    if (window.location.protocol !== 'about:') window.localStorage.setItem('lotse:language', chosen);
  }, language);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Minified React|Warning:/.test(message.text())) {
      faults.push(`${page.url()}: ${message.text()}`);
    }
  });
  return { context, page, faults };
}

/** Signs somebody in without the form: a window that has their cookie. */
export async function signInByRequest(context, name) {
  const answer = await context.request.post('/api/v1/session', { data: { email: address(name), password } });
  if (!answer.ok()) throw new Error(`sign in as ${name}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

/** Asks the management API as the person of this window. */
export async function api(context, method, path, { body, match } = {}) {
  const answer = await context.request.fetch(`/api/v1${path}`, {
    method,
    data: body,
    headers: match ? { 'If-Match': match } : {},
  });
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** What the public gets, past every cache. */
export async function published(path) {
  const answer = await fetch(`${base}/content/v1${path}`, { headers: { 'Cache-Control': 'no-cache' } });
  return { status: answer.status, body: await answer.json() };
}

/** Waits until the page stands: its heading is there and nothing is loading. */
export async function settled(page) {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    () => !/(Wird geladen|Loading) …/.test(document.querySelector('main')?.textContent ?? '') &&
      document.querySelectorAll('.mantine-Skeleton-root').length === 0,
  );
}

/** The folder that mail goes to without SMTP; tests that read mail are skipped where it is not told. */
export const mailbox = process.env.LOTSE_E2E_MAIL;

/** Waits for a mail to somebody, written since, whose text has something in it; gives the text. */
export async function mailTo(name, since, part) {
  for (let tries = 0; tries < 60; tries++) {
    for (const file of readdirSync(mailbox).sort().reverse()) {
      const [head = '', ...rest] = readFileSync(path.join(mailbox, file), 'utf8').split(/\r?\n\r?\n/);
      if (!head.includes(`<${address(name)}>`) || Date.parse(/^Date: (.*)$/m.exec(head)?.[1] ?? '') < since - 1000) continue;
      const text = quotedPrintable(rest.join('\n\n'));
      if (text.includes(part)) return text;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`no mail to ${name} with „${part}“`);
}

function quotedPrintable(text) {
  const bytes = text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  // What was encoded are bytes of UTF-8; what was not is ASCII.
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
