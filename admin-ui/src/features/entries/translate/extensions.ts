import { Extension, Mark, mergeAttributes, Node } from '@tiptap/react';
import { Fragment, Slice, type Node as ProseNode } from '@tiptap/pm/model';
import StarterKit from '@tiptap/starter-kit';
import type { Code, CodeKind } from '@/api/translations';

// The editor of one paragraph whose only marks are the codes of the source. Nothing else can be typed,
// pasted or broken in it.

const codeAttribute = {
  code: {
    default: null,
    parseHTML: (element: HTMLElement) => Number(element.dataset.code) || null,
    renderHTML: (attributes: Record<string, unknown>) => ({ 'data-code': attributes.code }),
  },
};

const codeMark = (name: Exclude<CodeKind, 'break' | 'link'>, tag: string, fixed: Record<string, string> = {}) =>
  Mark.create({
    name,
    inclusive: name !== 'keep',
    addAttributes: () => codeAttribute,
    parseHTML: () => [{ tag: `${tag}[data-code]${name === 'keep' ? '[translate=no]' : ''}` }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes, fixed), 0],
  });

const CodeLink = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({
    ...codeAttribute,
    href: {
      default: null,
      parseHTML: (element: HTMLElement) => element.title,
      renderHTML: (attributes: Record<string, unknown>) => ({ title: attributes.href }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-code][title]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { class: 'linked-words' }), 0],
});

const OneParagraph = Node.create({ name: 'doc', topNode: true, content: 'paragraph' });

const CodeBreak = Node.create({
  name: 'hardBreak',
  inline: true,
  group: 'inline',
  selectable: false,
  linebreakReplacement: false,
  addAttributes: () => codeAttribute,
  parseHTML: () => [{ tag: 'br[data-code]' }],
  renderHTML: ({ HTMLAttributes }) => ['br', HTMLAttributes],
  renderText: () => '\n',
});

/** Words and codes of whatever is pasted, in one line; codes of another segment become mere words. */
export function flattened(slice: Slice, codes: Code[]): Slice {
  const known = (id: unknown, type: string) => codes.some((code) => code.id === id && (code.kind === 'break' ? 'hardBreak' : code.kind) === type);
  const inline: ProseNode[] = [];
  slice.content.descendants((node) => {
    if (node.isTextblock && inline.length > 0) inline.push(node.type.schema.text(' '));
    if (node.isText) inline.push(node.mark(node.marks.filter((mark) => known(mark.attrs.code, mark.type.name))));
    else if (node.type.name === 'hardBreak') inline.push(known(node.attrs.code, 'hardBreak') ? node : node.type.schema.text(' '));
    return true;
  });
  return new Slice(Fragment.fromArray(inline), 0, 0);
}

/** Keys that would part the paragraph do nothing; Shift+Enter sets a break where the source has one. */
const oneLine = (codes: Code[]) =>
  Extension.create({
    name: 'oneLine',
    priority: 1000,
    addKeyboardShortcuts() {
      const toggle = (kind: CodeKind) => () => {
        const code = codes.find((one) => one.kind === kind);
        return code ? this.editor.commands.toggleMark(kind, { code: code.id }) : true;
      };
      const breakLine = () => {
        const code = codes.find((one) => one.kind === 'break');
        if (code) this.editor.commands.insertContent({ type: 'hardBreak', attrs: { code: code.id } });
        return true;
      };
      return { Enter: () => true, 'Shift-Enter': breakLine, 'Mod-b': toggle('bold'), 'Mod-i': toggle('italic') };
    },
  });

export const extensionsFor = (codes: Code[]) => [
  OneParagraph,
  StarterKit.configure({
    document: false, blockquote: false, bold: false, bulletList: false, code: false, codeBlock: false, dropcursor: false, gapcursor: false,
    hardBreak: false, heading: false, horizontalRule: false, italic: false, link: false, listItem: false, listKeymap: false, orderedList: false,
    strike: false, trailingNode: false, underline: false,
  }),
  codeMark('bold', 'strong'), codeMark('italic', 'em'), codeMark('keep', 'span', { translate: 'no', class: 'kept-words' }),
  CodeLink, CodeBreak, oneLine(codes),
];
