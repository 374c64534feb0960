import { Button, Group, Text } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue } from '@/api/translation-help';
import type { Segment } from '@/api/translations';
import { localeName } from '@/i18n/locales';
import { announce } from '@/ui/announce';
import { Icon } from '@/ui/icons';
import { Tag } from '@/ui/Tag';
import { CodedTarget } from './CodedTarget';
import { CodedView } from './CodedView';
import type { Desk, DeskState } from './desk';
import { controlId, focusControl, looks } from './looks';
import { isDirty, targetOf, type Note, type TypedText } from './meet';
import { Issues } from './Issues';
import { MissingCodes } from './MissingCodes';
import { PlainTarget } from './PlainTarget';
import { SegmentNote } from './SegmentNote';
import classes from './SegmentRow.module.css';

interface SegmentRowProps {
  segment: Segment;
  number: number;
  total: number;
  locale: string;
  sourceLocale: string;
  typed?: TypedText;
  note?: Note;
  /** What had changed in the source before it was written in this visit. */
  before?: DeskState['outdated'][string];
  active: boolean;
  writable: boolean;
  desk: Desk;
  issues?: Issue[];
  /** How many questions there are about it. */
  questions?: number;
  /** What helps while it is written. */
  help?: ReactNode;
}

/** One segment: the source beside its translation, and what there is to say about the two. */
export const SegmentRow = memo(function SegmentRow(props: SegmentRowProps) {
  const { segment, number, total, locale, sourceLocale, typed, note, before, active, writable, desk, issues, questions = 0, help } = props;
  const { t, i18n } = useTranslation();
  const text = typed?.text ?? targetOf(segment);
  const changed = segment.state === 'outdated' ? segment : active ? before : undefined;
  const sourceId = `source-${segment.id}`;
  const stateId = `state-${segment.id}`;
  const plain = (segment.source.codes ?? []).length === 0 && (segment.target?.codes ?? []).length === 0;
  const target = {
    segment, locale, text, id: controlId(segment.id), readOnly: !writable, invalid: note?.kind === 'refused',
    label: t('translate.target', { number, total, locale: localeName(locale, i18n.language) }),
    describedBy: `${sourceId} ${stateId}`,
    onEdit: (next: string) => desk.edit(segment.id, next),
  };
  const after = (step: (id: string) => void) => {
    focusControl(segment.id);
    step(segment.id);
  };
  return (
    <div className={classes.row} data-segment={segment.id} data-state={segment.state} data-active={active || undefined} role="group" aria-label={t('translate.segment', { number, total })}>
      <div className={classes.side}>
        <CodedView id={sourceId} text={segment.source} locale={sourceLocale} changes={changed?.changes} />
        {changed && (
          <Text size="xs" c="dimmed" mt={4}>{t((changed.changes ?? []).length > 0 ? 'translate.changed' : 'translate.changedUnknown')}</Text>
        )}
      </div>
      <div className={classes.side}>
        <div id={stateId} className={classes.state}>
          <Tag {...looks[segment.state]}>{t(`translate.state.${segment.state}`)}</Tag>
          {questions > 0 && <Tag icon="question">{t('questions.count', { count: questions })}</Tag>}
          {segment.state === 'machine' && segment.provider && <Text span size="xs" c="dimmed">{t('translate.by', { provider: segment.provider })}</Text>}
        </div>
        {plain ? <PlainTarget {...target} /> : <CodedTarget {...target} active={active} />}
        {note && (
          <SegmentNote
            note={note} segment={segment} locale={locale} sourceLocale={sourceLocale}
            onKeep={() => after(desk.keepMine)} onTake={() => after(desk.takeTheirs)}
          />
        )}
        <MissingCodes segment={segment} text={text} readOnly={!writable} onEdit={(next) => { target.onEdit(next); focusControl(segment.id); }} />
        {text !== '' && !isDirty(typed) && issues && <Issues issues={issues} />}
        {writable && (active || segment.state === 'outdated') && (
          <Group gap={8}>
            {segment.state === 'outdated' && !isDirty(typed) && (
              <Button size="compact-sm" leftSection={<Icon name="check" size={15} />} onClick={() => { after(desk.confirm); announce(t('translate.confirmed')); }}>{t('translate.confirm')}</Button>
            )}
            {active && (
              <Button size="compact-sm" variant="default" onClick={() => { target.onEdit(segment.source.text); focusControl(segment.id); }}>{t('translate.copySource')}</Button>
            )}
          </Group>
        )}
      </div>
      {help}
    </div>
  );
});
