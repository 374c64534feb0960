import { describe, expect, it } from 'vitest';
import { addItem, moveItem, setItem, translateItem } from './items';

const items = [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }];

describe('items of a list', () => {
  it('get an id of their own', () => {
    const added = addItem(items);
    expect(added[2]?.id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(new Set(added.map(({ id }) => id)).size).toBe(3);
  });

  it('keep their id when they move or change', () => {
    expect(moveItem(items, 1, 0).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(setItem(items, 0, 'name', 'C')[0]).toEqual({ id: 'a', name: 'C' });
    expect(setItem(items, 0, 'name', undefined)[0]).toEqual({ id: 'a' });
  });

  it('are translated by their id, in the order of the source', () => {
    const once = translateItem(items, [], 'b', 'role', 'counsellor');
    expect(once).toEqual([{ id: 'b', role: 'counsellor' }]);
    expect(translateItem(items, once, 'a', 'role', 'head').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(translateItem(items, once, 'b', 'role', undefined)).toEqual([]);
  });
});
