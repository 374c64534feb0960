import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useSession } from '@/api/queries';
import { localeName } from '@/i18n/locales';
import classes from '../editor/LocaleTabs.module.css';
import { translatable } from './translatable';

/** The other languages that the account translates into. */
export function LanguageTabs({ id, sourceLocale, locale }: { id: string; sourceLocale: string; locale: string }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  if (!session.data) return null;
  const locales = translatable(session.data, sourceLocale);
  const shown = locales.includes(locale) ? locales : [locale, ...locales];
  return (
    <nav className={classes.tabs} aria-label={t('translate.languages')}>
      {shown.map((one) => (
        <NavLink
          key={one} to={`/entries/${id}/translate/${one}`} className={classes.tab}
          data-here={one === locale || undefined} aria-current={one === locale ? 'page' : undefined}
        >
          {localeName(one, i18n.language)}
        </NavLink>
      ))}
    </nav>
  );
}
