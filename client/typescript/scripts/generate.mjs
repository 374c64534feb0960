// Writes src/schema.gen.ts and src/types.gen.ts from an OpenAPI document of the delivery API: a file, or the
// address of a Lotse with content types of its own (https://lotse.example.org/content/v1/openapi.json).
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const [source, folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../src')] = process.argv.slice(2);
if (!source) {
  console.error('usage: node scripts/generate.mjs DOCUMENT [FOLDER]');
  process.exit(2);
}
const text = /^https?:/.test(source) ? await (await fetch(source)).text() : await readFile(source, 'utf8');
const document = JSON.parse(text);

const head = '// Written by `npm run generate` from the OpenAPI document of the delivery API. Do not edit.\n';
const pascal = (name) => name.split('-').map((part) => part[0].toUpperCase() + part.slice(1)).join('');

/** The content types: the path of their list, and the name of the schema of their items. */
const types = Object.entries(document.components.schemas)
  .filter(([name, schema]) => name.endsWith('Item') && schema.properties?.type?.const)
  .map(([schema, { properties }]) => ({ schema, name: properties.type.const, type: pascal(properties.type.const) }))
  .filter(({ name }) => document.paths[`/content/v1/${name}`]);
if (types.length === 0) throw new Error(`${source} describes no content types`);

// What later versions add to items must not break who checks them. As a type it would turn every misspelt
// member into `unknown`.
for (const { schema } of types) delete document.components.schemas[schema].additionalProperties;

await writeFile(path.join(folder, 'schema.gen.ts'), head + astToString(await openapiTS(document, { alphabetize: true })));

const lines = [head, "import type { components, paths } from './schema.gen.js';\n"];
for (const { name, schema, type } of types) {
  lines.push(
    `/** What is published of the type \`${name}\`. */`,
    `export type ${type} = components['schemas']['${schema}'];`,
    `/** The same on a preview, where anything may still be missing. */`,
    `export type ${type}Draft = Omit<${type}, 'fields'> & { fields: Partial<${type}['fields']> };\n`,
  );
}
lines.push('/** Every content type: its items, and what its lists and items may be asked. */', 'export interface Types {');
for (const { name, type } of types) {
  lines.push(
    `  '${name}': {`,
    `    item: ${type};`,
    `    draft: ${type}Draft;`,
    `    list: NonNullable<paths['/content/v1/${name}']['get']['parameters']['query']>;`,
    `    view: NonNullable<paths['/content/v1/${name}/{idOrSlug}']['get']['parameters']['query']>;`,
    '  };',
  );
}
lines.push('}\n');
await writeFile(path.join(folder, 'types.gen.ts'), lines.join('\n'));
