import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { registry } from './registry';

const server = path.resolve(import.meta.dirname, '../../../schema/kind.go');

describe('the registry of field kinds', () => {
  it('has a folder for every kind, and a kind for every folder', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'diff')
      .map((entry) => entry.name);
    expect(folders.sort()).toEqual(Object.keys(registry).sort());
  });

  it('equals the kinds of the server', () => {
    expect(existsSync(server)).toBe(true);
    const table = /var kinds = map\[string\]\*kind\{([^}]*)\}/.exec(readFileSync(server, 'utf8'))?.[1] ?? '';
    const kinds = [...table.matchAll(/"(\w+)":/g)].map((match) => match[1]);
    expect(Object.keys(registry).sort()).toEqual(kinds.sort());
  });

  it('can edit and show every kind', () => {
    for (const kind of Object.values(registry)) {
      expect(kind.Editor).toBeTypeOf('function');
      expect(kind.View).toBeTypeOf('function');
    }
  });
});
