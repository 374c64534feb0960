import { Button, Group, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog';

interface AskFirstProps {
  title: string;
  children: ReactNode;
  /** The words on the button that does it. */
  doIt: string;
  onYes: () => Promise<void>;
  onClose: () => void;
}

/** A second thought before something that sites notice. */
export function AskFirst({ title, children, doIt, onYes, onClose }: AskFirstProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack gap="md">
        <Text>{children}</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button color="flag" loading={busy} onClick={() => { setBusy(true); void onYes(); }}>{doIt}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
