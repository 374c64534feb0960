import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NavLink, useNavigate } from 'react-router';
import { createVariant } from '@/api/entries';
import { codeOf } from '@/api/errors';
import { useKeepEntry, useSession } from '@/api/queries';
import type { Entry } from '@/api/types';
import { contentLocales, localeName } from '@/i18n/locales';
import { flash } from '@/ui/flash';
import { Icon } from '@/ui/icons';
import { looks, stateOf } from '@/workflow/state';
import classes from './LocaleTabs.module.css';

/** The source first, then in the order that the desk offers them. */
const inOrder = ({ locales, sourceLocale }: Entry) => {
  const place = (locale: string) => (locale === sourceLocale ? -1 : contentLocales.indexOf(locale));
  return [...locales].sort((a, b) => place(a.locale) - place(b.locale));
};

/** The languages of an entry, each with its state, and the way to one more. */
export function LocaleTabs({ entry }: { entry: Entry }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const keepEntry = useKeepEntry();
  // The server has the last word: this only says that the account adds translations somewhere.
  const mayAdd = useSession().data?.actions.any.includes('create_variant') ?? false;
  const present = entry.locales.map((variant) => variant.locale);
  const addable = contentLocales.filter((locale) => !present.includes(locale));

  const add = async (locale: string) => {
    try {
      const created = await createVariant(entry.id, locale);
      keepEntry(created, locale);
      await navigate(`/entries/${entry.id}?locale=${locale}`);
    } catch (error) {
      flash(t(`problem.${codeOf(error)}`, { defaultValue: t('problem.internal') }));
    }
  };

  return (
    <nav className={classes.tabs} aria-label={t('entry.languages')}>
      {inOrder(entry).map((variant) => {
        const here = variant.locale === entry.locale;
        const state = stateOf({ ...variant, archived: entry.archived, expired: entry.expired });
        return (
          <NavLink
            key={variant.locale} to={`/entries/${entry.id}?locale=${variant.locale}`}
            className={classes.tab} data-here={here || undefined} aria-current={here ? 'page' : undefined}
          >
            <Icon name={looks[state].icon} size={16} />
            {localeName(variant.locale, i18n.language)}
            <span className="visually-hidden">({t(`state.${state}`)})</span>
          </NavLink>
        );
      })}
      {mayAdd && addable.length > 0 && (
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <Button variant="subtle" size="compact-md" leftSection={<Icon name="plus" size={16} />}>{t('entry.addLanguage')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {addable.map((locale) => <Menu.Item key={locale} onClick={() => void add(locale)}>{localeName(locale, i18n.language)}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  );
}
