import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Segment } from '@/api/translations';
import { diffWords } from '@/fields/diff/words';
import { useProblemText } from '@/fields/problem-text';
import { Notice } from '@/ui/Notice';
import { CodedView } from './CodedView';
import { plainOf } from './coded';
import type { Note } from './meet';

interface SegmentNoteProps {
  note: Note;
  segment: Segment;
  locale: string;
  sourceLocale: string;
  onKeep: () => void;
  onTake: () => void;
}

/** Why a text is not saved yet, what else there is, and the choice between them. */
export function SegmentNote({ note, segment, locale, sourceLocale, onKeep, onTake }: SegmentNoteProps) {
  const { t } = useTranslation();
  const words = useProblemText();
  if (note.kind === 'refused') return <Notice tone="danger" role="alert">{words({ pointer: '', code: note.code, params: note.params })}</Notice>;
  const choices = (
    <>
      <Button size="sm" onClick={onKeep}>{t('translate.note.keep')}</Button>
      <Button size="sm" variant="default" onClick={onTake}>{t('translate.note.take')}</Button>
    </>
  );
  if (note.kind === 'elsewhere') {
    return (
      <Notice tone="attention" role="alert" title={t('translate.note.elsewhere')} actions={choices}>
        {note.theirs ? <CodedView text={note.theirs} locale={locale} /> : t('translate.none')}
      </Notice>
    );
  }
  return (
    <Notice tone="attention" role="alert" title={t('translate.note.source')} actions={choices}>
      <CodedView text={segment.source} locale={sourceLocale} changes={diffWords(plainOf(note.was.text), plainOf(segment.source.text))} />
    </Notice>
  );
}
