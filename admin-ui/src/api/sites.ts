import { client } from './client';
import { unwrap } from './request';
import type { components } from './schema.gen';
import type { Page } from './types';

type Schemas = components['schemas'];

export type Site = Schemas['Site'];
export type SiteFields = Schemas['SiteFields'];
export type SiteKey = Schemas['SiteKey'];
export type Preview = Schemas['Preview'];
export type PreviewSite = Schemas['PreviewSite'];

export const fetchSites = (cursor?: string, limit?: number) =>
  unwrap<Page<Site>>(client.GET('/api/v1/sites', { params: { query: { cursor, limit } } }));

export const fetchSite = (id: string) => unwrap<Site>(client.GET('/api/v1/sites/{id}', { params: { path: { id } } }));

export const createSite = (body: SiteFields) => unwrap<Site>(client.POST('/api/v1/sites', { body }));

export const changeSite = (site: Site, body: SiteFields) =>
  unwrap<Site>(
    client.PUT('/api/v1/sites/{id}', { params: { path: { id: site.id }, header: { 'If-Match': `"${site.version}"` } }, body }),
  );

export const setSiteDisabled = (id: string, disabled: boolean) =>
  unwrap<Site>(
    disabled
      ? client.POST('/api/v1/sites/{id}/disable', { params: { path: { id } } })
      : client.POST('/api/v1/sites/{id}/enable', { params: { path: { id } } }),
  );

export const fetchSiteKeys = (id: string) =>
  unwrap<Page<SiteKey>>(client.GET('/api/v1/sites/{id}/keys', { params: { path: { id } } }));

/** Makes a key; its secret is in this answer and nowhere else. */
export const createSiteKey = (id: string, body: { name: string; expiresAt?: string }) =>
  unwrap<Schemas['CreatedSiteKey']>(client.POST('/api/v1/sites/{id}/keys', { params: { path: { id } }, body }));

export const revokeSiteKey = (id: string, key: string) =>
  unwrap<unknown>(client.DELETE('/api/v1/sites/{id}/keys/{key}', { params: { path: { id, key } } }));

export const fetchPreviewSites = () => unwrap<Page<PreviewSite>>(client.GET('/api/v1/previews/sites'));

export const fetchPreviews = (id: string) =>
  unwrap<Page<Preview>>(client.GET('/api/v1/entries/{id}/previews', { params: { path: { id } } }));

/** Makes a link to the working copy; the link is in this answer and nowhere else. */
export const createPreview = (id: string, locale: string, body: { site?: string; expiresIn: number }) =>
  unwrap<Schemas['CreatedPreview']>(
    client.POST('/api/v1/entries/{id}/previews', { params: { path: { id }, query: { locale } }, body }),
  );

export const revokePreview = (id: string, preview: string) =>
  unwrap<unknown>(client.DELETE('/api/v1/entries/{id}/previews/{preview}', { params: { path: { id, preview } } }));
