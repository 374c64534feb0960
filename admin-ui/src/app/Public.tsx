import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { languages, setLanguage } from '@/i18n';
import { LiveRegion } from '@/ui/announce';
import { Brand } from './Brand';
import { SchemeSwitch } from './SchemeSwitch';
import classes from './Shell.module.css';

/** The frame of the pages before signing in. */
export function Public() {
  const { t, i18n } = useTranslation();
  return (
    <div className={classes.public}>
      <header className={classes.publicBar}>
        <Brand />
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
      </header>
      <main id="main" tabIndex={-1} className={`card ${classes.publicMain}`}><Outlet /></main>
      <LiveRegion />
    </div>
  );
}
