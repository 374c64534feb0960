import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, ConnectionError } from '@/api/errors';
import type { Segment, Translation, TranslationChange } from '@/api/translations';
import type { Backup } from '../editor/backup';
import { createDesk } from './desk';

const segment = (id: string, target: string | null, more: Partial<Segment> = {}): Segment => ({
  id, path: id.split('#', 1)[0] ?? '', field: 'body', label: { de: 'Text' }, kind: 'paragraph', words: 2,
  source: { text: `Quelle ${id}` }, target: target === null ? null : { text: target }, state: target === null ? 'missing' : 'human', ...more,
});

const translation = (version: number, segments: Segment[], more: Partial<Translation> = {}) =>
  ({ entryId: 'e', locale: 'fa', version, entryVersion: 1, writable: true, segments, left: [], ...more }) as Translation;

const problem = (status: number, code: string, errors: { pointer: string; code: string }[] = []) => new ApiError(status, { status, code, errors });

/** A server with one translation; another person may write in it. */
function serverWith(...segments: Segment[]) {
  const server = {
    now: translation(1, segments),
    refusals: [] as Error[],
    sent: [] as TranslationChange[],
    write(id: string, text: string) {
      server.now = { ...server.now, version: server.now.version + 1, segments: server.now.segments.map((one) => (one.id === id ? { ...one, target: { text: text.trim() }, state: 'human' } : one)) };
    },
    save: (view: Translation, change: TranslationChange) => {
      server.sent.push(change);
      const refusal = server.refusals.shift();
      if (refusal) return Promise.reject(refusal);
      if (view.version !== server.now.version) return Promise.reject(problem(412, 'stale'));
      if (change.segments.some((one) => !server.now.segments.some(({ id }) => id === one.id))) return Promise.reject(problem(422, 'invalid', [{ pointer: '/segments/0/id', code: 'unknown_segment' }]));
      for (const one of change.segments) if (!one.confirm) server.write(one.id, one.text ?? '');
      if (change.remove) server.now = { ...server.now, left: [] };
      return Promise.resolve(server.now);
    },
    load: () => Promise.resolve(server.now),
  };
  return server;
}

function start(server: ReturnType<typeof serverWith>, kept?: Backup) {
  const store: { kept?: Backup } = { kept };
  const backup = { read: () => store.kept, write: (next: Backup) => { store.kept = next; }, clear: () => { store.kept = undefined; } };
  const desk = createDesk({ view: server.now, backup, save: server.save, load: server.load });
  return { desk, store };
}

const pause = (ms = 1500) => vi.advanceTimersByTimeAsync(ms);

