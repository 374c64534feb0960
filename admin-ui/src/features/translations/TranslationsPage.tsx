import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { Page } from '@/ui/Page';
import classes from './Translations.module.css';
import { useMay } from './useMay';

interface TranslationsPageProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  eyebrow?: ReactNode;
  children: ReactNode;
}

/** A page about translations, with the way to the others. */
export function TranslationsPage({ children, ...page }: TranslationsPageProps) {
  const { t } = useTranslation();
  const may = useMay();
  const links: [to: string, name: string, shown: boolean][] = [
    ['/translations', t('translations.mine.title'), true],
    ['/translations/requests', t('translations.requests.title'), may.request],
    ['/translations/report', t('translations.report.title'), true],
    ['/translations/rules', t('translations.rules.title'), may.request],
    ['/translations/glossary', t('translations.glossary.title'), true],
    ['/translations/files', t('translations.files.title'), may.import],
  ];
  return (
    <Page {...page}>
      <nav aria-label={t('translations.nav')}>
        <ul className={classes.tabs}>
          {links.filter(([, , shown]) => shown).map(([to, name]) => (
            <li key={to}><NavLink to={to} end={to === '/translations'} className={classes.tab}>{name}</NavLink></li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
  );
}
