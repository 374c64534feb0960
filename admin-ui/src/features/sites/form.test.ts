import { describe, expect, it } from 'vitest';
import type { Site } from '@/api/sites';
import { emptyForm, fieldsOf, formOf, keyState, linesOf } from './form';

const site: Site = {
  id: '1', slug: 'portal', name: 'Portal', address: 'https://portal.example/{slug}', preview: '', origins: ['https://a.example', 'https://b.example'],
  rateLimit: 600, scope: { types: ['offer'], locales: [], organisations: [], categories: ['7'] }, disabledAt: null, createdAt: '2026-11-25T10:00:00Z', version: 3,
};

describe('the form of a site', () => {
  it('gives back what it was filled with', () => {
    const { name, address, preview, origins, rateLimit, scope } = site;
    expect(fieldsOf(formOf(site))).toEqual({ name, address, preview, origins, rateLimit, scope });
  });

  it('leaves the usual limit to the server, and what is no number too', () => {
    expect(fieldsOf(emptyForm).rateLimit).toBeUndefined();
    for (const rateLimit of ['viel', '-1', '1.5', '1e3']) expect(fieldsOf({ ...emptyForm, rateLimit }).rateLimit).toBe(0);
  });

  it('reads origins from lines', () => {
    expect(linesOf(' https://a.example\n\n https://b.example ')).toEqual(['https://a.example', 'https://b.example']);
    expect(linesOf('')).toEqual([]);
  });
});

describe('a key', () => {
  it('is revoked, expired or good', () => {
    const now = Date.parse('2026-11-25T12:00:00Z');
    const states = [
      { revokedAt: null, expiresAt: null }, { revokedAt: null, expiresAt: '2026-11-25T12:00:01Z' }, { revokedAt: null, expiresAt: '2026-11-25T12:00:00Z' },
      { revokedAt: '2026-11-01T00:00:00Z', expiresAt: '2027-01-01T00:00:00Z' },
    ].map((key) => keyState(key, now));
    expect(states).toEqual(['good', 'good', 'expired', 'revoked']);
  });
});
