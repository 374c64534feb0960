import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refuseItem, type TranslationItem } from '@/api/translation-requests';
import { RefusalSummary } from '@/fields/RefusalSummary';
import { useRefusal } from '@/fields/useRefusal';
import { Dialog } from '@/ui/Dialog';
import { autoDirection } from '@/ui/direction';
import { flash } from '@/ui/flash';

/** Gives a text back undone. Whoever asked for it reads why. */
export function RefuseDialog({ item, onClose }: { item: TranslationItem; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const { refusal, problems, busy, send, errorOf } = useRefusal();
  const submit = async () => {
    await refuseItem(item.id, reason);
    flash(t('translations.refuse.done'));
    onClose();
    await queries.invalidateQueries({ queryKey: ['translation-requests'] });
  };
  return (
    <Dialog title={t('translations.refuse.title')} onClose={onClose}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); void send(submit); }}>
        <Stack gap="md">
          {problems.length === 0 && <RefusalSummary refusal={refusal} />}
          <Text>{t('translations.refuse.lead')}</Text>
          <Textarea
            label={t('translations.refuse.reason')} withAsterisk aria-required autosize minRows={3} ref={autoDirection} error={errorOf('/reason')}
            value={reason} onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" loading={busy}>{t('translations.refuse.do')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
