import { Text, Title } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useChecks, useQuestions, type Question } from '@/api/translation-help';
import type { Segment } from '@/api/translations';
import { useFormat } from '@/i18n/format';
import { localeName } from '@/i18n/locales';
import { announce } from '@/ui/announce';
import type { Desk, DeskState } from './desk';
import { focusControl } from './looks';
import { groupsOf, type SegmentGroup } from './order';
import { SegmentHelp } from './SegmentHelp';
import { SegmentRow } from './SegmentRow';
import classes from './SegmentList.module.css';
import { useDeskKeys } from './useDeskKeys';

interface SegmentListProps {
  desk: Desk;
  state: DeskState;
  /** The segments that are shown. */
  segments: Segment[];
  active?: string;
  onActive: (id: string) => void;
  pivot: boolean;
}

/** The segments below the names of their fields. */
export function SegmentList({ desk, state, segments, active, onActive, pivot }: SegmentListProps) {
  const { t, i18n } = useTranslation();
  const { view } = state;
  const frame = useRef<HTMLDivElement>(null);
  useDeskKeys(frame, { desk, state, segments, active, onActive });
  const checks = useChecks(view);
  const questions = useQuestions(view.entryId, view.locale);
  const insert = (id: string, text: string) => {
    desk.edit(id, text);
    focusControl(id);
    announce(t('translate.help.inserted'));
  };
  const numbers = new Map(view.segments.map((segment, index) => [segment.id, index + 1]));
  return (
    <div ref={frame} className={`card ${classes.list}`}>
      <div className={classes.heads} aria-hidden="true">
        <Text fw={650}>{localeName(view.sourceLocale, i18n.language)}</Text>
        <Text fw={650}>{localeName(view.locale, i18n.language)}</Text>
      </div>
      {groupsOf(segments).map((group) => (
        <Group key={group.path} group={group}>
          {group.segments.map((segment) => (
            <SegmentRow
              key={segment.id} segment={segment} number={numbers.get(segment.id) ?? 0} total={view.segments.length}
              locale={view.locale} sourceLocale={view.sourceLocale} typed={state.texts[segment.id]} note={state.notes[segment.id]}
              before={state.outdated[segment.id]} active={active === segment.id} writable={view.writable} desk={desk}
              issues={checks.data?.get(segment.id)} questions={ofSegment(questions.data, segment.id).length}
              help={active === segment.id && view.writable && (
                <SegmentHelp
                  entry={view.entryId} segment={segment} locale={view.locale} sourceLocale={view.sourceLocale} pivot={pivot}
                  questions={ofSegment(questions.data, segment.id)} onInsert={(text) => insert(segment.id, text)}
                />
              )}
            />
          ))}
        </Group>
      ))}
      {segments.length === 0 && <Text p="lg" c="dimmed">{t('translate.nothingOpen')}</Text>}
    </div>
  );
}

const ofSegment = (questions: Question[] | undefined, id: string) => (questions ?? []).filter((one) => one.segment === id);

function Group({ group, children }: { group: SegmentGroup; children: React.ReactNode }) {
  const { label } = useFormat();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} className={classes.field}>{label(group.label, group.path)}{group.index > 0 && ` (${group.index})`}</Title>
      {children}
    </section>
  );
}
