// The desk thinks in German time, whatever the clock of the computer says (DESIGN.md section 8).

export const zone = 'Europe/Berlin';

const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit',
  hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/** An instant as the local time of an input: 2026-11-24T18:00. */
export function toLocal(instant: string | Date): string {
  const date = typeof instant === 'string' ? new Date(instant) : instant;
  if (Number.isNaN(date.getTime())) return '';
  return parts.format(date).replace(' ', 'T');
}

/**
 * A local time as an instant, RFC 3339 in UTC. Null for what is no time, and for a time that does not
 * exist because the clocks are put forward then. Of a time that exists twice it takes the first.
 */
export function toInstant(local: string): string | null {
  const guess = new Date(`${local}:00Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) || Number.isNaN(guess.getTime())) return null;
  for (const hours of [2, 1]) {
    const instant = new Date(guess.getTime() - hours * 3_600_000);
    if (toLocal(instant) === local) return instant.toISOString().replace('.000Z', 'Z');
  }
  return null;
}
