import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { contentLocales } from '@/i18n/locales';
import { autoDirection } from '@/ui/direction';
import { Icon } from '@/ui/icons';
import { TermDialog } from './TermDialog';
import { Terms } from './Terms';
import { TranslationsPage } from './TranslationsPage';
import classes from './Translations.module.css';
import { useMay } from './useMay';
import { useNames } from './useNames';

const locales = contentLocales.filter((one) => one !== 'de' && one !== 'de-simple');

/** How words are to be translated into a language. */
export default function GlossaryPage() {
  const { t } = useTranslation();
  const names = useNames();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('locale') ?? may.locales?.[0];
  const locale = locales.find((one) => one === asked) ?? 'ar';
  const q = search.get('q') ?? '';
  const [text, setText] = useState(q);
  const [adding, setAdding] = useState(false);
  const show = (next: { locale?: string; q?: string }) => {
    const words = next.q ?? q;
    setSearch({ locale: next.locale ?? locale, ...(words && { q: words }) }, { replace: true, flushSync: true });
  };
  const find = useDebouncedCallback((words: string) => show({ q: words }), 300);
  return (
    <TranslationsPage
      title={t('translations.glossary.title')} lead={t('translations.glossary.lead')}
      actions={may.glossaryOf(locale) && <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>{t('translations.glossary.add')}</Button>}
    >
      <search className={classes.filters}>
        <NativeSelect
          size="sm" label={t('translations.language')} value={locale} onChange={(event) => show({ locale: event.currentTarget.value })}
          data={locales.map((value) => ({ value, label: names.locale(value) }))}
        />
        <TextInput
          size="sm" type="search" label={t('translations.glossary.search')} leftSection={<Icon name="search" size={18} />} ref={autoDirection} value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            find(event.currentTarget.value.trim());
          }}
        />
      </search>
      <Terms locale={locale} q={q} />
      {adding && <TermDialog locale={locale} onClose={() => setAdding(false)} />}
    </TranslationsPage>
  );
}
