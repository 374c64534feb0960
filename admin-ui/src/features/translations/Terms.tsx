import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { removeTerm, type Term } from '@/api/glossary';
import { useTerms } from '@/api/translation-request-queries';
import { written } from '@/i18n/locales';
import { AskFirst } from '@/ui/AskFirst';
import { LoadMore } from '@/ui/LoadMore';
import { Empty, Failed, Loading } from '@/ui/States';
import { Tag } from '@/ui/Tag';
import { TermDialog } from './TermDialog';
import classes from './Translations.module.css';
import { useDo } from './useDo';
import { useMay } from './useMay';
import { useNames } from './useNames';

/** The terms of a language. */
export function Terms({ locale, q }: { locale: string; q: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const terms = useTerms(locale, q);
  const list = terms.data?.pages.flatMap((page) => page.items) ?? [];
  if (terms.error && !terms.data) return <Failed code={codeOf(terms.error)} onRetry={() => void terms.refetch()} />;
  if (!terms.data) return <Loading />;
  return (
    <>
      {list.length === 0 && <div className="card"><Empty title={t(q ? 'translations.glossary.nothing' : 'translations.glossary.empty')}>{!q && t('translations.glossary.emptyLead')}</Empty></div>}
      {list.length > 0 && (
        <ul className={classes.list} aria-label={t('translations.glossary.of', { language: names.locale(locale) })}>{list.map((term) => <TermCard key={term.id} term={term} />)}</ul>
      )}
      <LoadMore query={terms} />
    </>
  );
}

function TermCard({ term }: { term: Term }) {
  const { t } = useTranslation();
  const may = useMay();
  const run = useDo('glossary');
  const [step, setStep] = useState<'change' | 'remove'>();
  const close = () => setStep(undefined);
  const hint = <span className="visually-hidden">: {term.source}</span>;
  return (
    <li className={`card ${classes.item}`}>
      <div className={classes.main}>
        <Group gap="sm">
          <Text fw={650} lang="de" dir="auto">{term.source}</Text>
          {term.target ? <Text {...written(term.locale)}>{term.target}</Text> : <Tag>{t('translations.glossary.stays')}</Tag>}
        </Group>
        {term.note && <Text size="sm" c="dimmed" dir="auto">{term.note}</Text>}
      </div>
      {may.glossaryOf(term.locale) && (
        <Group gap="xs" align="flex-start">
          <Button size="xs" variant="default" onClick={() => setStep('change')}>{t('translations.glossary.change')}{hint}</Button>
          <Button size="xs" variant="outline" color="flag" onClick={() => setStep('remove')}>{t('translations.glossary.remove')}{hint}</Button>
        </Group>
      )}
      {step === 'change' && <TermDialog locale={term.locale} term={term} onClose={close} />}
      {step === 'remove' && (
        <AskFirst
          title={t('translations.glossary.removeTitle', { term: term.source })} doIt={t('translations.glossary.remove')} onClose={close}
          onYes={async () => {
            await run(() => removeTerm(term.id), t('translations.glossary.removed'));
            close();
          }}
        >
          {t('translations.glossary.removeLead')}
        </AskFirst>
      )}
    </li>
  );
}
