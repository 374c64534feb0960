import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, ConnectionError } from '@/api/errors';
import type { Content, Entry } from '@/api/types';
import type { Backup, BackupStore } from './backup';
import { createDraft } from './draft';

const entry = (version: number, fields: Content): Entry => ({ id: 'e', locale: 'de', version, entryVersion: 1, fields }) as Entry;

const refusal = (status: number, code: string, errors: { pointer: string; code: string }[] = []) =>
  new ApiError(status, { status, code, errors });

/** A server with one variant: it refuses what was written against another version. */
function setup({ kept, start = entry(1, { title: 'Alt' }) }: { kept?: Backup; start?: Entry } = {}) {
  let stored = start;
  let backup = kept;
  const fails: Error[] = [];
  const store: BackupStore = {
    read: () => backup,
    write: (next) => void (backup = next),
    clear: () => void (backup = undefined),
  };
  const save = vi.fn(async (_: Entry, ifMatch: string, fields: Content) => {
    const failure = fails.shift();
    if (failure) throw failure;
    if (ifMatch !== `"${stored.version}.1"`) throw refusal(412, 'stale');
    stored = entry(stored.version + 1, tidy(fields));
    return stored;
  });
  const draft = createDraft({ entry: start, backup: store, save, load: async () => stored });
  return {
    draft, save, fails,
    backup: () => backup,
    stored: () => stored,
    elsewhere: (fields: Content) => void (stored = entry(stored.version + 1, fields)),
    settle: () => vi.advanceTimersByTimeAsync(2000),
  };
}

