import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyField } from '@/ui/CopyField';
import { FocusWhenShown } from '@/ui/FocusWhenShown';
import { Notice } from '@/ui/Notice';

/** A secret at the only time when it is seen, and what to do with it. */
export function SecretNotice({ secret, children }: { secret: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <FocusWhenShown key={secret}>
      <Notice tone="attention" icon="alert" role="status" title={t('webhooks.secret.once')}>
        <Stack gap="sm">
          <CopyField label={t('webhooks.secret.label')} value={secret} />
          <Text size="sm">{children}</Text>
        </Stack>
      </Notice>
    </FocusWhenShown>
  );
}
