import type { WordRun } from '@/api/types';

// Word-level difference, where the server gives none. Words stay whole (runs of letters and digits),
// which reads well in German compounds and in Arabic.

const limit = 1500;

export const tokens = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];

/** The runs that lead from one text to the other; null when they are too long to compare here. */
export function diffWords(from: string, to: string): WordRun[] | null {
  const a = tokens(from);
  const b = tokens(to);
  if (a.length > limit || b.length > limit) return null;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return joinRuns([
    { op: 'same', text: a.slice(0, start).join('') },
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    { op: 'same', text: a.slice(a.length - end).join('') },
  ]);
}

/** Longest common subsequence of what differs. */
function middle(a: string[], b: string[]): WordRun[] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const runs: WordRun[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      runs.push({ op: 'same', text: a[i] ?? '' });
      i++;
      j++;
    } else if (j < b.length && (i >= a.length || at(i, j + 1) > at(i + 1, j))) {
      runs.push({ op: 'added', text: b[j++] ?? '' });
    } else {
      runs.push({ op: 'removed', text: a[i++] ?? '' });
    }
  }
  return runs;
}

/** Puts neighbours of one kind together, so that each stretch is marked once. */
function joinRuns(runs: WordRun[]): WordRun[] {
  const joined: WordRun[] = [];
  for (const run of runs) {
    if (run.text === '') continue;
    const last = joined.at(-1);
    if (last?.op === run.op) last.text += run.text;
    else joined.push({ ...run });
  }
  return joined;
}
