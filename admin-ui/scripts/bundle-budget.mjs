// Fails when what a first visit loads (entry script, what it imports statically, their styles) is
// larger than the budget: 300 kB gzipped. Rich text and pages beyond the first are loaded later.
// The single files are listed when it is, and with --list.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 300_000;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'));
const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const next of chunk.imports ?? []) visit(next);
};
visit('index.html');

const line = (size, what) => `${(size / 1000).toFixed(1).padStart(8)} kB gz  ${what}`;
let total = 0;
const list = [];
for (const file of files) {
  const size = gzipSync(readFileSync(new URL(file, dist))).length;
  total += size;
  list.push(line(size, file));
}
if (total > budget || process.argv.includes('--list')) console.log(list.join('\n'));
console.log(line(total, `first load of the desk (budget ${budget / 1000} kB)`));
if (total > budget) {
  console.error('The first load is over its budget: load something lazily.');
  process.exit(1);
}
