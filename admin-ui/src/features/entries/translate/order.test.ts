import { describe, expect, it } from 'vitest';
import type { Segment } from '@/api/translations';
import { keyOf } from './keys';
import { groupsOf, isOpen, nextOpen, stepFrom } from './order';
import { translatable } from './translatable';

const segment = (id: string, state: Segment['state'] = 'missing', field = 'body') =>
  ({ id, path: id.split('#', 1)[0], field, label: {}, state }) as Segment;

describe('the order of the segments', () => {
  const all = [segment('title#1', 'human', 'title'), segment('body#2'), segment('body#3', 'reviewed'), segment('body#4', 'outdated')];

  it('is that of the fields, numbered where a field stands there several times', () => {
    expect(groupsOf(all).map((group) => [group.path, group.index, group.segments.length])).toEqual([['title', 0, 1], ['body', 0, 3]]);
    const contacts = [segment('contacts/a/role#1', 'human', 'contacts.role'), segment('contacts/b/role#2', 'human', 'contacts.role')];
    expect(groupsOf(contacts).map((group) => group.index)).toEqual([1, 2]);
  });

  it('leads to the next open one, and around to those before', () => {
    const open = (one: Segment) => isOpen(one);
    expect(nextOpen(all, undefined, open)).toBe('body#2');
    expect(nextOpen(all, 'body#2', open)).toBe('body#4');
    expect(nextOpen(all, 'body#4', open)).toBe('body#2');
    expect(nextOpen([all[0] as Segment, all[1] as Segment], 'body#2', open)).toBeUndefined();
  });

  it('has two ends', () => {
    expect(stepFrom(all, 'title#1', -1)).toBeUndefined();
    expect(stepFrom(all, 'title#1', 1)).toBe('body#2');
    expect(stepFrom(all, undefined, -1)).toBe('body#4');
  });
});

describe('a segment is open', () => {
  it('until somebody wrote or changed something', () => {
    expect(isOpen(segment('a'))).toBe(true);
    expect(isOpen(segment('a'), { text: ' ', base: '' })).toBe(true);
    expect(isOpen(segment('a'), { text: 'x', base: '' })).toBe(false);
    expect(isOpen(segment('a', 'outdated'), { text: 'x', base: 'x' })).toBe(true);
    expect(isOpen(segment('a', 'outdated'), { text: 'y', base: 'x' })).toBe(false);
    expect(isOpen(segment('a', 'reviewed'))).toBe(false);
  });
});

describe('keys', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) => keyOf({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
  it('lead on with Ctrl or ⌘ and Alt, and are otherwise left to the text', () => {
    expect(press('Enter', { ctrlKey: true })).toBe('save');
    expect(press('Enter', { metaKey: true })).toBe('save');
    expect(press('Enter', { altKey: true })).toBe('confirm');
    expect(press('ArrowDown', { altKey: true })).toBe('down');
    expect(press('c', { code: 'KeyC', ctrlKey: true, altKey: true })).toBe('copy');
    expect(press('c', { code: 'KeyC', ctrlKey: true })).toBeUndefined();
    expect(press('Enter')).toBeUndefined();
    expect(press('ArrowDown')).toBeUndefined();
  });
});

describe('the languages that one translates into', () => {
  it('are those of the role for somebody who only translates', () => {
    expect(translatable({ roles: ['translator'], organisations: [], locales: ['en', 'ar'] }, 'de')).toEqual(['en', 'ar']);
  });
  it('are all but the source for others', () => {
    expect(translatable({ roles: ['editor'], organisations: [], locales: [] }, 'de')).toContain('fa');
    expect(translatable({ roles: ['editor'], organisations: [], locales: [] }, 'de')).not.toContain('de');
  });
});
