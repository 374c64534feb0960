import type { SegmentState } from '@/api/translations';
import type { IconName } from '@/ui/icons';
import type { TagTone } from '@/ui/Tag';

/** How the state of a segment is shown; the words stand in `translate.state.*`. */
export const looks: Record<SegmentState, { tone: TagTone; icon: IconName }> = {
  missing: { tone: 'quiet', icon: 'dots' },
  outdated: { tone: 'attention', icon: 'alert' },
  machine: { tone: 'waiting', icon: 'machine' },
  human: { tone: 'good', icon: 'user' },
  reviewed: { tone: 'good', icon: 'check' },
};

/** What is done first, then what is to do. */
export const states: SegmentState[] = ['reviewed', 'human', 'machine', 'outdated', 'missing'];

/** The DOM id of the control in which a segment is written. */
export const controlId = (id: string) => `target-${id}`;

/** Puts the focus where a segment is written: also when the button that was pressed is gone. */
export function focusControl(id: string) {
  const control = document.getElementById(controlId(id));
  control?.focus();
  control?.closest('[data-segment]')?.scrollIntoView?.({ block: 'nearest' });
}
