import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons';
import classes from './Notice.module.css';

export type Tone = 'calm' | 'good' | 'attention' | 'danger';

interface NoticeProps {
  tone?: Tone;
  icon?: IconName;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  role?: 'alert' | 'status';
}

const icons: Record<Tone, IconName> = { calm: 'anchor', good: 'check', attention: 'edit', danger: 'alert' };

/** Something that the reader should know, in its own box. */
export function Notice({ tone = 'calm', icon, title, children, actions, role }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <span className={classes.icon}><Icon name={icon ?? icons[tone]} /></span>
      <Stack gap={6} style={{ minWidth: 0 }}>
        {title && <Text component="div" fw={650}>{title}</Text>}
        {children && <div>{children}</div>}
        {actions && <Group gap="sm" mt={4}>{actions}</Group>}
      </Stack>
    </div>
  );
}
