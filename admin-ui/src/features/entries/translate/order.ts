import type { Segment } from '@/api/translations';
import type { Text } from '@/api/types';
import { isDirty, type TypedText } from './meet';

/** The segments of one field, in the order of the source. */
export interface SegmentGroup {
  path: string;
  label: Text;
  /** Which one of several: the third entry of a list; 0 where there is only one. */
  index: number;
  segments: Segment[];
}

export function groupsOf(segments: Segment[]): SegmentGroup[] {
  const groups: SegmentGroup[] = [];
  for (const segment of segments) {
    const last = groups.at(-1);
    if (last?.path === segment.path) last.segments.push(segment);
    else groups.push({ path: segment.path, label: segment.label, index: 0, segments: [segment] });
  }
  const fieldOf = (group: SegmentGroup) => group.segments[0]?.field;
  return groups.map((group) => {
    const same = groups.filter((other) => fieldOf(other) === fieldOf(group));
    return same.length > 1 ? { ...group, index: same.indexOf(group) + 1 } : group;
  });
}

/** Whether a translator still has to look at a segment: it is missing, outdated, or a machine's. */
export function isOpen(segment: Segment, typed?: TypedText): boolean {
  if (segment.state === 'human' || segment.state === 'reviewed') return false;
  return segment.state === 'missing' ? (typed?.text ?? '').trim() === '' : !isDirty(typed);
}

/** The segment some steps away; nothing beyond the ends. */
export function stepFrom(segments: Segment[], id: string | undefined, step: 1 | -1): string | undefined {
  const at = segments.findIndex((one) => one.id === id);
  if (at < 0) return segments[step > 0 ? 0 : segments.length - 1]?.id;
  return segments[at + step]?.id;
}

/** The next open segment, from the beginning again after the last one; never the one that is left. */
export function nextOpen(segments: Segment[], id: string | undefined, open: (segment: Segment) => boolean): string | undefined {
  const at = segments.findIndex((one) => one.id === id);
  return [...segments.slice(at + 1), ...segments.slice(0, Math.max(at, 0))].find(open)?.id;
}
