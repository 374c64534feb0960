import { useTranslation } from 'react-i18next';
import { FocusWhenShown } from '@/ui/FocusWhenShown';
import { Notice } from '@/ui/Notice';
import type { Refusal } from './useRefusal';

/** Says above a form that it was refused. */
export function RefusalSummary({ refusal }: { refusal: Refusal | undefined }) {
  const { t } = useTranslation();
  if (!refusal) return null;
  return (
    <FocusWhenShown key={refusal.count}>
      <Notice tone="danger" role="alert" title={t(`problem.${refusal.code}`, { defaultValue: t('problem.internal') })} />
    </FocusWhenShown>
  );
}
