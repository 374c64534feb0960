import { client } from './client';
import { unwrap } from './request';
import type { components } from './schema.gen';
import type { Page } from './types';

type Schemas = components['schemas'];

export type Term = Schemas['Term'];
export type TermFields = Schemas['TermFields'];

export const fetchTerms = (locale: string, q: string, cursor?: string) =>
  unwrap<Page<Term>>(client.GET('/api/v1/glossary', { params: { query: { locale, q: q || undefined, cursor } } }));

export const addTerm = (locale: string, fields: TermFields) => unwrap<Term>(client.POST('/api/v1/glossary', { body: { ...fields, locale } }));

export const changeTerm = ({ id, version }: Term, body: TermFields) =>
  unwrap<Term>(client.PUT('/api/v1/glossary/{id}', { params: { path: { id }, header: { 'If-Match': `"${version}"` } }, body }));

export const removeTerm = (id: string) => unwrap<unknown>(client.DELETE('/api/v1/glossary/{id}', { params: { path: { id } } }));
