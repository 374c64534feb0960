import { Mark, mergeAttributes } from '@tiptap/react';

/** Words that are not translated: names, terms, addresses. */
export const Keep = Mark.create({
  name: 'keep',
  inclusive: false,
  parseHTML: () => [{ tag: 'span[translate=no]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { translate: 'no', class: 'kept-words' }), 0],
});
