import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ApiError } from '@/api/errors';
import type { ContentType, Entry, Named, Problem } from '@/api/types';
import { ContentView } from '@/fields/ContentView';
import { FocusWhenShown } from '@/ui/FocusWhenShown';
import { Icon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { ActionBar } from '@/workflow/ActionBar';
import { offers } from '@/workflow/actions';
import { RefusalNotice } from '@/workflow/RefusalNotice';
import { StateTags } from '@/workflow/StateTag';
import { QuestionsCard } from '../questions/QuestionsCard';
import { ConflictDialog } from './ConflictDialog';
import { EntryForm } from './EntryForm';
import classes from './EntryForm.module.css';
import { EntryHints } from './EntryHints';
import { EntryEyebrow } from './EntryEyebrow';
import { LocaleTabs } from './LocaleTabs';
import { PreviewButton } from './PreviewButton';
import { visibleProblems } from './problems';
import { SaveStatus } from './SaveStatus';
import { StatusCard } from './StatusCard';
import { TranslationsCard } from './TranslationsCard';
import { useDraft } from './useDraft';

interface EntryEditorProps {
  entry: Entry;
  type: ContentType;
  account: Named;
}

export function EntryEditor({ entry, type, account }: EntryEditorProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { draft, state } = useDraft(entry, account.id);
  const [refusal, setRefusal] = useState<{ error: unknown; problems: Problem[]; count: number }>();
  const [comparing, setComparing] = useState(true);
  const current = state.entry;
  const editable = offers(current, 'save');
  const onEdit = useCallback((field: string, value: unknown) => draft.edit(field, value), [draft]);

  const problems = visibleProblems({
    ofEntry: current.problems ?? [],
    refused: state.problems,
    complete: refusal !== undefined,
    locale: current.locale,
    fields: state.fields,
    judged: state.base,
  });
  const onRefused = (error: unknown) =>
    setRefusal((before) => ({
      error,
      problems: error instanceof ApiError ? error.problems : [],
      count: (before?.count ?? 0) + 1,
    }));
  const typed = state.fields[type.title];
  const title = (typeof typed === 'string' && typed) || current.title || t('entry.untitled');

  return (
    <Page
      title={title}
      titleLocale={current.locale}
      eyebrow={<EntryEyebrow entry={current} type={type} />}
      lead={<StateTags entry={current} />}
      actions={
        <>
          <PreviewButton entry={current} before={editable ? draft.flush : undefined} />
          <Button component={Link} to={`/entries/${current.id}/history?locale=${current.locale}`} variant="subtle" leftSection={<Icon name="history" size={18} />}>
            {t('history.title')}
          </Button>
        </>
      }
    >
      <LocaleTabs entry={current} />
      <div className={classes.layout}>
        <div className={classes.aside}><StatusCard entry={current} type={type} /><TranslationsCard entry={current} /><QuestionsCard entry={current.id} locale={current.locale} /></div>
        <div className={classes.column}>
          <EntryHints entry={current} editable={editable} />
          {refusal && (
            <FocusWhenShown key={refusal.count}><RefusalNotice error={refusal.error} entry={current} onClose={() => setRefusal(undefined)} /></FocusWhenShown>
          )}
          {editable ? (
            <EntryForm
              type={type} fields={state.fields} problems={problems} locale={current.locale}
              sourceLocale={current.sourceLocale} source={current.sourceFields} onEdit={onEdit}
            />
          ) : (
            <section aria-labelledby="text-title">
              <h2 id="text-title" className="visually-hidden">{t('entry.text')}</h2>
              <ContentView type={type} content={{ ...current.sourceFields, ...state.fields }} locale={current.locale} />
            </section>
          )}
        </div>
      </div>
      <div className={classes.dock}>
        {editable ? <SaveStatus state={state} savedBefore={current.savedAt} onRetry={draft.retry} onCompare={() => setComparing(true)} /> : <span />}
        <ActionBar
          entry={current}
          before={editable ? draft.flush : undefined}
          onRefused={onRefused}
          onDone={(action) => {
            setRefusal(undefined);
            if (action === 'delete') void navigate('/');
          }}
        />
      </div>
      {state.conflict && comparing && (
        <ConflictDialog
          state={{ ...state, conflict: state.conflict }} type={type}
          onClose={() => setComparing(false)}
          onSettle={(fields) => draft.settle(fields)}
        />
      )}
    </Page>
  );
}
