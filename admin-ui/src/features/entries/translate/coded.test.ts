import { describe, expect, it } from 'vitest';
import type { Code, CodedText } from '@/api/translations';
import { codedOf, docOf } from './coded-doc';
import { escapeWords, insertMissing, joinTokens, markChanges, missingCodes, plainOf, tokensOf, wordsIn } from './coded';

const codes: Code[] = [
  { id: 1, kind: 'bold' }, { id: 2, kind: 'link', href: 'https://example.org/' }, { id: 3, kind: 'break' }, { id: 4, kind: 'keep' }, { id: 5, kind: 'italic' },
];
const source: CodedText = { text: 'Das <g id="1">Amt</g> hilft:<x id="3"/><g id="2">zur <g id="4">Seite</g></g>', codes: codes.slice(0, 4) };

describe('coded text', () => {
  it.each([
    'Nur Worte', '', 'a &lt; b &amp; c', source.text, '<g id="1"><g id="5">beides</g></g> und <g id="5">eines</g>', 'العدد ٣ <g id="1">مهم</g>',
  ])('is the same after it was read and written: %s', (coded) => {
    expect(joinTokens(tokensOf(coded))).toBe(coded);
  });

  it('gives its words', () => {
    expect(plainOf(source.text)).toBe('Das Amt hilft:\nzur Seite');
    expect(plainOf(escapeWords('<b> & "x"'))).toBe('<b> & "x"');
    expect(wordsIn(source.text, 2)).toBe('zur Seite');
  });
});

describe('the paragraph of a coded text', () => {
  it.each([
    source.text, 'a &lt; b', '', '<g id="1">a <g id="5">b</g></g> c', '<g id="2">x</g><g id="1">y</g>', 'a<x id="3"/><x id="3"/>b', '<g id="1">a<x id="3"/>b</g>',
  ])('leads back to it: %s', (coded) => {
    expect(codedOf(docOf(coded, codes))).toBe(coded);
  });

  it('carries the ids of the codes and the address of the source', () => {
    expect(docOf('<g id="2">zur Seite</g>', codes).content).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: 'zur Seite', marks: [{ type: 'link', attrs: { code: 2, href: 'https://example.org/' } }] }] },
    ]);
  });

  it('parts codes that cross, so that the text stays whole', () => {
    const words = (text: string, ...ids: number[]) => ({ type: 'text', text, marks: ids.map((id) => ({ type: 'x', attrs: { code: id } })) });
    const doc = { type: 'doc', content: [{ type: 'paragraph', content: [words('a', 1), words('b', 5, 1), words('c', 5)] }] };
    expect(codedOf(doc)).toBe('<g id="1">a<g id="5">b</g></g><g id="5">c</g>');
  });

  it('leaves out codes that nobody knows', () => {
    expect(codedOf(docOf('<g id="9">x</g><x id="8"/>', codes))).toBe('x');
  });
});

describe('codes that are missing', () => {
  it('are named', () => {
    expect(missingCodes('<g id="1">a</g>', source).map((code) => code.id)).toEqual([2, 3, 4]);
    expect(missingCodes(source.text, source)).toEqual([]);
  });

  it('are put behind the text with what stands in them, once each', () => {
    expect(insertMissing('دائرة', source)).toBe('دائرة <g id="1">Amt</g> <g id="2">zur <g id="4">Seite</g></g><x id="3"/>');
    expect(missingCodes(insertMissing('', source), source)).toEqual([]);
  });
});

describe('what changed in a text', () => {
  const text = 'Das <g id="1">Amt</g> ist neu';
  it('is marked where it stands, also within codes', () => {
    const marked = markChanges(text, [
      { op: 'same', text: 'Das ' }, { op: 'removed', text: 'Haus' }, { op: 'added', text: 'Amt' }, { op: 'same', text: ' ist ' },
      { op: 'removed', text: 'alt' }, { op: 'added', text: 'neu' },
    ]);
    expect(marked).toEqual([
      { kind: 'words', text: 'Das ' }, { kind: 'open', id: 1 }, { kind: 'words', text: 'Haus', op: 'removed' },
      { kind: 'words', text: 'Amt', op: 'added' }, { kind: 'close', id: 1 }, { kind: 'words', text: ' ist ' },
      { kind: 'words', text: 'alt', op: 'removed' }, { kind: 'words', text: 'neu', op: 'added' },
    ]);
    expect(marked.some((token) => token.kind === 'words' && token.op === 'added' && token.text === 'neu')).toBe(true);
  });

  it('is left unmarked where the changes are not those of the text', () => {
    expect(markChanges(text, [{ op: 'same', text: 'Etwas anderes' }])).toEqual(tokensOf(text));
  });

  it('keeps line breaks', () => {
    expect(markChanges('a<x id="3"/>b', [{ op: 'same', text: 'a\n' }, { op: 'added', text: 'b' }])).toEqual([
      { kind: 'words', text: 'a' }, { kind: 'empty', id: 3 }, { kind: 'words', text: 'b', op: 'added' },
    ]);
  });
});
