import { Anchor, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useType } from '@/api/queries';
import type { Translation } from '@/api/translations';
import { useFormat } from '@/i18n/format';
import { localeName } from '@/i18n/locales';
import { Icon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { StateTags } from '@/workflow/StateTag';
import { PreviewButton } from '../editor/PreviewButton';
import { RemarkNotice } from '../editor/EntryHints';
import { LanguageTabs } from './LanguageTabs';
import { WordsBar } from './WordsBar';

interface TranslateHeadProps {
  view: Translation;
  /** Saves what is not saved yet. */
  before?: () => Promise<unknown>;
  actions?: ReactNode;
  children: ReactNode;
}

/** The page around a translation: which text, into which language, how far. */
export function TranslateHead({ view, before, actions, children }: TranslateHeadProps) {
  const { t, i18n } = useTranslation();
  const { label } = useFormat();
  const type = useType(view.type);
  const names = { source: localeName(view.sourceLocale, i18n.language), target: localeName(view.locale, i18n.language) };
  const entry = `/entries/${view.entryId}?locale=${view.exists ? view.locale : view.sourceLocale}`;
  return (
    <Page
      title={view.sourceTitle || t('entry.untitled')}
      titleLocale={view.sourceLocale}
      eyebrow={
        <>
          <Anchor component={Link} to="/" inherit underline="always">{t('nav.home')}</Anchor>
          {type.data && <>{' · '}{label(type.data.label, view.type)}</>}{' · '}<span dir="auto">{view.organisation.name}</span>
        </>
      }
      lead={<><strong>{t('translate.from', names)}</strong>{' '}{view.exists && <StateTags entry={{ ...view, archived: false, expired: false }} />}</>}
      actions={
        <>
          {actions}
          {view.exists && <PreviewButton entry={{ id: view.entryId, locale: view.locale }} before={before} />}
          <Button component={Link} to={entry} variant="subtle" leftSection={<Icon name="edit" size={18} />}>{t('translate.toEntry')}</Button>
        </>
      }
    >
      <LanguageTabs id={view.entryId} sourceLocale={view.sourceLocale} locale={view.locale} />
      <WordsBar words={view.words} />
      <RemarkNotice of={view} />
      {children}
    </Page>
  );
}
