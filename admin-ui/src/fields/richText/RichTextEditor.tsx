import '@mantine/tiptap/styles.css';
import { Link, RichTextEditor as Frame } from '@mantine/tiptap';
import { useEditor, type Content } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { langTag, written } from '@/i18n/locales';
import { FieldGroup } from '../FieldGroup';
import type { EditorProps } from '../kind';
import { Icon } from '@/ui/icons';
import { storedDoc, type DocNode } from './doc';
import { Keep } from './Keep';
import './RichTextEditor.css';

const extensions = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    code: false, codeBlock: false, strike: false, underline: false, link: false,
  }),
  Keep,
  Link.configure({ openOnClick: false, defaultProtocol: 'https', protocols: ['mailto', 'tel'] }),
];

/** Running text with headings, lists and links. Loaded only where it is needed: see index.tsx. */
export default function RichTextEditor({ id, field, label, help, error, value, onChange, locale }: EditorProps<DocNode>) {
  const { t } = useTranslation();
  const { dir } = written(field.localised ? locale : '');
  const sent = useRef(value);
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });
  const labels = useMemo(() => t('field.richText', { returnObjects: true }) as Record<string, string>, [t]);

  const editor = useEditor({
    extensions,
    content: (value as Content) ?? null,
    textDirection: dir,
    shouldRerenderOnTransaction: true,
    editorProps: {
      attributes: {
        id,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        'aria-describedby': `${id}-group-help ${id}-group-error`,
        lang: field.localised ? langTag(locale) : '',
        tabindex: '0',
        dir,
      },
    },
    onUpdate: ({ editor: changed }) => {
      sent.current = storedDoc(changed.getJSON() as DocNode, dir);
      change.current(sent.current);
    },
  });

  // A value from outside (another's text taken over in a conflict) replaces what is shown.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    editor.commands.setContent((value as Content) ?? null, { emitUpdate: false });
  }, [editor, value]);

  return (
    <FieldGroup id={`${id}-group`} label={label} required={field.required} help={help} error={error}>
      <Frame editor={editor} labels={labels} data-invalid={error ? true : undefined} mt={4}>
        <Frame.Toolbar>
          <Frame.ControlsGroup>
            <Frame.H2 />
            <Frame.H3 />
          </Frame.ControlsGroup>
          <Frame.ControlsGroup>
            <Frame.Bold />
            <Frame.Italic />
            <Frame.Control
              aria-label={t('field.richText.keepControlLabel')} title={t('field.richText.keepControlLabel')}
              aria-pressed={editor.isActive('keep')} active={editor.isActive('keep')}
              onClick={() => editor.chain().focus().toggleMark('keep').run()}
            >
              <Icon name="lock" size={16} />
            </Frame.Control>
          </Frame.ControlsGroup>
          <Frame.ControlsGroup>
            <Frame.BulletList />
            <Frame.OrderedList />
            <Frame.Blockquote />
          </Frame.ControlsGroup>
          <Frame.ControlsGroup>
            <Frame.Link />
            <Frame.Unlink />
          </Frame.ControlsGroup>
          <Frame.ControlsGroup>
            <Frame.Undo />
            <Frame.Redo />
          </Frame.ControlsGroup>
        </Frame.Toolbar>
        <Frame.Content />
      </Frame>
    </FieldGroup>
  );
}
