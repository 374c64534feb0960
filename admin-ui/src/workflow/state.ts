import type { EntrySummary, Entry } from '@/api/types';
import type { IconName } from '@/ui/icons';
import type { TagTone } from '@/ui/Tag';

/** Where an entry stands, as a person would say it. The keys have words in `state.*`. */
export type StateKey =
  | 'draft' | 'in_signoff' | 'in_review' | 'changes_requested' | 'rejected' | 'approved' | 'scheduled'
  | 'published' | 'withdrawn' | 'expired' | 'archived';

export const looks: Record<StateKey, { tone: TagTone; icon: IconName }> = {
  draft: { tone: 'quiet', icon: 'edit' },
  in_signoff: { tone: 'waiting', icon: 'clock' },
  in_review: { tone: 'waiting', icon: 'clock' },
  changes_requested: { tone: 'attention', icon: 'edit' },
  rejected: { tone: 'danger', icon: 'close' },
  approved: { tone: 'waiting', icon: 'check' },
  scheduled: { tone: 'waiting', icon: 'clock' },
  published: { tone: 'good', icon: 'globe' },
  withdrawn: { tone: 'quiet', icon: 'pause' },
  expired: { tone: 'danger', icon: 'clock' },
  archived: { tone: 'quiet', icon: 'archive' },
};

type Standing = Pick<EntrySummary, 'editing' | 'visibility' | 'archived' | 'expired'> & {
  scheduled?: Entry['scheduled'];
  scheduledAt?: string | null;
};

export function stateOf(entry: Standing): StateKey {
  if (entry.archived) return 'archived';
  if (entry.editing === 'approved' && (entry.scheduled || entry.scheduledAt)) return 'scheduled';
  if (entry.editing !== 'clean') return entry.editing;
  if (entry.visibility === 'withdrawn') return 'withdrawn';
  if (entry.expired) return 'expired';
  return entry.visibility === 'live' ? 'published' : 'draft';
}

/** Whether an older text of it is public while something newer is in work. */
export const hasPublicText = (entry: Standing) =>
  entry.visibility === 'live' && entry.editing !== 'clean' && !entry.expired && !entry.archived;

/** On whose desk it lies: the groups of „my entries“. */
export type Turn = 'yours' | 'others' | 'public' | 'gone';

export function turnOf(state: StateKey): Turn {
  switch (state) {
    case 'draft':
    case 'changes_requested':
    case 'rejected':
      return 'yours';
    case 'published':
      return 'public';
    case 'expired':
    case 'withdrawn':
    case 'archived':
      return 'gone';
    default:
      return 'others';
  }
}

/** The moment that the words of a state tell the age of. */
export function stateSince(entry: { submittedAt?: string | null }, state: StateKey): string | undefined {
  return state === 'in_review' || state === 'in_signoff' ? (entry.submittedAt ?? undefined) : undefined;
}