/** What the server does to texts: it trims them. */
const tidy = (fields: Content): Content =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a draft', () => {
  it('is saved once, a moment after the last key', async () => {
    const { draft, save, stored, settle } = setup();
    for (const title of ['N', 'Ne', 'Neu']) draft.edit('title', title);
    expect(draft.getState().status).toBe('unsaved');
    await settle();
    expect(save).toHaveBeenCalledTimes(1);
    expect(stored().fields).toEqual({ title: 'Neu' });
    expect(draft.getState().status).toBe('saved');
  });

  it('keeps the text in the browser until the server has it', async () => {
    const { draft, backup, settle } = setup();
    draft.edit('title', 'Neu');
    expect(backup()?.fields).toEqual({ title: 'Neu' });
    await settle();
    expect(backup()).toBeUndefined();
  });

  it('never changes what is on the screen when the server tidies it', async () => {
    const { draft, stored, settle } = setup();
    draft.edit('title', 'Neu ');
    await settle();
    expect(stored().fields.title).toBe('Neu');
    expect(draft.getState().fields.title).toBe('Neu ');
    draft.edit('title', 'Neu und');
    await settle();
    expect(stored().fields.title).toBe('Neu und');
  });

  it('saves what was written during a save right after it', async () => {
    const { draft, save, stored, settle } = setup();
    draft.edit('title', 'Eins');
    const flushed = draft.flush();
    draft.edit('title', 'Zwei');
    await flushed;
    await settle();
    expect(save).toHaveBeenCalledTimes(2);
    expect(stored().fields.title).toBe('Zwei');
  });

  it('waits for the connection and then saves', async () => {
    const { draft, fails, backup, stored, settle } = setup();
    fails.push(new ConnectionError('offline'));
    draft.edit('title', 'Neu');
    await settle();
    expect(draft.getState().status).toBe('waiting');
    expect(backup()?.fields).toEqual({ title: 'Neu' });
    await vi.advanceTimersByTimeAsync(6000);
    expect(draft.getState().status).toBe('saved');
    expect(stored().fields.title).toBe('Neu');
  });

  it('waits for the sign-in when the session ended', async () => {
    const { draft, fails, stored, settle } = setup();
    fails.push(refusal(401, 'unauthenticated'));
    draft.edit('title', 'Neu');
    await settle();
    expect(draft.getState()).toMatchObject({ status: 'signedOut', fields: { title: 'Neu' } });
    draft.retry();
    await settle();
    expect(stored().fields.title).toBe('Neu');
  });

  it('shows why the server refuses the text, and keeps the text', async () => {
    const { draft, fails, backup, settle } = setup();
    fails.push(refusal(422, 'invalid', [{ pointer: '/title', code: 'too_long' }]));
    draft.edit('title', 'Zu lang');
    await settle();
    expect(draft.getState()).toMatchObject({ status: 'refused', problems: [{ pointer: '/title', code: 'too_long' }], fields: { title: 'Zu lang' } });
    expect(backup()?.fields).toEqual({ title: 'Zu lang' });
    expect(await draft.flush()).toBeDefined(); // the next try is accepted
  });

  it('saves the other fields when one is refused', async () => {
    const { draft, fails, save, stored, settle } = setup();
    fails.push(refusal(422, 'invalid', [{ pointer: '/email', code: 'bad_format' }]));
    draft.edit('email', 'kein@');
    draft.edit('title', 'Neu');
    await settle();
    expect(stored().fields).toEqual({ title: 'Neu' });
    expect(draft.getState()).toMatchObject({ status: 'refused', fields: { title: 'Neu', email: 'kein@' } });
    draft.edit('email', 'ein@problem.example');
    await settle();
    expect(stored().fields).toEqual({ title: 'Neu', email: 'ein@problem.example' });
    expect(save).toHaveBeenCalledTimes(3);
    expect(draft.getState().status).toBe('saved');
  });

  it('comes to a conflict when somebody else saved, and ends it with what was chosen', async () => {
    const { draft, elsewhere, stored, settle } = setup();
    elsewhere({ title: 'Von anderen' });
    draft.edit('title', 'Von mir');
    await settle();
    expect(draft.getState()).toMatchObject({ status: 'conflict', fields: { title: 'Von mir' } });
    expect(draft.getState().conflict?.theirs.fields).toEqual({ title: 'Von anderen' });
    expect(await draft.flush()).toBeUndefined();
    draft.settle({ title: 'Zusammen' });
    await settle();
    expect(stored().fields.title).toBe('Zusammen');
    expect(draft.getState().status).toBe('saved');
  });

  it('makes no conflict of a newer version with the same text', async () => {
    const { draft, elsewhere, stored, settle } = setup();
    draft.edit('title', 'Eins ');
    await settle();
    elsewhere({ title: 'Eins' });
    draft.edit('title', 'Zwei');
    await settle();
    expect(stored().fields.title).toBe('Zwei');
  });

  it('gives up on a server that calls every version stale, instead of asking for ever', async () => {
    const { draft, fails, save, settle } = setup();
    fails.push(...Array.from({ length: 20 }, () => refusal(412, 'stale')));
    draft.edit('title', 'Neu');
    await settle();
    expect(draft.getState().status).toBe('conflict');
    expect(save.mock.calls.length).toBeLessThan(6);
  });

  it('brings back what was not saved last time', async () => {
    const kept = { fields: { title: 'Unterwegs' }, base: { title: 'Alt' }, version: 1, at: '' };
    const { draft, stored, settle } = setup({ kept });
    expect(draft.getState().fields.title).toBe('Unterwegs');
    await settle();
    expect(stored().fields.title).toBe('Unterwegs');
  });

  it('compares what was not saved last time with what others saved since', () => {
    const kept = { fields: { title: 'Unterwegs' }, base: { title: 'Uralt' }, version: 1, at: '' };
    const { draft } = setup({ kept, start: entry(5, { title: 'Alt' }) });
    expect(draft.getState()).toMatchObject({ status: 'conflict', conflict: { base: { title: 'Uralt' } } });
  });

  it('takes over what was read anew, but never over unsaved text', () => {
    const { draft } = setup();
    draft.refresh(entry(2, { title: 'Von anderen' }));
    expect(draft.getState().fields.title).toBe('Von anderen');
    draft.edit('title', 'Von mir');
    draft.refresh(entry(3, { title: 'Noch neuer' }));
    expect(draft.getState().fields.title).toBe('Von mir');
    draft.dispose();
  });
});
