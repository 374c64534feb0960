import { Button, Center, Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from './icons';
import { Notice } from './Notice';

export function Loading() {
  const { t } = useTranslation();
  return (
    <Center py="xl" role="status">
      <Loader size="sm" aria-hidden="true" />
      <Text ms="sm" c="dimmed">{t('common.loading')}</Text>
    </Center>
  );
}

export function Empty({ icon = 'waves', title, children }: { icon?: IconName; title: string; children?: ReactNode }) {
  return (
    <Center py={48} px="md">
      <Stack gap="xs" align="center" maw={420} ta="center">
        <Text component="span" c="dimmed"><Icon name={icon} size={36} /></Text>
        <Text fw={650} size="lg">{title}</Text>
        {children && <Text component="div" c="dimmed">{children}</Text>}
      </Stack>
    </Center>
  );
}

/** Something could not be loaded; `code` is the server's stable code. */
export function Failed({ code, onRetry }: { code: string; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice
      tone="danger"
      role="alert"
      title={t('common.failed')}
      actions={onRetry && <Button variant="default" size="sm" onClick={onRetry}>{t('common.retry')}</Button>}
    >
      {t(`problem.${code}`, { defaultValue: t('problem.internal') })}
    </Notice>
  );
}
