import { toLocal } from '@/i18n/zone';

export type Due = 'overdue' | 'today' | 'tomorrow' | 'later';

const day = 24 * 60 * 60_000;

/** Today in Germany: 2026-11-24. */
export const todayOf = (now = new Date()) => toLocal(now).slice(0, 10);

/** How a last day lies to today, and by how many days. */
export function dueOf(dueOn: string, today = todayOf()): { due: Due; days: number } {
  const days = Math.round((Date.parse(`${dueOn}T00:00Z`) - Date.parse(`${today}T00:00Z`)) / day);
  if (days < 0) return { due: 'overdue', days: -days };
  if (days === 0) return { due: 'today', days };
  return { due: days === 1 ? 'tomorrow' : 'later', days };
}
