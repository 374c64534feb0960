import type { Problem } from '@/api/types';

// JSON Pointers (RFC 6901) into the content of a variant, and the DOM ids made of them.

export const fieldOf = (pointer: string) => unescape(pointer.split('/')[1] ?? '');

const unescape = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** The DOM id of the control for a pointer: `/contacts/0/email` → `field-contacts-0-email`. */
export const idOf = (pointer: string) => `field${pointer.replaceAll('/', '-')}`;

/** The problems at and below a pointer, with pointers relative to it. */
export function problemsBelow(problems: Problem[], pointer: string): Problem[] {
  return problems
    .filter((problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`))
    .map((problem) => ({ ...problem, pointer: problem.pointer.slice(pointer.length) }));
}

/** Puts the focus on the control of a pointer, or on the nearest one above it. */
export function focusPointer(pointer: string) {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const target = document.getElementById(idOf(at));
    if (!target) continue;
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
    return;
  }
}
