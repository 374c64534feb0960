import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { languages, setLanguage } from '@/i18n';
import { LiveRegion } from '@/ui/announce';
import { Brand } from './Brand';
import { SchemeSwitch } from './SchemeSwitch';
import classes from './Shell.module.css';

/** Calm water under the page. */
function Waves() {
  const wave = (y: number) => `M0 ${y}c60-22 120-22 180 0s120 22 180 0 120-22 180 0 120 22 180 0 120-22 180 0 120 22 180 0 120-22 180 0V200H0z`;
  return (
    <svg className={classes.waves} viewBox="0 0 1260 160" preserveAspectRatio="none" aria-hidden="true" focusable="false" fill="currentColor">
      <path d={wave(40)} opacity="0.18" />
      <path d={wave(80)} opacity="0.3" transform="translate(-90 0) scale(1.2 1)" />
      <path d={wave(118)} opacity="0.55" transform="translate(-40 0) scale(1.1 1)" />
    </svg>
  );
}

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
      <Waves />
      <LiveRegion />
    </div>
  );
}
