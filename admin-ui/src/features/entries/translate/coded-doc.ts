import type { Code, CodeKind } from '@/api/translations';
import type { DocNode, Mark } from '@/fields/richText/doc';
import { joinTokens, tokensOf, type Token } from './coded';

// A coded text as the one paragraph of an editor, and back. Every mark carries the id of the code that it
// stands for, so that only codes of the source can be set.

const typeOf = (kind: CodeKind) => (kind === 'break' ? 'hardBreak' : kind);

/** The paragraph of a coded text. Codes without words, and those that nobody knows, leave no trace. */
export function docOf(coded: string, codes: Code[]): DocNode {
  const open: Code[] = [];
  const content: DocNode[] = [];
  const marks = (): { marks?: Mark[] } => (open.length > 0 ? { marks: open.map(markOf) } : {});
  for (const token of tokensOf(coded)) {
    if (token.kind === 'words') {
      if (token.text !== '') content.push({ type: 'text', text: token.text, ...marks() });
      continue;
    }
    const code = codes.find((one) => one.id === token.id);
    if (!code) continue;
    if (token.kind === 'open') open.push(code);
    else if (token.kind === 'close') open.splice(open.lastIndexOf(code), 1);
    else content.push({ type: 'hardBreak', attrs: { code: code.id }, ...marks() });
  }
  return { type: 'doc', content: [{ type: 'paragraph', ...(content.length > 0 ? { content } : {}) }] };
}

/** The mark of a code. */
export const markOf = (code: Code): Mark => ({ type: typeOf(code.kind), attrs: { code: code.id, ...(code.kind === 'link' ? { href: code.href } : {}) } });

const idsOf = (node: DocNode): number[] => (node.marks ?? []).map((mark) => Number(mark.attrs?.code)).filter((id) => id > 0);

/** The coded text of an editor's paragraph. Codes that cross are parted, so that none is broken. */
export function codedOf(doc: DocNode): string {
  const nodes = (doc.content ?? []).flatMap((block) => block.content ?? []);
  const tokens: Token[] = [];
  const open: number[] = [];
  const reach = (id: number, from: number) => {
    let end = from;
    while (end < nodes.length && idsOf(nodes[end] as DocNode).includes(id)) end++;
    return end;
  };
  const close = (until: number) => {
    while (open.length > until) tokens.push({ kind: 'close', id: open.pop() as number });
  };
  nodes.forEach((node, at) => {
    const ids = idsOf(node);
    const stays = open.findIndex((id) => !ids.includes(id));
    close(stays < 0 ? open.length : stays);
    const opened = ids.filter((id) => !open.includes(id)).sort((a, b) => reach(b, at) - reach(a, at) || a - b);
    for (const id of opened) {
      open.push(id);
      tokens.push({ kind: 'open', id });
    }
    if (node.type === 'hardBreak') tokens.push({ kind: 'empty', id: Number(node.attrs?.code) });
    else tokens.push({ kind: 'words', text: node.text ?? '' });
  });
  close(0);
  return joinTokens(tokens);
}
