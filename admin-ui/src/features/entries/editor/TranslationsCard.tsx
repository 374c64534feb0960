import { Anchor, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '@/api/queries';
import { useTranslationViews } from '@/api/translation-queries';
import type { Translation } from '@/api/translations';
import type { Entry } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { localeName } from '@/i18n/locales';
import { Tag } from '@/ui/Tag';
import { looks } from '../translate/looks';
import { translatable } from '../translate/translatable';
import classes from './TranslationsCard.module.css';

/** How far the entry is in every language that one translates into, and the way to the desk for it. On a phone it opens when it is asked. */
export function TranslationsCard({ entry }: { entry: Entry }) {
  const { t, i18n } = useTranslation();
  const wide = useMediaQuery('(min-width: 1080px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const [chosen, setChosen] = useState<boolean>();
  const open = chosen ?? wide;
  const session = useSession();
  const locales = session.data && !entry.archived ? translatable(session.data, entry.sourceLocale) : [];
  const { views, pending } = useTranslationViews(entry.id, open ? locales : []);
  if (locales.length === 0) return null;
  return (
    <section className={`card ${classes.card}`} aria-labelledby="translations-title">
      <details open={open} onToggle={(event) => setChosen(event.currentTarget.open)}>
        <summary className={classes.title}><h2 id="translations-title">{t('translate.card.title')}</h2></summary>
        <ul className={classes.list}>
          {views.map((view) => (
            <li key={view.locale}>
              <Anchor component={Link} to={`/entries/${entry.id}/translate/${view.locale}`} underline="always">{localeName(view.locale, i18n.language)}</Anchor>
              <Standing view={view} />
            </li>
          ))}
        </ul>
        {!pending && views.length === 0 && <Text size="sm" c="dimmed">{t('translate.card.nothing')}</Text>}
      </details>
    </section>
  );
}

/** What there is to do in a language, in words; or that there is nothing. */
function Standing({ view }: { view: Translation }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { words } = view;
  const todo = (['missing', 'outdated', 'machine'] as const).filter((state) => words[state] > 0);
  return (
    <div className={classes.states}>
      {!view.exists && <Tag {...looks.missing}>{t('translate.card.none')}</Tag>}
      {view.exists && todo.map((state) => (
        <Tag key={state} {...looks[state]}>{t('translate.words.in', { state: t(`translate.state.${state}`), words: number(words[state]), count: words[state] })}</Tag>
      ))}
      {view.exists && todo.length === 0 && <Tag {...looks.reviewed}>{t('translate.card.whole')}</Tag>}
    </div>
  );
}
