import { describe, expect, it } from 'vitest';
import { cleanDoc, docText, storedDoc, type DocNode } from './doc';

const text = (words: string, marks?: DocNode['marks']): DocNode => ({ type: 'text', text: words, ...(marks ? { marks } : {}) });

describe('cleanDoc', () => {
  it('keeps what content says and drops what the editor adds', () => {
    const doc: DocNode = {
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 2, dir: 'auto', textAlign: null }, content: [text('Beratung')] },
        { type: 'paragraph', attrs: { dir: 'rtl' }, content: [text('مرحبا', [{ type: 'link', attrs: { href: 'https://example.org', target: '_blank', rel: null } }])] },
        { type: 'orderedList', attrs: { start: 1, type: null }, content: [{ type: 'listItem', content: [{ type: 'paragraph', attrs: { dir: 'auto' } }] }] },
      ],
    };
    expect(cleanDoc(doc)).toEqual({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 2 }, content: [text('Beratung')] },
        { type: 'paragraph', attrs: { dir: 'rtl' }, content: [text('مرحبا', [{ type: 'link', attrs: { href: 'https://example.org' } }])] },
        { type: 'orderedList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] },
      ],
    });
  });

  it('keeps words that are not translated', () => {
    const doc = { type: 'doc', content: [{ type: 'paragraph', content: [text('Jobcenter', [{ type: 'keep', attrs: { translate: 'no' } }])] }] };
    expect(cleanDoc(doc).content?.[0]?.content).toEqual([text('Jobcenter', [{ type: 'keep' }])]);
  });

  it('does not store the direction that a language has anyway', () => {
    const paragraph = (dir?: string): DocNode => ({ type: 'paragraph', ...(dir ? { attrs: { dir } } : {}), content: [text('مرحبا')] });
    const doc = { type: 'doc', content: [paragraph('rtl'), paragraph('ltr')] };
    expect(cleanDoc(doc, 'rtl').content).toEqual([paragraph(), paragraph('ltr')]);
  });
});

describe('storedDoc', () => {
  it('is nothing for an empty text', () => {
    expect(storedDoc({ type: 'doc', content: [{ type: 'paragraph' }, { type: 'paragraph', content: [text('  ')] }] })).toBeUndefined();
  });
});

describe('docText', () => {
  it('gives one line a block', () => {
    expect(docText({
      type: 'doc',
      content: [
        { type: 'paragraph', content: [text('Erst '), text('dies', [{ type: 'bold' }])] },
        { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [text('das')] }] }] },
      ],
    })).toBe('Erst dies\ndas');
  });
});
