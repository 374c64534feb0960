import type { Content } from '@/api/types';

/** Whether two values of content are the same, whatever the order of their keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => sameValue(left[key], right[key]));
}

/** Sets one field; an empty one is left out, as the server stores it. */
export function withField(content: Content, name: string, value: unknown): Content {
  if (value === undefined) {
    return Object.fromEntries(Object.entries(content).filter(([key]) => key !== name));
  }
  return { ...content, [name]: value };
}

/** The fields in which two contents differ. */
export function differingFields(a: Content, b: Content): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !sameValue(a[name], b[name]));
}
