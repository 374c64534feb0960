export interface Item {
  id: string;
  [part: string]: unknown;
}

export const addItem = (items: Item[]): Item[] => [...items, { id: crypto.randomUUID() }];

export const removeItem = (items: Item[], index: number): Item[] => items.filter((_, at) => at !== index);

export function moveItem(items: Item[], from: number, to: number): Item[] {
  const rest = removeItem(items, from);
  const moved = items[from];
  return moved ? [...rest.slice(0, to), moved, ...rest.slice(to)] : items;
}

/** Sets one part of one item; what is empty is left out. */
export function setItem(items: Item[], index: number, part: string, value: unknown): Item[] {
  return items.map((item, at) => {
    if (at !== index) return item;
    const next = { ...item, [part]: value };
    if (value === undefined) Reflect.deleteProperty(next, part);
    return next;
  });
}

/** Sets a translated part of the item with this id; items without translation are left out. */
export function translateItem(source: Item[], own: Item[], id: string, part: string, value: unknown): Item[] {
  return source
    .map((item) => own.find((mine) => mine.id === item.id) ?? { id: item.id })
    .map((item) => (item.id === id ? (setItem([item], 0, part, value)[0] ?? item) : item))
    .filter((item) => Object.keys(item).length > 1);
}
