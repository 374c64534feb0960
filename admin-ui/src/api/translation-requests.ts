import { client } from './client';
import { unwrap } from './request';
import type { components, paths } from './schema.gen';
import type { Page } from './types';

type Schemas = components['schemas'];

export type TranslationRequest = Schemas['Request'];
export type TranslationCounts = Schemas['Counts'];
export type TranslationItem = Schemas['Item'];
export type ItemState = TranslationItem['state'];
export type NewTranslationRequest = Schemas['RequestTranslationBody'];
export type TranslationRule = Schemas['Rule'];
export type TranslationProvider = Schemas['ProviderView'];
export type Translator = Schemas['Translator'];
export type TranslationReport = Schemas['Report'];
export type CoverageCell = Schemas['CoverageCell'];
export type OutdatedAge = Schemas['OutdatedAge'];
export type UsageMonth = Schemas['UsageMonth'];

/** What a list of texts is filtered by: the parameters of GET /translation-items. */
export type ItemFilter = Omit<NonNullable<paths['/api/v1/translation-items']['get']['parameters']['query']>, 'cursor'>;

const at = (id: string) => ({ params: { path: { id } } });
const ifVersion = (version: number) => ({ 'If-Match': `"${version}"` });

export const fetchItems = (filter: ItemFilter, cursor?: string) =>
  unwrap<Page<TranslationItem>>(client.GET('/api/v1/translation-items', { params: { query: { ...filter, cursor } } }));

export const takeItem = (id: string) => unwrap<unknown>(client.POST('/api/v1/translation-items/{id}/take', at(id)));

export const refuseItem = (id: string, reason: string) =>
  unwrap<unknown>(client.POST('/api/v1/translation-items/{id}/refuse', { ...at(id), body: { reason } }));

export const fetchRequests = (cursor?: string) =>
  unwrap<Page<TranslationRequest>>(client.GET('/api/v1/translation-requests', { params: { query: { cursor } } }));

export const fetchRequest = (id: string) => unwrap<TranslationRequest>(client.GET('/api/v1/translation-requests/{id}', at(id)));

export const requestTranslation = (body: NewTranslationRequest) =>
  unwrap<TranslationRequest>(client.POST('/api/v1/translation-requests', { body }));

export const cancelRequest = (id: string) => unwrap<TranslationRequest>(client.POST('/api/v1/translation-requests/{id}/cancel', at(id)));

export const retryRequest = (id: string) => unwrap<TranslationRequest>(client.POST('/api/v1/translation-requests/{id}/retry', at(id)));

export const fetchRules = () => unwrap<Page<TranslationRule>>(client.GET('/api/v1/translation-rules'));

export const addRule = (body: Schemas['AddTranslationRuleBody']) => unwrap<TranslationRule>(client.POST('/api/v1/translation-rules', { body }));

export const changeRule = ({ id, version }: TranslationRule, body: { locales: string[]; active: boolean }) =>
  unwrap<unknown>(client.PUT('/api/v1/translation-rules/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));

export const removeRule = (id: string) => unwrap<unknown>(client.DELETE('/api/v1/translation-rules/{id}', at(id)));

export const fetchTranslators = () => unwrap<Page<Translator>>(client.GET('/api/v1/translators'));

export const fetchProviders = () => unwrap<Page<TranslationProvider>>(client.GET('/api/v1/translation-providers'));

/** Sets how many words a year may be sent to a service; null: without end. */
export const setBudget = ({ name, version }: TranslationProvider, budget: number | null) =>
  unwrap<unknown>(client.PUT('/api/v1/translation-providers/{name}', { params: { path: { name }, header: ifVersion(version) }, body: { budget } }));

export const resumeProvider = (name: string) =>
  unwrap<unknown>(client.POST('/api/v1/translation-providers/{name}/resume', { params: { path: { name } } }));

export const fetchReport = () => unwrap<TranslationReport>(client.GET('/api/v1/translation-report'));
