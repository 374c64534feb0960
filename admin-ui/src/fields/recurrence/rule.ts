// Recurrence rules of RFC 5545, as far as the desk lets people choose them. A rule with parts that it
// does not know is kept as it is and shown as it is.

export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

export interface Rule {
  frequency: Frequency;
  interval: number;
  /** Weekly: the days. */
  days: Weekday[];
  /** Monthly: on the nth such weekday (1–4, -1 is the last) instead of the day of the month. */
  nth?: { position: number; day: Weekday };
  /** The last day, 2026-12-18. */
  until?: string;
  count?: number;
}

/** Reads a rule; null when the desk cannot show all that it says. */
export function parseRule(rule: string): Rule | null {
  const parts = new Map(rule.replace(/^RRULE:/, '').split(';').filter(Boolean).map((part) => {
    const [name = '', value = ''] = part.split('=');
    return [name.toUpperCase(), value.toUpperCase()] as const;
  }));
  const frequency = parts.get('FREQ') as Frequency;
  if (!frequencies.includes(frequency)) return null;
  const parsed: Rule = { frequency, interval: Number(parts.get('INTERVAL') ?? 1), days: [] };
  for (const [name, value] of parts) {
    if (name === 'FREQ' || name === 'INTERVAL' || name === 'WKST') continue;
    if (name === 'COUNT') parsed.count = Number(value);
    else if (name === 'UNTIL') parsed.until = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`;
    else if (name !== 'BYDAY' || !readDays(parsed, value)) return null;
  }
  return parsed;
}

function readDays(rule: Rule, value: string): boolean {
  const days = value.split(',');
  if (rule.frequency === 'WEEKLY' && days.every((day) => weekdays.includes(day as Weekday))) {
    rule.days = weekdays.filter((day) => days.includes(day));
    return true;
  }
  const nth = /^(-?\d)(MO|TU|WE|TH|FR|SA|SU)$/.exec(value);
  if (rule.frequency !== 'MONTHLY' || !nth) return false;
  rule.nth = { position: Number(nth[1]), day: nth[2] as Weekday };
  return [1, 2, 3, 4, -1].includes(rule.nth.position);
}

/** Writes a rule. UNTIL as a date is meant to its end: the evening of the last day is still in it. */
export function writeRule(rule: Rule): string {
  const parts: string[] = [`FREQ=${rule.frequency}`];
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.frequency === 'WEEKLY' && rule.days.length > 0) parts.push(`BYDAY=${rule.days.join(',')}`);
  if (rule.frequency === 'MONTHLY' && rule.nth) parts.push(`BYDAY=${rule.nth.position}${rule.nth.day}`);
  if (rule.until) parts.push(`UNTIL=${rule.until.replaceAll('-', '')}`);
  else if (rule.count) parts.push(`COUNT=${rule.count}`);
  return parts.join(';');
}

/** The weekday of a date: where a new weekly rule starts. */
export function weekdayOf(date: string): Weekday | undefined {
  const parsed = new Date(`${date.slice(0, 10)}T00:00Z`);
  return Number.isNaN(parsed.getTime()) ? undefined : weekdays[(parsed.getUTCDay() + 6) % 7];
}

/** Which such weekday of its month a date is: the 2nd Tuesday; 5th ones count as the last. */
export function positionOf(date: string): number {
  const nth = Math.ceil(Number(date.slice(8, 10)) / 7);
  return nth > 4 ? -1 : nth;
}
