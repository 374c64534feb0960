import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useTranslationProviders } from '@/api/translation-request-queries';
import type { TranslationProvider } from '@/api/translation-requests';
import { useFormat } from '@/i18n/format';
import { Failed, Loading } from '@/ui/States';
import { Bar } from './Bar';
import { BudgetDialog } from './BudgetDialog';
import { percentOf } from './coverage';
import classes from './Translations.module.css';
import { useMay } from './useMay';
import { useNames } from './useNames';

/** What each service has had this year, and how much it may have. */
export function Budgets() {
  const { t } = useTranslation();
  const providers = useTranslationProviders();
  if (providers.error && !providers.data) return <Failed code={codeOf(providers.error)} onRetry={() => void providers.refetch()} />;
  if (!providers.data) return <Loading />;
  const services = providers.data.filter(({ name }) => name !== 'manual');
  if (services.length === 0) return <Text>{t('translations.budget.noService')}</Text>;
  return <ul className={classes.list}>{services.map((one) => <Budget key={one.name} provider={one} />)}</ul>;
}

function Budget({ provider }: { provider: TranslationProvider }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const names = useNames();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const { budget, wordsYear } = provider;
  const name = names.provider(provider.name);
  const words = budget === null
    ? t('translations.budget.endless', { used: number(wordsYear) })
    : t('translations.budget.used', { used: number(wordsYear), budget: number(budget), percent: percentOf(wordsYear, budget) });
  return (
    <li className="card" style={{ padding: '14px 18px' }}>
      <Stack gap={6}>
        <Group justify="space-between" gap="sm">
          <Text fw={650}>{name}</Text>
          {may.manage && <Button size="xs" variant="default" onClick={() => setEditing(true)}>{t('translations.budget.change')}<span className="visually-hidden">: {name}</span></Button>}
        </Group>
        {budget !== null && <Bar parts={[{ look: 'budget', value: Math.min(wordsYear, budget) }]} total={budget} />}
        <Text size="sm">{words}</Text>
      </Stack>
      {editing && <BudgetDialog provider={provider} onClose={() => setEditing(false)} />}
    </li>
  );
}
