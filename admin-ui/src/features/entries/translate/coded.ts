import type { Code, CodedText } from '@/api/translations';
import type { WordRun } from '@/api/types';

// Coded text: words with `<g id="1">…</g>` around some and `<x id="2"/>` for what stands alone. What a
// code means stands beside the text, so that nobody can break the address of a link.

export type Token =
  | { kind: 'words'; text: string; op?: 'added' | 'removed' }
  | { kind: 'open' | 'close' | 'empty'; id: number };

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" };

export const escapeWords = (words: string) => words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const unescapeWords = (coded: string) => coded.replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => entities[entity] ?? entity);

/** The parts of a coded text. What cannot be read is shown as words: the server gives nothing of that kind. */
export function tokensOf(coded: string): Token[] {
  const tokens: Token[] = [];
  const open: number[] = [];
  for (const part of coded.match(/<[^>]*>|[^<]+/g) ?? []) {
    const tag = /^<(?:g id="(\d+)"|x id="(\d+)"\s*\/|(\/g))>$/.exec(part);
    if (!tag) {
      tokens.push({ kind: 'words', text: unescapeWords(part) });
    } else if (tag[1]) {
      open.push(Number(tag[1]));
      tokens.push({ kind: 'open', id: Number(tag[1]) });
    } else if (tag[2]) {
      tokens.push({ kind: 'empty', id: Number(tag[2]) });
    } else {
      const id = open.pop();
      if (id !== undefined) tokens.push({ kind: 'close', id });
    }
  }
  return [...tokens, ...open.reverse().map((id): Token => ({ kind: 'close', id }))];
}

/** Tokens as coded text. */
export function joinTokens(tokens: Token[]): string {
  return tokens
    .map((token) => {
      if (token.kind === 'words') return escapeWords(token.text);
      if (token.kind === 'open') return `<g id="${token.id}">`;
      return token.kind === 'close' ? '</g>' : `<x id="${token.id}"/>`;
    })
    .join('');
}

const plainOfTokens = (tokens: Token[]) =>
  tokens.map((token) => (token.kind === 'words' ? token.text : token.kind === 'empty' ? '\n' : '')).join('');

/** The words of a coded text; what stands alone is a line break. */
export const plainOf = (coded: string) => plainOfTokens(tokensOf(coded));

/** The words within a code. */
export function wordsIn(coded: string, id: number): string {
  let depth = 0;
  let words = '';
  for (const token of tokensOf(coded)) {
    if (token.kind === 'open' && token.id === id) depth++;
    else if (token.kind === 'close' && token.id === id) depth--;
    else if (token.kind === 'words' && depth > 0) words += token.text;
  }
  return words;
}

/** The codes of the source that do not stand in a translation. */
export function missingCodes(target: string, source: CodedText): Code[] {
  const used = new Set(tokensOf(target).flatMap((token) => (token.kind === 'words' ? [] : [token.id])));
  return (source.codes ?? []).filter((code) => !used.has(code.id));
}

/** A translation with what is missing behind it, with the words of the source: they are put right by hand. */
export function insertMissing(target: string, source: CodedText): string {
  return missingCodes(target, source).reduce((text, { id, kind }) => {
    if (missingCodes(text, source).every((code) => code.id !== id)) return text; // it stood within another
    if (kind === 'break') return `${text}<x id="${id}"/>`;
    const gap = text === '' || /\s$/.test(plainOf(text)) ? '' : ' ';
    return `${text}${gap}${partOf(source.text, id)}`;
  }, target);
}

/** A code of a text with all that stands within it. */
function partOf(coded: string, id: number): string {
  const tokens = tokensOf(coded);
  const from = tokens.findIndex((token) => token.kind === 'open' && token.id === id);
  const to = tokens.findIndex((token) => token.kind === 'close' && token.id === id);
  return joinTokens(tokens.slice(from, to + 1));
}

/**
 * The parts of a text with what changed in it: words that are new are marked, those that went are put in
 * where they stood. Where the changes are not those of this text, it stays unmarked.
 */
export function markChanges(coded: string, changes: WordRun[]): Token[] {
  const tokens = tokensOf(coded);
  const present = changes.filter((run) => run.op !== 'removed').map((run) => run.text).join('');
  if (present !== plainOfTokens(tokens)) return tokens;
  const runs = changes.map((run) => ({ ...run }));
  const gone = (): Token[] => {
    const out: Token[] = [];
    while (runs[0] && (runs[0].op === 'removed' || runs[0].text === '')) {
      const run = runs.shift();
      if (run?.op === 'removed') out.push({ kind: 'words', text: run.text, op: 'removed' });
    }
    return out;
  };
  const take = (length: number): Token[] => {
    const out: Token[] = [];
    while (length > 0) {
      out.push(...gone());
      const run = runs[0];
      if (!run) break;
      const text = run.text.slice(0, length);
      run.text = run.text.slice(text.length);
      length -= text.length;
      out.push({ kind: 'words', text, ...(run.op === 'added' ? { op: 'added' as const } : {}) });
    }
    return out;
  };
  const marked = tokens.flatMap((token): Token[] => {
    if (token.kind === 'words') return take(token.text.length);
    if (token.kind !== 'empty') return [token];
    take(1);
    return [token];
  });
  return [...marked, ...gone()];
}
