import createClient from 'openapi-fetch';
import type { paths } from './schema.gen';

/** The client of the management API: same origin, signed in by cookie. */
export const client = createClient<paths>({
  baseUrl: globalThis.location.origin,
  credentials: 'same-origin',
  querySerializer: { array: { style: 'form', explode: false } },
});
