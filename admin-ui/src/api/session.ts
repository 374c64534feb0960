import { client } from './client';
import { unwrap } from './request';
import type { AccountSession, ContentType, Organisation, Page, Session } from './types';

export const fetchSession = () => unwrap<Session>(client.GET('/api/v1/session'));

export const signIn = (body: { email: string; password: string }) =>
  unwrap<Session>(client.POST('/api/v1/session', { body }));

export const signOut = () => unwrap<unknown>(client.DELETE('/api/v1/session'));

export const requestLink = (email: string, purpose: 'sign_in' | 'reset_password') =>
  unwrap<unknown>(client.POST('/api/v1/session/link', { body: { email, purpose } }));

/** Signs in with the token of a link; with a new password, where the link resets it. */
export const redeemLink = (token: string, password?: string) =>
  unwrap<Session>(client.POST('/api/v1/session/link/use', { body: { token, password } }));

export const changeAccount = (body: { locale?: 'de' | 'en' }) => unwrap<unknown>(client.PATCH('/api/v1/account', { body }));

export const setPassword = (body: { current: string; password: string }) =>
  unwrap<unknown>(client.PUT('/api/v1/account/password', { body }));

export const fetchAccountSessions = () => unwrap<Page<AccountSession>>(client.GET('/api/v1/account/sessions'));

export const revokeSession = (id: string) =>
  unwrap<unknown>(client.DELETE('/api/v1/account/sessions/{id}', { params: { path: { id } } }));

export const fetchOrganisations = () =>
  unwrap<Page<Organisation>>(client.GET('/api/v1/organisations', { params: { query: { limit: 100 } } }));

export const fetchTypes = () => unwrap<Page<ContentType>>(client.GET('/api/v1/types'));

export const fetchType = (type: string) =>
  unwrap<ContentType>(client.GET('/api/v1/types/{type}', { params: { path: { type } } }));
