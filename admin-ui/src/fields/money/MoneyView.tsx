import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { ViewProps } from '../kind';
import type { Money } from './money';

export function MoneyView({ value }: ViewProps<Money>) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const amounts = [value.min, value.max]
    .filter((amount) => amount !== undefined)
    .map((amount) => money(amount, value.currency ?? 'EUR'));
  const period = value.per && t(`field.money.period.${value.per}`);
  return <span>{[[amounts.join(' – '), period].filter(Boolean).join(' '), value.note].filter(Boolean).join(' · ')}</span>;
}
