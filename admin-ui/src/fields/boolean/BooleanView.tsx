import { useTranslation } from 'react-i18next';
import type { ViewProps } from '../kind';

export function BooleanView({ value }: ViewProps<boolean>) {
  const { t } = useTranslation();
  return <span>{value ? t('common.yes') : t('common.no')}</span>;
}
