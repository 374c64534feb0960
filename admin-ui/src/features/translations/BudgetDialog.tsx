import { Button, Group, NumberInput, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setBudget, type TranslationProvider } from '@/api/translation-requests';
import { RefusalSummary } from '@/fields/RefusalSummary';
import { useRefusal } from '@/fields/useRefusal';
import { Dialog } from '@/ui/Dialog';
import { flash } from '@/ui/flash';
import { useNames } from './useNames';

/** Says how many words a year may go to a service; an empty field means without end. */
export function BudgetDialog({ provider, onClose }: { provider: TranslationProvider; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const queries = useQueryClient();
  const [value, setValue] = useState<number | string>(provider.budget ?? '');
  const { refusal, busy, send, errorOf } = useRefusal();
  const refresh = () => queries.invalidateQueries({ queryKey: ['translation-requests', 'providers'] });
  const submit = async () => {
    try {
      await setBudget(provider, value === '' ? null : Number(value));
    } finally {
      void refresh(); // where somebody else was faster, the next try has the new version
    }
    flash(t('translations.budget.done'));
    onClose();
  };
  return (
    <Dialog title={t('translations.budget.of', { name: names.provider(provider.name) })} onClose={onClose}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); void send(submit); }}>
        <Stack gap="md">
          <RefusalSummary refusal={refusal} />
          <NumberInput
            label={t('translations.budget.words')} description={t('translations.budget.wordsHelp')} error={errorOf('/budget')} min={0} allowDecimal={false} allowNegative={false}
            thousandSeparator={i18n.language === 'de' ? '.' : ','} decimalSeparator={i18n.language === 'de' ? ',' : '.'} value={value} onChange={setValue}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" loading={busy}>{t('translations.save')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
