import { Anchor, Text } from '@mantine/core';
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

/** How far the entry is in every language that one translates into, and the way to the desk for it. */
export function TranslationsCard({ entry }: { entry: Entry }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const { views } = useTranslationViews(entry.id, session.data && !entry.archived ? translatable(session.data, entry.sourceLocale) : []);
  if (views.length === 0) return null;
  return (
    <section className="card" style={{ padding: 18 }} aria-labelledby="translations-title">
      <Text component="h2" id="translations-title" fw={680} mb="sm">{t('translate.card.title')}</Text>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 10 }}>
        {views.map((view) => (
          <li key={view.locale}>
            <Anchor component={Link} to={`/entries/${entry.id}/translate/${view.locale}`} underline="always">{localeName(view.locale, i18n.language)}</Anchor>
            <Standing view={view} />
          </li>
        ))}
      </ul>
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
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6, marginBlockStart: 2 }}>
      {!view.exists && <Tag {...looks.missing}>{t('translate.card.none')}</Tag>}
      {view.exists && todo.map((state) => (
        <Tag key={state} {...looks[state]}>{t('translate.words.in', { state: t(`translate.state.${state}`), words: number(words[state]), count: words[state] })}</Tag>
      ))}
      {view.exists && todo.length === 0 && <Tag {...looks.reviewed}>{t('translate.card.whole')}</Tag>}
    </div>
  );
}
