import type { Problem } from '@/api/types';

/** The problems at a place of a form and inside of it, pointers relative to it, each one once. */
export function problemsAt(problems: Problem[], pointer: string): Problem[] {
  const here = problems.filter((one) => {
    const at = (one.pointer ?? '').replace(/^\/body(?=\/)/, '');
    return at === pointer || at.startsWith(`${pointer}/`);
  });
  const codes = new Set<string>();
  return here.flatMap((one) => {
    if (codes.has(one.code)) return [];
    codes.add(one.code);
    return [{ ...one, pointer: '' }];
  });
}
