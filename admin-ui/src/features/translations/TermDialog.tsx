import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addTerm, changeTerm, type Term } from '@/api/glossary';
import { RefusalSummary } from '@/fields/RefusalSummary';
import { useRefusal } from '@/fields/useRefusal';
import { directionOf, langTag } from '@/i18n/locales';
import { Dialog } from '@/ui/Dialog';
import { autoDirection, rightToLeft } from '@/ui/direction';
import { flash } from '@/ui/flash';
import { useNames } from './useNames';

interface TermDialogProps {
  locale: string;
  /** The term to change; missing for a new one. */
  term?: Term;
  onClose: () => void;
}

/** A word and how it is translated; a word that stays German has no translation. */
export function TermDialog({ locale, term, onClose }: TermDialogProps) {
  const { t } = useTranslation();
  const names = useNames();
  const queries = useQueryClient();
  const [form, setForm] = useState({ source: term?.source ?? '', target: term?.target ?? '', note: term?.note ?? '', stays: term?.target === '' });
  const { refusal, busy, send, errorOf } = useRefusal();
  const [missing, setMissing] = useState(false);
  const change = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const submit = async () => {
    const fields = { source: form.source, target: form.stays ? '' : form.target, note: form.note };
    await (term ? changeTerm(term, fields) : addTerm(locale, fields));
    flash(t(term ? 'translations.glossary.changed' : 'translations.glossary.added'));
    onClose();
    await queries.invalidateQueries({ queryKey: ['glossary'] });
  };
  const trySubmit = () => {
    const empty = !form.stays && form.target.trim() === ''; // to the server this would mean that it stays German
    setMissing(empty);
    if (!empty) void send(submit);
  };
  return (
    <Dialog title={t(term ? 'translations.glossary.changeTitle' : 'translations.glossary.add')} onClose={onClose}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); trySubmit(); }}>
        <Stack gap="md">
          <RefusalSummary refusal={refusal} />
          <TextInput
            label={t('translations.glossary.source')} withAsterisk aria-required lang="de" ref={autoDirection} error={errorOf('/source')}
            value={form.source} onChange={(event) => change({ source: event.currentTarget.value })}
          />
          <Checkbox label={t('translations.glossary.stays')} description={t('translations.glossary.staysHelp')} checked={form.stays} onChange={(event) => change({ stays: event.currentTarget.checked })} />
          {!form.stays && (
            <TextInput
              label={t('translations.glossary.target', { language: names.locale(locale) })} withAsterisk aria-required lang={langTag(locale)} ref={directionOf(locale) === 'rtl' ? rightToLeft : autoDirection}
              error={errorOf('/target') ?? (missing && form.target.trim() === '' ? t('problem.required') : undefined)} value={form.target} onChange={(event) => change({ target: event.currentTarget.value })}
            />
          )}
          <TextInput label={t('translations.glossary.note')} description={t('translations.glossary.noteHelp')} ref={autoDirection} error={errorOf('/note')} value={form.note} onChange={(event) => change({ note: event.currentTarget.value })} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" loading={busy}>{t('translations.save')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
