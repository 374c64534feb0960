import { Button, Group, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { announce } from '@/ui/announce';
import { Icon, type IconName } from '@/ui/icons';
import type { DraftState, SaveStatus as Status } from './draft';

const icons: Record<Status, IconName> = {
  saved: 'check', unsaved: 'edit', saving: 'edit', waiting: 'cloudOff', signedOut: 'user', conflict: 'alert', refused: 'alert',
};
const troubled = new Set<Status>(['waiting', 'signedOut', 'conflict', 'refused']);

interface SaveStatusProps {
  state: Pick<DraftState, 'status' | 'savedAt' | 'refusal'>;
  /** When the text was saved before this visit. */
  savedBefore?: string | null;
  onRetry: () => void;
  onCompare: () => void;
}

/** Says at any time whether the text is safe. Read out when it was saved and when something is wrong. */
export function SaveStatus({ state, savedBefore, onRetry, onCompare }: SaveStatusProps) {
  const { t } = useTranslation();
  const { time, dateTime } = useFormat();
  const { status, savedAt, refusal } = state;
  const words =
    status === 'saved' && savedAt ? t('save.savedAt', { time: time(savedAt.toISOString()) })
    : status === 'saved' && savedBefore ? t('save.savedBefore', { time: dateTime(savedBefore) })
    : status === 'refused' && refusal ? `${t('save.refused')} ${t(`problem.${refusal}`, { defaultValue: '' })}`
    : t(`save.${status}`);

  useEffect(() => {
    if ((status === 'saved' && savedAt) || troubled.has(status)) announce(words);
  }, [status, savedAt, words]);

  return (
    <Group gap={8} wrap="nowrap" style={{ minWidth: 0 }}>
      <Text component="span" c={troubled.has(status) ? 'var(--mantine-color-error)' : 'dimmed'} style={{ display: 'grid' }}>
        <Icon name={icons[status]} size={18} />
      </Text>
      <Text size="sm" c={troubled.has(status) ? 'var(--mantine-color-error)' : 'dimmed'} data-testid="save-status" data-status={status}>
        {words}
      </Text>
      {status === 'waiting' && <Button size="compact-sm" variant="subtle" onClick={onRetry}>{t('common.retry')}</Button>}
      {status === 'conflict' && <Button size="compact-sm" variant="filled" onClick={onCompare}>{t('save.compare')}</Button>}
    </Group>
  );
}
