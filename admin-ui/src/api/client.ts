import createClient from 'openapi-fetch';
import type { paths } from './schema.gen';

/** The client of the management API: same origin, signed in by cookie. */
export const client = createClient<paths>({
  baseUrl: globalThis.location.origin,
  credentials: 'same-origin',
  querySerializer: { array: { style: 'form', explode: false } },
});

// Where the desk has no words of its own for an error, the server's are shown: in the desk's language.
client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', document.documentElement.lang || 'de');
    return request;
  },
});
