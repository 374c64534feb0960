import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { signOut } from '@/api/session';
import type { Session } from '@/api/types';
import { languages, setLanguage } from '@/i18n';
import { Icon, type IconName } from '@/ui/icons';
import { SchemeSwitch } from './SchemeSwitch';
import classes from './Shell.module.css';

export function Navigation({ session }: { session: Session }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const decides = ['approve', 'sign_off', 'request_changes'].some((action) => session.actions.any.includes(action));
  const links: [string, IconName, string, boolean][] = [
    ['/', 'home', 'nav.home', true],
    ['/entries/new', 'plus', 'nav.new', session.actions.create.length > 0],
    ['/review', 'inbox', 'nav.review', decides],
    ['/translations', 'languages', 'nav.translations', session.actions.any.includes('translation.read')],
    ['/sites', 'globe', 'nav.sites', session.actions.any.includes('site.manage')],
    ['/webhooks', 'send', 'nav.webhooks', session.actions.any.includes('webhook.manage')],
    ['/account', 'user', 'nav.account', true],
  ];
  const leave = async () => {
    await signOut().catch(() => undefined);
    queries.clear();
    queries.setQueryData(['session'], null);
  };
  return (
    <div className={classes.navigation}>
      <nav aria-label={t('nav.title')}>
        <ul className={classes.links}>
          {links.filter(([, , , shown]) => shown).map(([to, icon, key]) => (
            <li key={to}>
              <NavLink to={to} end={to === '/' || to === '/entries/new'} className={classes.link}>
                <Icon name={icon} />{t(key)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.foot}>
        <div className={classes.person}>{session.account.name}</div>
        <div className={classes.switches}>
          {languages.map((language) => (
            <button
              key={language} type="button" lang={language} className={classes.small} aria-pressed={i18n.language === language}
              onClick={() => void setLanguage(language)}
            >
              {t(`language.${language}`, { lng: language })}
            </button>
          ))}
          <SchemeSwitch className={classes.small} />
        </div>
        <button type="button" className={classes.small} onClick={() => void leave()}>{t('session.signOut')}</button>
      </div>
    </div>
  );
}
