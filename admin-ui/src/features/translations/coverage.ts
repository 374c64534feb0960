import type { CoverageCell, OutdatedAge, UsageMonth } from '@/api/translation-requests';

/** What the words of a type in a language can be, the best first. */
export const coverageParts = ['reviewed', 'human', 'machine', 'stale', 'missing'] as const;
export type CoveragePart = (typeof coverageParts)[number];

export const agesOf = ['days7', 'days30', 'days90', 'older'] as const satisfies (keyof OutdatedAge)[];

export const wordsOf = (cell: CoverageCell) => coverageParts.reduce((sum, part) => sum + cell[part], 0);

/** A part in whole percent. What is nearly all or nearly nothing is never rounded to all or nothing. */
export function percentOf(part: number, whole: number): number {
  if (whole === 0 || part === 0) return 0;
  if (part >= whole) return 100;
  return Math.min(99, Math.max(1, Math.round((part * 100) / whole)));
}

/** What is translated and fits its source, in percent. */
export const currentOf = (cell: CoverageCell) => percentOf(cell.reviewed + cell.human + cell.machine, wordsOf(cell));

/** The cells as rows: types in the order in which they come, and in each every language. */
export function matrixOf(cells: CoverageCell[]): { locales: string[]; rows: { type: string; cells: (CoverageCell | undefined)[] }[] } {
  const locales = [...new Set(cells.map(({ locale }) => locale))];
  const types = [...new Set(cells.map(({ type }) => type))];
  const rows = types.map((type) => ({ type, cells: locales.map((locale) => cells.find((one) => one.type === type && one.locale === locale)) }));
  return { locales, rows };
}

/** The words of each month by service, the newest month first, over all languages. */
export function monthsOf(usage: UsageMonth[]): { month: string; services: [name: string, words: number][] }[] {
  const months = new Map<string, Map<string, number>>();
  for (const { month, provider, words } of usage) {
    const services = months.get(month) ?? new Map<string, number>();
    months.set(month, services.set(provider, (services.get(provider) ?? 0) + words));
  }
  return [...months].sort(([one], [other]) => other.localeCompare(one)).map(([month, services]) => ({ month, services: [...services].sort(([one], [other]) => one.localeCompare(other)) }));
}
