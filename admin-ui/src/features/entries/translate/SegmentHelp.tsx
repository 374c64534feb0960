import { Button, Text } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSuggestions, type Question, type Suggestion, type Suggestions } from '@/api/translation-help';
import type { Segment } from '@/api/translations';
import { Tag } from '@/ui/Tag';
import { AskForm } from '../questions/AskForm';
import { QuestionThread } from '../questions/QuestionThread';
import { CodedView } from './CodedView';
import { suggestionOf } from './keys';
import { looks } from './looks';
import classes from './SegmentHelp.module.css';

interface SegmentHelpProps {
  entry: string;
  segment: Segment;
  locale: string;
  sourceLocale: string;
  /** The English text is wanted, too. */
  pivot: boolean;
  questions: Question[];
  onInsert: (text: string) => void;
}

/** What helps with the segment that is being written: the memory, the glossary, English, and whom to ask. */
export function SegmentHelp({ entry, segment, locale, sourceLocale, pivot, questions, onInsert }: SegmentHelpProps) {
  const { t } = useTranslation();
  const { data } = useSuggestions(entry, locale, segment.id);
  const memory = useMemo(() => (data?.memory ?? []).filter((one) => one.text !== segment.target?.text), [data, segment.target]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const chosen = memory[(suggestionOf(event) ?? 0) - 1];
      if (!chosen) return;
      event.preventDefault();
      onInsert(chosen.text);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [memory, onInsert]);
  return (
    <div className={classes.help} role="group" aria-label={t('translate.help.title')}>
      {memory.length > 0 && (
        <section className={classes.part}>
          <Text fw={650} size="sm">{t('translate.help.memory')}</Text>
          <ol className={classes.list}>
            {memory.map((one, index) => (
              <Remembered key={index} one={one} number={index + 1} segment={segment} locale={locale} sourceLocale={sourceLocale} onInsert={onInsert} />
            ))}
          </ol>
        </section>
      )}
      {data && data.terms.length > 0 && <Terms terms={data.terms} locale={locale} sourceLocale={sourceLocale} />}
      {pivot && data && (
        <section className={classes.part}>
          <Text fw={650} size="sm">{t('translate.help.pivot')}</Text>
          {data.pivot ? <CodedView text={{ text: data.pivot, codes: segment.source.codes }} locale="en" /> : <Text size="sm" c="dimmed">{t('translate.help.noPivot')}</Text>}
        </section>
      )}
      <section className={classes.part}>
        <QuestionThread entry={entry} questions={questions} />
        <AskForm entry={entry} locale={locale} segment={segment.id} />
      </section>
    </div>
  );
}

interface RememberedProps {
  one: Suggestion;
  number: number;
  segment: Segment;
  locale: string;
  sourceLocale: string;
  onInsert: (text: string) => void;
}

function Remembered({ one, number, segment, locale, sourceLocale, onInsert }: RememberedProps) {
  const { t } = useTranslation();
  const state = one.reviewed ? 'reviewed' : one.origin === 'machine' ? 'machine' : 'human';
  return (
    <li className={classes.remembered}>
      <CodedView text={{ text: one.text, codes: segment.source.codes }} locale={locale} flat />
      {one.score < 100 && <Text size="xs" c="dimmed" component="div"><CodedView text={{ text: one.source }} locale={sourceLocale} /></Text>}
      <div className={classes.facts}>
        <Tag tone={one.score === 100 ? 'good' : 'quiet'}>{t('translate.help.score', { score: one.score })}</Tag>
        <Tag {...looks[state]}>{t(`translate.state.${state}`)}</Tag>
        {one.origin === 'import' && <Text size="xs" c="dimmed">{t('translate.help.imported')}</Text>}
        {one.provider && <Text size="xs" c="dimmed">{t('translate.by', { provider: one.provider })}</Text>}
        <Button size="compact-sm" variant="default" onClick={() => onInsert(one.text)}>
          {t('translate.help.insert')}{number <= 3 && <kbd className={classes.key}>Alt+{number}</kbd>}
        </Button>
      </div>
    </li>
  );
}

/** What the glossary says about words of the segment: how they are translated, and what stays German. */
function Terms({ terms, locale, sourceLocale }: { terms: Suggestions['terms']; locale: string; sourceLocale: string }) {
  const { t } = useTranslation();
  return (
    <section className={classes.part}>
      <Text fw={650} size="sm">{t('translate.help.terms')}</Text>
      <dl className={classes.terms}>
        {terms.map((term) => (
          <div key={term.source}>
            <dt><CodedView text={{ text: term.source }} locale={sourceLocale} flat /></dt>
            <dd>
              {term.target ? <CodedView text={{ text: term.target }} locale={locale} flat /> : <em>{t('translate.help.stays')}</em>}
              {term.note && <Text size="xs" c="dimmed" dir="auto">{term.note}</Text>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
