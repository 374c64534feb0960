import { Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { createVariant } from '@/api/entries';
import { codeOf } from '@/api/errors';
import { useEntry, useKeepEntry, useType } from '@/api/queries';
import { useKeepTranslation } from '@/api/translation-queries';
import { markChecked, matchSource, type Translation } from '@/api/translations';
import { ContentView } from '@/fields/ContentView';
import { useFormat } from '@/i18n/format';
import { flash } from '@/ui/flash';
import { Icon } from '@/ui/icons';
import { Notice } from '@/ui/Notice';
import { ActionBar } from '@/workflow/ActionBar';
import dock from '../editor/EntryForm.module.css';
import { FreeSource } from './FreeSource';
import classes from './FreeDesk.module.css';
import { actedOf } from './TranslateDesk';
import { TranslateHead } from './TranslateHead';

/** A text of its own (Leichte Sprache) beside its source: what changed there, and that it fits again. */
export function FreeDesk({ view }: { view: Translation }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const keep = useKeepTranslation();
  const [busy, setBusy] = useState<string>();
  const [code, setCode] = useState<string>();
  const outdated = view.exists && (view.removed.length > 0 || view.segments.some((one) => one.state === 'outdated' || one.state === 'missing'));
  const run = async (name: string, step: () => Promise<Translation>) => {
    setBusy(name);
    setCode(undefined);
    try {
      keep(await step());
      flash(t(`translate.free.done.${name}`));
    } catch (error) {
      setCode(codeOf(error));
    }
    setBusy(undefined);
  };
  return (
    <TranslateHead view={view}>
      {code && <Notice tone="danger" role="alert">{t(`problem.${code}`, { defaultValue: t('problem.internal') })}</Notice>}
      {outdated && (
        <Notice
          tone="attention" title={t('translate.free.outdated')}
          actions={view.writable && <Button size="sm" loading={busy === 'matched'} onClick={() => void run('matched', () => matchSource(view))}>{t('translate.free.match')}</Button>}
        >
          {t('translate.free.outdatedLead')}
        </Notice>
      )}
      {view.exists && !outdated && <Notice tone="good">{t('translate.free.fits')}</Notice>}
      <div className={classes.sides}>
        <FreeSource view={view} />
        <section className={`card ${classes.side}`} aria-labelledby="free-text">
          <Title order={2} id="free-text">{t('translate.free.text')}</Title>
          {view.exists ? <Present view={view} /> : <Begin view={view} />}
        </section>
      </div>
      {view.exists && (
        <section className={`card ${classes.side}`} aria-labelledby="free-checked">
          <Title order={2} id="free-checked">{t('translate.free.checkedTitle')}</Title>
          <Text>{view.checkedAt ? t('translate.free.checkedAt', { date: date(view.checkedAt) }) : t('translate.free.notChecked')}</Text>
          {view.reviewedAt && <Text size="sm" c="dimmed">{t('translate.free.reviewedAt', { date: date(view.reviewedAt) })}</Text>}
          {view.writable && (
            <Group>
              <Button
                variant={view.checkedAt ? 'default' : 'filled'} loading={busy === 'checked' || busy === 'unchecked'}
                leftSection={<Icon name={view.checkedAt ? 'close' : 'check'} size={18} />}
                onClick={() => void run(view.checkedAt ? 'unchecked' : 'checked', () => markChecked(view, !view.checkedAt))}
              >
                {t(view.checkedAt ? 'translate.free.uncheck' : 'translate.free.check')}
              </Button>
            </Group>
          )}
        </section>
      )}
      {view.exists && (
        <div className={dock.dock}><span /><ActionBar entry={actedOf(view)} textOnly /></div>
      )}
    </TranslateHead>
  );
}

/** The text as it is, and the way to where it is written. */
function Present({ view }: { view: Translation }) {
  const { t } = useTranslation();
  const entry = useEntry(view.entryId, view.locale);
  const type = useType(view.type);
  return (
    <>
      {view.writable && (
        <Group>
          <Button component={Link} to={`/entries/${view.entryId}?locale=${view.locale}`} leftSection={<Icon name="edit" size={18} />}>{t('translate.free.write')}</Button>
        </Group>
      )}
      {entry.data && type.data && (
        <ContentView type={{ ...type.data, fields: type.data.fields.filter((field) => field.localised) }} content={entry.data.fields} locale={view.locale} />
      )}
    </>
  );
}

/** There is no text yet: it is made, and written in the editor. */
function Begin({ view }: { view: Translation }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const keepEntry = useKeepEntry();
  const begin = async () => {
    try {
      keepEntry(await createVariant(view.entryId, view.locale), view.locale);
      await navigate(`/entries/${view.entryId}?locale=${view.locale}`);
    } catch (error) {
      flash(t(`problem.${codeOf(error)}`, { defaultValue: t('problem.internal') }));
    }
  };
  return (
    <>
      <Text c="dimmed">{t('translate.free.none')}</Text>
      {view.writable && <Group><Button leftSection={<Icon name="plus" size={18} />} onClick={() => void begin()}>{t('translate.free.begin')}</Button></Group>}
    </>
  );
}
