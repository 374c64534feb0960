import { client } from './client';
import { unwrap } from './request';
import type { components, paths } from './schema.gen';
import type { Acted, Activity, Comparison, Content, Entry, EntrySummary, Page, Revision } from './types';

/** What a list is filtered by: the parameters of GET /entries. */
export type EntryFilter = Omit<NonNullable<paths['/api/v1/entries']['get']['parameters']['query']>, 'cursor'>;

/** The entity tag of a variant: its version and that of its entry. */
export const etag = (entry: Pick<Entry, 'version' | 'entryVersion'>) => `"${entry.version}.${entry.entryVersion}"`;

export const fetchEntries = (filter: EntryFilter, cursor?: string) =>
  unwrap<Page<EntrySummary>>(client.GET('/api/v1/entries', { params: { query: { ...filter, cursor } } }));

export const fetchEntry = (id: string, locale?: string) =>
  unwrap<Entry>(client.GET('/api/v1/entries/{id}', { params: { path: { id }, query: { locale } } }));

export const createEntry = (body: { type: string; organisation: string; locale: string; fields: Content }) =>
  unwrap<Entry>(client.POST('/api/v1/entries', { body }));

export const createVariant = (id: string, locale: string) =>
  unwrap<Entry>(client.POST('/api/v1/entries/{id}/variants', { params: { path: { id } }, body: { locale } }));

export const saveEntry = (id: string, locale: string, ifMatch: string, fields: Content) =>
  unwrap<Entry>(
    client.PUT('/api/v1/entries/{id}', {
      params: { path: { id }, query: { locale }, header: { 'If-Match': ifMatch } },
      body: { fields },
    }),
  );

export type ActParameters = components['schemas']['Parameters'];

export const act = (entry: Acted, action: string, body: ActParameters) =>
  unwrap<Entry | undefined>(
    client.POST('/api/v1/entries/{id}/actions/{action}', {
      params: { path: { id: entry.id, action }, query: { locale: entry.locale }, header: { 'If-Match': etag(entry) } },
      body,
    }),
  );

export const fetchRevisions = (id: string, locale: string, cursor?: string) =>
  unwrap<Page<Revision>>(
    client.GET('/api/v1/entries/{id}/revisions', { params: { path: { id }, query: { locale, cursor } } }),
  );

export const fetchRevision = (id: string, locale: string, revision: string) =>
  unwrap<Revision>(
    client.GET('/api/v1/entries/{id}/revisions/{revision}', { params: { path: { id, revision }, query: { locale } } }),
  );

export const fetchComparison = (id: string, locale: string, from: string, to: string) =>
  unwrap<Comparison>(
    client.GET('/api/v1/entries/{id}/compare', { params: { path: { id }, query: { locale, from, to } } }),
  );

export const fetchActivity = (id: string, cursor?: string) =>
  unwrap<Page<Activity>>(client.GET('/api/v1/entries/{id}/activity', { params: { path: { id }, query: { cursor } } }));
