import { Fragment, type ReactNode } from 'react';
import { directionOf, langTag, written } from '@/i18n/locales';
import type { ViewProps } from '../kind';
import type { DocNode, Mark } from './doc';
import classes from './RichTextView.module.css';

/** Renders the document as elements: no HTML of strangers is ever put into the page. */
export function RichTextView({ value, field, locale }: ViewProps<DocNode>) {
  return (
    <div className={classes.text} lang={field.localised ? langTag(locale) : undefined} dir={directionOf(locale)}>
      {children(value, written(locale).dir)}
    </div>
  );
}

type Direction = ReturnType<typeof written>['dir'];

const children = (node: DocNode, dir: Direction): ReactNode =>
  (node.content ?? []).map((child, index) => <Fragment key={index}>{render(child, dir)}</Fragment>);

function render(node: DocNode, dir: Direction): ReactNode {
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce<ReactNode>(withMark, node.text);
    case 'paragraph':
      return <p dir={dir}>{children(node, dir)}</p>;
    case 'heading':
      // Headings of content are no headings of the desk: they would tear its outline.
      return <p dir={dir} className={node.attrs?.level === 2 ? classes.heading : classes.subheading}>{children(node, dir)}</p>;
    case 'bulletList':
      return <ul>{children(node, dir)}</ul>;
    case 'orderedList':
      return <ol start={typeof node.attrs?.start === 'number' ? node.attrs.start : undefined}>{children(node, dir)}</ol>;
    case 'listItem':
      return <li>{children(node, dir)}</li>;
    case 'blockquote':
      return <blockquote>{children(node, dir)}</blockquote>;
    case 'horizontalRule':
      return <hr />;
    case 'hardBreak':
      return <br />;
    default:
      return children(node, dir);
  }
}

function withMark(inner: ReactNode, mark: Mark): ReactNode {
  if (mark.type === 'bold') return <strong>{inner}</strong>;
  if (mark.type === 'italic') return <em>{inner}</em>;
  if (mark.type === 'keep') return <span translate="no" className="kept-words">{inner}</span>;
  const href = mark.attrs?.href;
  if (mark.type === 'link' && typeof href === 'string' && /^(https?:|mailto:|tel:)/i.test(href)) {
    return <a href={href} target="_blank" rel="noopener noreferrer">{inner}</a>;
  }
  return inner;
}
