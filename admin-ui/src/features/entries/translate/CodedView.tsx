import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Code, CodedText } from '@/api/translations';
import type { WordRun } from '@/api/types';
import { written } from '@/i18n/locales';
import classes from './CodedView.module.css';
import { markChanges, plainOf, tokensOf, type Token } from './coded';

interface CodedViewProps {
  text: CodedText;
  locale: string;
  id?: string;
  /** Word by word from what the text was to what it is. */
  changes?: WordRun[] | null;
  /** Within a button: links are words like others. */
  flat?: boolean;
}

/** A coded text to read, in its own direction: what changed in it is marked where it stands. */
export function CodedView({ text, locale, id, changes, flat = false }: CodedViewProps) {
  const { t } = useTranslation();
  const words = { added: t('diff.added'), removed: t('diff.removed'), flat };
  const tokens = changes && changes.length > 0 ? markChanges(text.text, changes) : tokensOf(text.text);
  const Element = flat ? 'span' : 'div';
  return <Element id={id} className={classes.text} {...written(locale)}>{nodes(tokens, text.codes ?? [], words)}</Element>;
}

/** A text that is no more. */
export const GoneText = ({ text, locale }: { text: CodedText; locale: string }) => (
  <CodedView text={{ text: '' }} locale={locale} changes={[{ op: 'removed', text: plainOf(text.text) }]} />
);

interface Words {
  added: string;
  removed: string;
  flat: boolean;
}

function nodes(tokens: Token[], codes: Code[], words: Words): ReactNode[] {
  const out: ReactNode[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind === 'words') {
      out.push(<Fragment key={at}>{marked(token, words)}</Fragment>);
    } else if (token.kind === 'empty') {
      out.push(<br key={at} />);
    } else if (token.kind === 'open') {
      const end = closing(tokens, at);
      out.push(<Fragment key={at}>{coded(codes.find((code) => code.id === token.id), nodes(tokens.slice(at + 1, end), codes, words), words)}</Fragment>);
      at = end;
    }
  }
  return out;
}

/** Where the code that opens at a place is closed. */
function closing(tokens: Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at]?.kind === 'open') depth++;
    if (tokens[at]?.kind === 'close' && --depth === 0) return at;
  }
  return tokens.length;
}

function marked(token: Token & { kind: 'words' }, words: Words): ReactNode {
  if (!token.op) return token.text;
  const Element = token.op === 'added' ? 'ins' : 'del';
  return (
    <Element className={classes[token.op]}>
      <span className="visually-hidden">[{words[token.op]}: </span>
      {token.text}
      <span className="visually-hidden">]</span>
    </Element>
  );
}

function coded(code: Code | undefined, inner: ReactNode, { flat }: Words): ReactNode {
  if (code?.kind === 'bold') return <strong>{inner}</strong>;
  if (code?.kind === 'italic') return <em>{inner}</em>;
  if (code?.kind === 'keep') return <span translate="no" className="kept-words">{inner}</span>;
  if (code?.kind !== 'link') return inner;
  if (flat || !/^(https?:|mailto:|tel:)/i.test(code.href ?? '')) return <span className={classes.link}>{inner}</span>;
  return <a href={code.href} target="_blank" rel="noopener noreferrer">{inner}</a>;
}
