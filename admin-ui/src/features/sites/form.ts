import type { Site, SiteFields, SiteKey } from '@/api/sites';

/** What the form holds: texts as they are typed. */
export interface SiteForm {
  name: string;
  address: string;
  preview: string;
  /** One origin a line. */
  origins: string;
  rateLimit: string;
  types: string[];
  locales: string[];
  organisations: string[];
  categories: string[];
}

export const emptyForm: SiteForm = {
  name: '', address: '', preview: '', origins: '', rateLimit: '', types: [], locales: [], organisations: [], categories: [],
};

export const formOf = (site: Site): SiteForm => ({
  name: site.name,
  address: site.address,
  preview: site.preview,
  origins: site.origins.join('\n'),
  rateLimit: site.rateLimit ? String(site.rateLimit) : '',
  types: site.scope.types,
  locales: site.scope.locales,
  organisations: site.scope.organisations,
  categories: site.scope.categories,
});

/** The lines of a text that have something in them. */
export const linesOf = (text: string) => text.split(/\s+/).filter((line) => line !== '');

/** What the server is told. A limit that is no whole number is left to the server to refuse: it is sent as 0. */
export function fieldsOf(form: SiteForm): SiteFields {
  const limit = form.rateLimit.trim();
  return {
    name: form.name,
    address: form.address.trim(),
    preview: form.preview.trim(),
    origins: linesOf(form.origins),
    rateLimit: limit === '' ? undefined : /^\d{1,9}$/.test(limit) ? Number(limit) : 0,
    scope: { types: form.types, locales: form.locales, organisations: form.organisations, categories: form.categories },
  };
}

/** Whether a key is accepted. A revoked one stays revoked, whatever its end. */
export function keyState(key: Pick<SiteKey, 'revokedAt' | 'expiresAt'>, now = Date.now()): 'good' | 'revoked' | 'expired' {
  if (key.revokedAt) return 'revoked';
  return key.expiresAt && new Date(key.expiresAt).getTime() <= now ? 'expired' : 'good';
}
