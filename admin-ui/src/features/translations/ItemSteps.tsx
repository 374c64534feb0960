import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { takeItem, type TranslationItem } from '@/api/translation-requests';
import { RefuseDialog } from './RefuseDialog';
import { isOpen } from './states';
import { useDo } from './useDo';
import { useMay } from './useMay';
import { useNames } from './useNames';

/** Take a text, give it back with a reason, or open it. What services translate is only opened. */
export function ItemSteps({ item }: { item: TranslationItem }) {
  const { t } = useTranslation();
  const names = useNames();
  const may = useMay();
  const run = useDo('translation-requests');
  const [busy, setBusy] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const hint = <span className="visually-hidden">: {item.title}, {names.locale(item.locale)}</span>;
  const people = item.provider === 'manual' && isOpen(item.state);
  const isMine = item.state === 'in_progress' && item.assignee?.id === may.account;
  const take = async () => {
    setBusy(true);
    await run(() => takeItem(item.id), t('translations.take.done'));
    setBusy(false);
  };
  return (
    <Group gap="xs">
      {people && !isMine && <Button size="xs" variant={item.state === 'requested' ? 'filled' : 'default'} loading={busy} onClick={() => void take()}>{t('translations.take.do')}{hint}</Button>}
      {people && <Button size="xs" variant="default" onClick={() => setRefusing(true)}>{t('translations.refuse.do')}{hint}</Button>}
      <Button size="xs" variant={isMine ? 'filled' : 'default'} component={Link} to={`/entries/${item.entry}/translate/${item.locale}`}>
        {t(isMine ? 'translations.write' : 'translations.open')}{hint}
      </Button>
      {refusing && <RefuseDialog item={item} onClose={() => setRefusing(false)} />}
    </Group>
  );
}
