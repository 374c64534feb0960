import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import de from './de.json';
import en from './en.json';

type Tree = { [key: string]: string | Tree };

const keysOf = (tree: Tree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`)));

const texts = (tree: Tree): string[] => Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : texts(value)));

const at = (tree: Tree, key: string): string | Tree | undefined =>
  key.split('.').reduce<string | Tree | undefined>((node, part) => (typeof node === 'object' ? node[part] : undefined), tree);

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) return sources(file);
    return /\.tsx?$/.test(name) && !/\.(test|gen)\./.test(name) ? [readFileSync(file, 'utf8')] : [];
  });
}

/** Every string that looks like a key of ours: its first part is a top-level name of the dictionary. */
const code = sources(path.resolve(import.meta.dirname, '..')).join('\n');
const roots = Object.keys(de).join('|');
const used = [...code.matchAll(new RegExp(`['"\`]((?:${roots})\\.[\\w$.{}()\\-|' ]+?)['"\`]`, 'g'))].map((match) => match[1] ?? '');
const fixed = [...new Set(used.filter((key) => !key.includes('$') && /^[\w.-]+$/.test(key)))];
const built = [...new Set(used.filter((key) => key.includes('$')))];

const exists = (key: string) => at(de, key) !== undefined || at(de, `${key}_other`) !== undefined;

describe('the dictionaries', () => {
  it('have the same keys in German and English', () => {
    expect(keysOf(en)).toEqual(keysOf(de));
  });

  it('have a text for every key', () => {
    for (const text of [...texts(de), ...texts(en)]) expect(text.trim()).not.toBe('');
  });

  it('have the same placeholders in both languages', () => {
    const placeholders = (text: unknown) => [...String(text).matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();
    for (const key of keysOf(de)) expect({ key, in: placeholders(at(en, key)) }).toEqual({ key, in: placeholders(at(de, key)) });
  });

  it('have every key that the code names', () => {
    expect(fixed.length).toBeGreaterThan(150);
    expect(fixed.filter((key) => !exists(key))).toEqual([]);
  });

  it('have a branch for every key that the code builds', () => {
    expect(built.length).toBeGreaterThan(20);
    const branch = (key: string) => key.slice(0, key.indexOf('$')).replace(/\.?[^.]*$/, '');
    expect(built.filter((key) => typeof at(de, branch(key)) !== 'object')).toEqual([]);
  });
});
