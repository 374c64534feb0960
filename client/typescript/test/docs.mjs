// Runs every block of docs/clients.md against the Lotse at LOTSE_URL, and compares what it prints with the block
// `text` behind it. `…` stands for any text, alone on a line for any lines. A word behind the language: `webhook` is
// a server that gets webhooks, `compile` is only compiled, `nothing` is only shown.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../../..');
const folder = path.join(here, '../.docs'); // inside the package, so that it is found by its name
const secret = `whsec_${Buffer.from('a secret of the tests, 32 bytes.').toString('base64')}`;
const env = { ...process.env, LOTSE: process.env.LOTSE_URL, LOTSE_WEBHOOK_SECRET: secret };

const markdown = await readFile(path.join(root, 'docs/clients.md'), 'utf8');
const blocks = [...markdown.matchAll(/^```(\w+)(?: (\w+))?\n([\s\S]*?)^```$/gm)].map(([, language, how, code], index) => ({ language, how, code, index }));
const examples = blocks.filter(({ language }) => language !== 'text');
for (const one of examples) {
  const next = blocks[one.index + 1];
  if (next?.language === 'text') one.prints = next.code;
  const line = markdown.slice(0, markdown.indexOf(one.code)).split('\n').length;
  one.name = `${one.language} in line ${line}`;
}

/** What a Go block needs beside its statements: the packages that it names. */
const goPackages = { client: 'lotse/client', http: 'net/http', json: 'encoding/json' };
function goProgram(code) {
  const names = new Set([...code.matchAll(/(?<![\w.)])([a-z]+)\.[A-Z]/g)].map(([, name]) => name));
  for (const [, name] of code.matchAll(/^(?:\t| )*(?:var )?([a-z]\w*)(?:, \w+)* (?::=|struct|=)/gm)) names.delete(name);
  const known = ['client', 'context', 'errors', 'fmt', 'http', 'io', 'json', 'log', 'net', 'os', 'time'];
  const imports = known.filter((name) => names.has(name)).map((name) => `\t"${goPackages[name] ?? name}"`);
  return `package main\n\nimport (\n${imports.join('\n')}\n)\n\nfunc main() {\n${code}}\n`;
}

function prints(got, want, name) {
  const pattern = want.trimEnd().split('\n').map((line) => (line === '…' ? '(?:.*\\n)*' : `${line.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}\\n`)).join('');
  assert.match(got.endsWith('\n') ? got : `${got}\n`, new RegExp(`^${pattern}$`), name);
}

/** Sends a webhook that is signed, and one that is not, and returns what the program printed. */
async function nudge(program) {
  let output = '';
  let closed = false;
  program.stdout.on('data', (part) => (output += part));
  program.on('close', () => (closed = true));
  const printed = async (pattern) => {
    for (let i = 0; i < 600 && !closed; i++) {
      const found = pattern.exec(output);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`not printed: ${pattern} in ${output}`);
  };
  try {
    const [, address] = await printed(/listening on (\S+)/);
    const body = JSON.stringify({ type: 'offer.published', timestamp: new Date().toISOString(), data: {} });
    const at = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`msg_1.${at}.${body}`).digest('base64');
    const send = (text) => fetch(address, { method: 'POST', body: text, headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': at, 'webhook-signature': `v1,${signature}` } });
    assert.equal((await send(body.replace('offer', 'event'))).status, 401);
    assert.equal((await send(body)).status, 204);
    await printed(/received/);
    return output;
  } finally {
    program.kill();
  }
}

describe('docs/clients.md', { skip: !process.env.LOTSE_URL && 'no LOTSE_URL' }, () => {
  let scratch;
  before(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'lotse-docs-'));
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    for (const one of examples.filter(({ language }) => language === 'ts')) {
      one.file = path.join(folder, `${one.index}.ts`);
      await writeFile(one.file, one.code.includes('import ') ? one.code : `export {};\n${one.code}`);
    }
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../tsconfig.json', compilerOptions: { noEmit: false, outDir: 'out', rootDir: '.', noUnusedLocals: false }, include: ['*.ts'] }));
    await run(process.execPath, [path.join(here, '../node_modules/typescript/bin/tsc'), '-p', folder]).catch((error) => assert.fail(error.stdout));
    for (const one of examples.filter(({ language }) => language === 'go')) {
      const source = path.join(scratch, `${one.index}.go`);
      await writeFile(source, goProgram(one.code));
      one.file = path.join(scratch, String(one.index));
      await run('go', ['build', '-o', one.file, source], { cwd: root }).catch((error) => assert.fail(`${one.name}: ${error.stderr}`));
    }
  });
  after(async () => {
    await rm(scratch, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });

  it('has examples in every language', () => {
    for (const language of ['sh', 'ts', 'go']) assert.ok(examples.filter((one) => one.language === language && !one.how).length > 1, language);
  });

  for (const one of examples.filter(({ how }) => how !== 'nothing' && how !== 'compile')) {
    it(one.name, async () => {
      const [program, ...args] = {
        sh: () => ['bash', '-euo', 'pipefail', '-c', one.code],
        ts: () => [process.execPath, path.join(folder, 'out', `${one.index}.js`)],
        go: () => [one.file],
      }[one.language]();
      const options = { cwd: scratch, env, timeout: 60_000 };
      const output = one.how === 'webhook' ? await nudge(spawn(program, args, options)) : (await run(program, args, options)).stdout;
      assert.notEqual(output, '');
      if (one.prints) prints(output, one.prints, one.name);
    });
  }
});
