import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons';
import classes from './Tag.module.css';

export type TagTone = 'quiet' | 'waiting' | 'attention' | 'good' | 'danger';

/** A state in a word, never by colour alone. */
export function Tag({ tone = 'quiet', icon, children }: { tone?: TagTone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {icon && <Icon name={icon} size={15} />}
      {children}
    </span>
  );
}
