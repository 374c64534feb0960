import type { ItemState, TranslationCounts } from '@/api/translation-requests';
import type { IconName } from '@/ui/icons';
import type { TagTone } from '@/ui/Tag';

/** The states of a text of a request, in the order in which they want attention. */
export const itemStates: ItemState[] = ['failed', 'refused', 'in_progress', 'requested', 'needs_review', 'done', 'cancelled'];

export const itemLooks: Record<ItemState, { tone: TagTone; icon: IconName }> = {
  failed: { tone: 'danger', icon: 'alert' },
  refused: { tone: 'danger', icon: 'close' },
  in_progress: { tone: 'waiting', icon: 'edit' },
  requested: { tone: 'attention', icon: 'inbox' },
  needs_review: { tone: 'waiting', icon: 'search' },
  done: { tone: 'good', icon: 'check' },
  cancelled: { tone: 'quiet', icon: 'pause' },
};

/** Whether somebody can still take it or give it back. */
export const isOpen = (state: ItemState) => state === 'requested' || state === 'in_progress';

const countKeys: Record<ItemState, keyof TranslationCounts> = {
  failed: 'failed', refused: 'refused', in_progress: 'inProgress', requested: 'requested', needs_review: 'needsReview', done: 'done', cancelled: 'cancelled',
};

export const countOf = (counts: TranslationCounts, state: ItemState) => counts[countKeys[state]];

/** How far a request is: what there is, what of it is translated, and in whole percent. */
export function progressOf(counts: TranslationCounts): { total: number; translated: number; percent: number } {
  const total = itemStates.reduce((sum, state) => sum + countOf(counts, state), 0);
  const translated = counts.done + counts.needsReview;
  return { total, translated, percent: total === 0 ? 0 : Math.floor((translated * 100) / total) };
}

/** Reasons with how often each is given, the most frequent first. */
export function reasonsOf<T>(items: T[], reason: (item: T) => string): [reason: string, count: number][] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(reason(item), (counts.get(reason(item)) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
