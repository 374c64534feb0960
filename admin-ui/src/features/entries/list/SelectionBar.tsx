import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SelectionBar.module.css';
import type { Selection } from './useSelection';

/** How much is chosen, and what can be done with it. */
export function SelectionBar({ selection, shown, children }: { selection: Selection; shown: number; children: ReactNode }) {
  const { t } = useTranslation();
  const count = selection.chosen.length;
  return (
    <Group component="section" aria-label={t('home.select.bar')} className={`card ${classes.bar}`} justify="space-between" gap="sm" p="sm">
      <Group gap="sm">
        <Text fw={600} role="status">{t('home.select.count', { count })}</Text>
        {count < shown
          ? <Button size="xs" variant="default" onClick={selection.all}>{t('home.select.all', { count: shown })}</Button>
          : <Button size="xs" variant="default" onClick={selection.none}>{t('home.select.none')}</Button>}
      </Group>
      {children}
    </Group>
  );
}
