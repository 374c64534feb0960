import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { IconName } from '@/ui/icons';
import { Tag, type TagTone } from '@/ui/Tag';
import { dueOf, type Due } from './due';

const looks: Record<Due, { tone: TagTone; icon: IconName }> = {
  overdue: { tone: 'danger', icon: 'alert' },
  today: { tone: 'attention', icon: 'clock' },
  tomorrow: { tone: 'waiting', icon: 'clock' },
  later: { tone: 'quiet', icon: 'clock' },
};

/** Until when something is wanted, in words; of what is over, only the day. */
export function DueTag({ dueOn, over = false }: { dueOn: string | null; over?: boolean }) {
  const { t } = useTranslation();
  const { localDate } = useFormat();
  if (!dueOn) return null;
  const { due, days } = over ? { due: 'later' as const, days: 0 } : dueOf(dueOn);
  return <Tag {...looks[due]}>{t(`translations.due.${due}`, { count: days, date: localDate(dueOn) })}</Tag>;
}
