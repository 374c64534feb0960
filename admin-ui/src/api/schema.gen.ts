/**
 * The paths of the management API. `npm run generate` writes this file from
 * docs/openapi-management.json; until that document lies in the repository it is kept by hand.
 */
interface Operation<Query = unknown, Path = unknown, Body = unknown, Header = unknown> {
  parameters: { query?: Query; path?: Path; header?: Header };
  requestBody?: { content: { 'application/json': Body } };
  responses: { 200: { content: { 'application/json': unknown } } };
}
interface Id { id: string }
interface Locale { locale?: string }
interface Match { 'If-Match'?: string }
interface Fields { fields: Record<string, unknown> }
interface Act { reason?: string; at?: string; revision?: string; organisation?: string }

export interface paths {
  '/api/v1/session': { get: Operation; post: Operation<unknown, unknown, { email: string; password: string }>; delete: Operation };
  '/api/v1/session/link': { post: Operation<unknown, unknown, { email: string; purpose: 'sign_in' | 'reset_password' }> };
  '/api/v1/session/link/use': { post: Operation<unknown, unknown, { token: string; password?: string }> };
  '/api/v1/account': { patch: Operation<unknown, unknown, { locale?: string; name?: string }> };
  '/api/v1/account/password': { put: Operation<unknown, unknown, { current: string; password: string }> };
  '/api/v1/account/sessions': { get: Operation };
  '/api/v1/account/sessions/{id}': { delete: Operation<unknown, Id> };
  '/api/v1/organisations': { get: Operation<{ q?: string; limit?: number }> };
  '/api/v1/types': { get: Operation };
  '/api/v1/types/{type}': { get: Operation<unknown, { type: string }> };
  '/api/v1/entries': {
    get: Operation<Record<string, unknown>>;
    post: Operation<unknown, unknown, { type: string; organisation: string; locale: string } & Fields>;
  };
  '/api/v1/entries/{id}': { get: Operation<Locale, Id>; put: Operation<Locale, Id, Fields, Match> };
  '/api/v1/entries/{id}/variants': { post: Operation<unknown, Id, { locale: string }> };
  '/api/v1/entries/{id}/actions/{action}': { post: Operation<Locale, Id & { action: string }, Act, Match> };
  '/api/v1/entries/{id}/revisions': { get: Operation<Locale & { cursor?: string }, Id> };
  '/api/v1/entries/{id}/revisions/{revision}': { get: Operation<Locale, Id & { revision: string }> };
  '/api/v1/entries/{id}/compare': { get: Operation<Locale & { from: string; to: string }, Id> };
  '/api/v1/entries/{id}/activity': { get: Operation<{ cursor?: string }, Id> };
}