describe('the texts of the desk', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are saved a moment after the last key, and stay on the screen as they were typed', async () => {
    const server = serverWith(segment('body#1', null), segment('body#2', null));
    const { desk, store } = start(server);
    desk.edit('body#1', 'سلا');
    desk.edit('body#1', 'سلام ');
    expect(desk.getState().status).toBe('unsaved');
    expect(store.kept?.fields).toEqual({ 'body#1': 'سلام ' });
    await pause();
    expect(server.sent).toEqual([{ segments: [{ id: 'body#1', text: 'سلام ' }] }]);
    expect(desk.getState()).toMatchObject({ status: 'saved', texts: { 'body#1': { text: 'سلام ' } } });
    expect(store.kept).toBeUndefined();
    desk.leave('body#1');
    expect(desk.getState().texts).toEqual({});
    expect(desk.getState().view.segments[0]?.target?.text).toBe('سلام');
  });

  it('go one after the other, each with the version of the last answer', async () => {
    const server = serverWith(segment('body#1', null), segment('body#2', null));
    const { desk } = start(server);
    desk.edit('body#1', 'a');
    desk.retry();
    desk.edit('body#2', 'b');
    desk.retry();
    await pause();
    expect(server.sent.map((one) => one.segments.map(({ id }) => id))).toEqual([['body#1'], ['body#2']]);
    expect(desk.getState()).toMatchObject({ status: 'saved', view: { version: 3 } });
  });

  it('are merged with what somebody else wrote in other segments', async () => {
    const server = serverWith(segment('body#1', null), segment('body#2', null));
    const { desk } = start(server);
    server.write('body#2', 'ihrs');
    desk.edit('body#1', 'meins');
    await pause();
    expect(desk.getState()).toMatchObject({ status: 'saved', met: true });
    expect(server.now.segments.map((one) => one.target?.text)).toEqual(['meins', 'ihrs']);
  });

  it('wait for a choice where somebody else wrote in the same segment', async () => {
    const server = serverWith(segment('body#1', 'alt'));
    const { desk, store } = start(server);
    server.write('body#1', 'ihrs');
    desk.edit('body#1', 'meins');
    await pause(60_000);
    expect(desk.getState()).toMatchObject({ status: 'conflict', texts: { 'body#1': { text: 'meins' } }, notes: { 'body#1': { kind: 'elsewhere', theirs: { text: 'ihrs' } } } });
    expect(server.now.segments[0]?.target?.text).toBe('ihrs');
    expect(store.kept?.fields).toEqual({ 'body#1': 'meins' });
    desk.keepMine('body#1');
    await pause();
    expect(server.now.segments[0]?.target?.text).toBe('meins');
    expect(desk.getState().status).toBe('saved');
  });

  it('can be given up for those of somebody else', async () => {
    const server = serverWith(segment('body#1', 'alt'));
    const { desk } = start(server);
    server.write('body#1', 'ihrs');
    desk.edit('body#1', 'meins');
    await pause();
    desk.takeTheirs('body#1');
    await pause();
    expect(desk.getState()).toMatchObject({ status: 'saved', texts: {}, notes: {} });
    expect(server.now.segments[0]?.target?.text).toBe('ihrs');
  });

  it('move to the paragraph that took the place of theirs, and wait there', async () => {
    const server = serverWith(segment('body#1', 'alt'), segment('body#2', null));
    const { desk } = start(server);
    desk.edit('body#1', 'meins');
    server.now = translation(2, [segment('body#9', 'alt', { state: 'outdated', was: { text: 'Quelle body#1' } }), segment('body#2', null)]);
    await pause();
    expect(desk.getState()).toMatchObject({ status: 'conflict', texts: { 'body#9': { text: 'meins', base: 'alt' } }, notes: { 'body#9': { kind: 'source', was: { text: 'Quelle body#1' } } } });
    desk.keepMine('body#9');
    await pause();
    expect(server.now.segments[0]?.target?.text).toBe('meins');
  });

  it('are kept beside the others where their paragraph is gone', async () => {
    const server = serverWith(segment('body#1', null), segment('title#2', null));
    const { desk, store } = start(server);
    desk.edit('body#1', 'meins');
    server.now = translation(1, [segment('title#2', null)]);
    await pause();
    expect(desk.getState()).toMatchObject({ lost: [{ id: 'body#1', text: 'meins', source: { text: 'Quelle body#1' } }], texts: {} });
    expect(store.kept?.fields).toEqual({ 'body#1': 'meins' });
    desk.forget('body#1');
    expect(store.kept).toBeUndefined();
  });

  it('are held back alone when one of them is refused', async () => {
    const server = serverWith(segment('title#1', null), segment('body#2', null));
    const { desk } = start(server);
    server.refusals = [problem(422, 'invalid'), problem(422, 'invalid', [{ pointer: '/title', code: 'too_long' }])];
    desk.edit('title#1', 'viel zu lang');
    desk.edit('body#2', 'gut');
    await pause();
    expect(desk.getState()).toMatchObject({ status: 'refused', notes: { 'title#1': { kind: 'refused', code: 'too_long' } } });
    expect(server.now.segments[1]?.target?.text).toBe('gut');
    desk.edit('title#1', 'kurz');
    await pause();
    expect(desk.getState()).toMatchObject({ status: 'saved', notes: {} });
  });

  it('wait without connection and while nobody is signed in, and are saved after it', async () => {
    const server = serverWith(segment('body#1', null));
    const { desk } = start(server);
    server.refusals = [new ConnectionError('x'), problem(401, 'unauthenticated')];
    desk.edit('body#1', 'meins');
    await pause();
    expect(desk.getState().status).toBe('waiting');
    await pause(6000);
    expect(desk.getState().status).toBe('signedOut');
    expect(await desk.flush()).toMatchObject({ version: 2 });
    expect(server.now.segments[0]?.target?.text).toBe('meins');
  });

  it('say what changed in the source until the segment is left', async () => {
    const changes = [{ op: 'added' as const, text: 'neu' }];
    const server = serverWith(segment('body#1', 'alt', { state: 'outdated', changes, was: { text: '' } }));
    const { desk } = start(server);
    desk.edit('body#1', 'neu');
    await pause();
    expect(desk.getState().view.segments[0]?.state).toBe('human');
    expect(desk.getState().outdated['body#1']?.changes).toEqual(changes);
    desk.leave('body#1');
    expect(desk.getState().outdated).toEqual({});
  });

  it('are confirmed and removed without being written', async () => {
    const server = serverWith(segment('body#1', 'alt', { state: 'outdated' }));
    server.now = { ...server.now, left: [{ id: 'body!x', path: 'body', label: {}, target: { text: 'übrig' } }] };
    const { desk } = start(server);
    desk.confirm('body#1');
    desk.remove('body!x');
    await pause();
    expect(server.sent).toEqual([{ segments: [{ id: 'body#1', confirm: true }], remove: ['body!x'] }]);
    expect(desk.dirty()).toBe(false);
  });

  it('come back after the page was closed: to be saved, or to choose', async () => {
    const server = serverWith(segment('body#1', 'alt'), segment('body#2', 'andere'));
    const kept = { fields: { 'body#1': 'meins', 'body#2': 'auch meins', 'body#3': 'weg' }, base: { 'body#1': 'alt', 'body#2': 'früher', 'body#3': '' }, version: 1, at: '' };
    const { desk } = start(server, kept);
    expect(desk.getState()).toMatchObject({ notes: { 'body#2': { kind: 'elsewhere' } }, lost: [{ id: 'body#3', text: 'weg' }] });
    await pause();
    expect(server.now.segments.map((one) => one.target?.text)).toEqual(['meins', 'andere']);
    expect(desk.getState().status).toBe('conflict');
  });
});
