import { EditorContent, useEditor, type Content, type Editor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Code } from '@/api/translations';
import type { DocNode } from '@/fields/richText/doc';
import { directionOf, langTag } from '@/i18n/locales';
import { Icon, type IconName } from '@/ui/icons';
import classes from './CodedEditor.module.css';
import { plainOf, tokensOf, wordsIn } from './coded';
import { codedOf, docOf, markOf } from './coded-doc';
import { extensionsFor, flattened } from './extensions';
import { Length, type TargetProps } from './PlainTarget';

const margin = { top: 80, bottom: 170, left: 0, right: 0 };

/** A segment with codes, while it is written: words, and the codes of its source to put around them. */
export default function CodedEditor({ segment, locale, text, label, id, describedBy, invalid, onEdit }: TargetProps) {
  const [codes] = useState(() => codesOf(segment));
  const [extensions] = useState(() => extensionsFor(codes));
  const sent = useRef(text);
  const edit = useRef(onEdit);
  useEffect(() => {
    edit.current = onEdit;
  });
  const dir = directionOf(locale);
  const editor = useEditor({
    extensions,
    content: docOf(text, codes) as Content,
    textDirection: dir === 'rtl' ? 'rtl' : 'auto',
    autofocus: 'end',
    shouldRerenderOnTransaction: true,
    editorProps: {
      attributes: {
        id, role: 'textbox', 'aria-multiline': 'false', 'aria-label': label, 'aria-describedby': describedBy,
        ...(invalid ? { 'aria-invalid': 'true' } : {}), lang: langTag(locale), dir, tabindex: '0',
      },
      // Above the bar of actions, and below what is at the top.
      scrollThreshold: margin,
      scrollMargin: margin,
      transformPasted: (slice) => flattened(slice, codes),
    },
    onUpdate: ({ editor: changed }) => {
      sent.current = codedOf(changed.getJSON() as DocNode);
      edit.current(sent.current);
    },
  });

  // A text from outside (the source's, a suggestion, what was missing) replaces what is shown.
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    editor.commands.setContent(docOf(text, codes) as Content, { emitUpdate: false });
  }, [editor, text, codes]);

  return (
    <div className={classes.frame} data-invalid={invalid || undefined}>
      <CodeBar editor={editor} codes={codes} source={segment.source.text} text={text} />
      <EditorContent editor={editor} className={classes.content} />
      <Length used={[...plainOf(text)].length} limit={segment.maxLength} />
    </div>
  );
}

/** The codes of the source, and those that the translation has beyond them. */
const codesOf = ({ source, target }: TargetProps['segment']): Code[] => {
  const own = source.codes ?? [];
  return [...own, ...(target?.codes ?? []).filter((code) => own.every((one) => one.id !== code.id))];
};

const icons: Partial<Record<Code['kind'], IconName>> = { link: 'link', keep: 'lock' };

/** A button for each code: around the words that are marked, or away from them. */
function CodeBar({ editor, codes, source, text }: { editor: Editor; codes: Code[]; source: string; text: string }) {
  const { t } = useTranslation();
  const used = new Set(tokensOf(text).flatMap((token) => (token.kind === 'words' ? [] : [token.id])));
  const set = (code: Code) => {
    if (code.kind === 'break') editor.chain().focus().insertContent({ type: 'hardBreak', attrs: { code: code.id } }).run();
    else editor.chain().focus().toggleMark(code.kind, markOf(code).attrs).run();
  };
  const breaks = codes.filter((code) => code.kind === 'break');
  return (
    <div className={classes.bar} role="group" aria-label={t('translate.code.title')}>
      {[...codes.filter((code) => code.kind !== 'break'), ...breaks.slice(0, 1)].map((code) => (
        <button
          key={code.id} type="button" className={classes.code} data-kind={code.kind}
          {...(code.kind === 'break' ? {} : { 'aria-pressed': editor.isActive(code.kind, { code: code.id }) })}
          onMouseDown={(event) => event.preventDefault()} onClick={() => set(code)}
        >
          {icons[code.kind] && <Icon name={icons[code.kind] as IconName} size={15} />}
          <span>{t(`translate.code.${code.kind}`)}</span>
          {code.kind !== 'break' && <q className={classes.words}>{wordsIn(source, code.id) || code.href}</q>}
          {used.has(code.id) && <><Icon name="check" size={14} /><span className="visually-hidden">{t('translate.code.used')}</span></>}
        </button>
      ))}
    </div>
  );
}
