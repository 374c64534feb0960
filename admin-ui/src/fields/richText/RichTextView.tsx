import { Fragment, type ReactNode } from 'react';
import { directionOf, langTag } from '@/i18n/locales';
import type { ViewProps } from '../kind';
import type { DocNode, Mark } from './doc';
import classes from './RichTextView.module.css';

/** Renders the document as elements: no HTML of strangers is ever put into the page. */
export function RichTextView({ value, field, locale }: ViewProps<DocNode>) {
  return (
    <div className={classes.text} lang={field.localised ? langTag(locale) : undefined} dir={directionOf(locale)}>
      {children(value)}
    </div>
  );
}

const children = (node: DocNode): ReactNode =>
  (node.content ?? []).map((child, index) => <Fragment key={index}>{render(child)}</Fragment>);

function render(node: DocNode): ReactNode {
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce<ReactNode>(withMark, node.text);
    case 'paragraph':
      return <p dir="auto">{children(node)}</p>;
    case 'heading':
      // Headings of content are no headings of the desk: they would tear its outline.
      return <p dir="auto" className={node.attrs?.level === 2 ? classes.heading : classes.subheading}>{children(node)}</p>;
    case 'bulletList':
      return <ul>{children(node)}</ul>;
    case 'orderedList':
      return <ol start={typeof node.attrs?.start === 'number' ? node.attrs.start : undefined}>{children(node)}</ol>;
    case 'listItem':
      return <li>{children(node)}</li>;
    case 'blockquote':
      return <blockquote>{children(node)}</blockquote>;
    case 'horizontalRule':
      return <hr />;
    case 'hardBreak':
      return <br />;
    default:
      return children(node);
  }
}

function withMark(inner: ReactNode, mark: Mark): ReactNode {
  if (mark.type === 'bold') return <strong>{inner}</strong>;
  if (mark.type === 'italic') return <em>{inner}</em>;
  const href = mark.attrs?.href;
  if (mark.type === 'link' && typeof href === 'string' && /^(https?:|mailto:|tel:)/i.test(href)) {
    return <a href={href} target="_blank" rel="noopener noreferrer">{inner}</a>;
  }
  return inner;
}
