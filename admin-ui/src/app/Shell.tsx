import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import type { Session } from '@/api/types';
import { LiveRegion } from '@/ui/announce';
import { SidePanel } from '@/ui/Dialog';
import { Flash } from '@/ui/flash';
import { Icon } from '@/ui/icons';
import { Brand } from './Brand';
import { Navigation } from './Navigation';
import classes from './Shell.module.css';

/** The frame of the desk: the bar at the side (above, on a phone), and the page. */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [opened, { open, close }] = useDisclosure(false);
  useEffect(close, [pathname, close]);
  return (
    <div className={classes.shell}>
      <a className="skip-link" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus(); }}>
        {t('nav.skip')}
      </a>
      <header className={classes.bar}>
        <Brand />
        <ActionIcon className={classes.burger} variant="transparent" size={44} aria-label={t('nav.open')} aria-expanded={opened} onClick={open}>
          <Icon name="menu" size={24} />
        </ActionIcon>
        <div className={classes.side}><Navigation session={session} /></div>
      </header>
      <SidePanel opened={opened} onClose={close} title={t('nav.title')} className={classes.drawer}>
        <Navigation session={session} />
      </SidePanel>
      <main id="main" tabIndex={-1} className={classes.main}>{children}</main>
      <Flash />
      <LiveRegion />
    </div>
  );
}
