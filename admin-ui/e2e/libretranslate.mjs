// Stands in for a LibreTranslate (its API: https://libretranslate.com/docs): every word becomes one of Arabic letters,
// so that right to left can be looked at; tags, numbers and addresses stay.
import { createServer } from 'node:http';

const letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';

/** A word that looks like another language, the same for the same word. */
const foreign = (word) =>
  [...word].map((c) => letters[(c.codePointAt(0) ?? 0) % letters.length]).join('').slice(0, 9);

/** Translates what stands between tags. */
const translate = (html) =>
  html.replace(/<[^>]*>|&[a-z]+;|https?:\S+|\S+@\S+|[\p{L}]+/gu, (part) => (/^\p{L}/u.test(part) && !/^https?:|@/.test(part) ? foreign(part) : part));

/** Starts it on the port that Lotse was told; received are the texts that came, with their language. */
export async function startLibreTranslate(url) {
  const received = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      response.setHeader('Content-Type', 'application/json');
      if (request.url?.startsWith('/languages')) {
        response.end(JSON.stringify([{ code: 'de', name: 'German', targets: ['ar', 'en', 'fa', 'fr', 'ru', 'uk'] }]));
        return;
      }
      const { q, target } = JSON.parse(body);
      const texts = Array.isArray(q) ? q : [q];
      received.push(...texts.map((text) => `${target} ${text}`));
      const translated = texts.map(translate);
      response.end(JSON.stringify({ translatedText: Array.isArray(q) ? translated : translated[0] }));
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(new URL(url).port), '127.0.0.1', resolve);
  });
  return {
    received,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
