// Rich text is ProseMirror JSON. The server holds it against an allow-list; this file knows the same
// shapes, so that nothing is sent that it would refuse.

export interface Mark {
  type: string;
  attrs?: Record<string, unknown>;
}

export interface DocNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: DocNode[];
  marks?: Mark[];
  text?: string;
}

/** The attributes that are kept, by node or mark. */
const attributes: Record<string, string[]> = {
  paragraph: ['dir'],
  heading: ['level', 'dir'],
  orderedList: ['start'],
  link: ['href'],
};

function keptAttrs(type: string, attrs: Record<string, unknown> | undefined, usual?: string) {
  const kept = Object.entries(attrs ?? {}).filter(
    ([name, value]) => (attributes[type]?.includes(name) ?? false) && value !== null && value !== 'auto' && !(name === 'dir' && value === usual) && !(name === 'start' && value === 1),
  );
  return kept.length > 0 ? { attrs: Object.fromEntries(kept) } : {};
}

/** The document without what the editor adds for itself (the usual direction, link targets, defaults). */
export function cleanDoc(node: DocNode, usual?: string): DocNode {
  const { type, attrs, content, marks, text } = node;
  return {
    type,
    ...keptAttrs(type, attrs, usual),
    ...(content && content.length > 0 ? { content: content.map((child) => cleanDoc(child, usual)) } : {}),
    ...(marks && marks.length > 0 ? { marks: marks.map((mark) => ({ type: mark.type, ...keptAttrs(mark.type, mark.attrs) })) } : {}),
    ...(text === undefined ? {} : { text }),
  };
}

const hasText = (node: DocNode): boolean => Boolean(node.text?.trim()) || (node.content ?? []).some(hasText);

/** The document to store, or undefined when nothing is written in it. */
export const storedDoc = (doc: DocNode, usual?: string): DocNode | undefined => (hasText(doc) ? cleanDoc(doc, usual) : undefined);

const blocks = new Set(['paragraph', 'heading', 'listItem', 'blockquote']);

/** The words of a document, one line a block. */
export function docText(node: DocNode): string {
  if (node.text !== undefined) return node.text;
  if (node.type === 'hardBreak') return '\n';
  const inner = (node.content ?? []).map(docText);
  const isBlockParent = (node.content ?? []).some((child) => blocks.has(child.type) || child.type.endsWith('List'));
  return inner.join(isBlockParent ? '\n' : '');
}
