import { Checkbox, Group, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Translation } from '@/api/translations';
import type { Acted } from '@/api/types';
import { FocusWhenShown } from '@/ui/FocusWhenShown';
import { Notice } from '@/ui/Notice';
import { ActionBar } from '@/workflow/ActionBar';
import { RefusalNotice } from '@/workflow/RefusalNotice';
import dock from '../editor/EntryForm.module.css';
import { SaveStatus } from '../editor/SaveStatus';
import { QuestionsCard } from '../questions/QuestionsCard';
import { preloadEditor } from './CodedTarget';
import { KeysButton } from './KeysButton';
import { LeftTexts } from './LeftTexts';
import { focusControl } from './looks';
import { LostTexts } from './LostTexts';
import { isOpen } from './order';
import { SegmentList } from './SegmentList';
import classes from './TranslateDesk.module.css';
import { TranslateHead } from './TranslateHead';
import { useDesk } from './useDesk';

/** What a step of the workflow is taken on. */
export const actedOf = (view: Translation): Acted => ({ ...view, id: view.entryId });

/** A translation that is written segment by segment. */
export function TranslateDesk({ view: loaded, account }: { view: Translation; account: string }) {
  const { t } = useTranslation();
  const { desk, state } = useDesk(loaded, account);
  const { view } = state;
  const [active, setActive] = useState<string>();
  const [openOnly, setOpenOnly] = useState(false);
  const [refusal, setRefusal] = useState<{ error: unknown; count: number }>();
  const [pivot, setPivot] = useLocalStorage({ key: 'lotse:pivot', defaultValue: false, getInitialValueInEffect: false });
  const pivots = view.writable && ![view.locale, view.sourceLocale].includes('en');
  const coded = view.segments.some((segment) => (segment.source.codes ?? []).length > 0);
  useEffect(() => {
    if (coded) preloadEditor();
  }, [coded]);
  const open = view.segments.filter((segment) => isOpen(segment, state.texts[segment.id]));
  const shown = openOnly ? view.segments.filter((one) => one.id === active || state.notes[one.id] || open.includes(one)) : view.segments;
  const before = view.writable ? async () => desk.flush().then((saved) => saved && actedOf(saved)) : undefined;
  return (
    <TranslateHead view={view} before={view.writable ? desk.flush : undefined} actions={<KeysButton />}>
      {!view.sourceLive && <Notice>{t('translate.sourceNotLive')}</Notice>}
      {!view.writable && <Notice icon="lock">{t(view.exists ? 'translate.readOnly' : 'translate.readOnlyNone')}</Notice>}
      {state.met && <Notice tone="attention" role="status">{t('translate.met')}</Notice>}
      <LostTexts lost={state.lost} sourceLocale={view.sourceLocale} onForget={desk.forget} />
      {refusal && (
        <FocusWhenShown key={refusal.count}><RefusalNotice error={refusal.error} entry={actedOf(view)} onClose={() => setRefusal(undefined)} /></FocusWhenShown>
      )}
      <Group gap="xl">
        <Checkbox
          checked={openOnly} onChange={(event) => setOpenOnly(event.currentTarget.checked)}
          label={t('translate.openOnly', { open: open.length, total: view.segments.length })}
        />
        {pivots && <Checkbox checked={pivot} onChange={(event) => setPivot(event.currentTarget.checked)} label={t('translate.help.usePivot')} />}
      </Group>
      <SegmentList desk={desk} state={state} segments={shown} active={active} onActive={setActive} pivot={pivot && pivots} />
      <LeftTexts view={view} onRemove={desk.remove} />
      <QuestionsCard entry={view.entryId} locale={view.locale} except={view.segments.map((one) => one.id)} />
      <div className={`${dock.dock} ${classes.dock}`}>
        {view.writable
          ? <SaveStatus state={state} onRetry={desk.retry} onCompare={() => focusControl(Object.keys(state.notes)[0] ?? '')} />
          : <Text size="sm" c="dimmed">{t('translate.reading')}</Text>}
        {view.exists && (
          <ActionBar
            entry={actedOf(view)} textOnly before={before} onDone={() => setRefusal(undefined)}
            onRefused={(error) => setRefusal((last) => ({ error, count: (last?.count ?? 0) + 1 }))}
          />
        )}
      </div>
    </TranslateHead>
  );
}
