export interface OccurrenceChange {
  date: string;
  start?: string;
  end?: string;
  status: 'moved' | 'cancelled';
}

/** A schedule in local times of its zone; without a rule it is one single date. */
export interface Recurrence {
  start?: string;
  end?: string;
  allDay?: boolean;
  timezone?: string;
  rule?: string;
  include?: string[];
  exclude?: string[];
  changes?: OccurrenceChange[];
}

/** Switches between whole days and times of day; the day stays. */
export function withAllDay(value: Recurrence, allDay: boolean): Recurrence {
  const convert = (time: string | undefined, hour: string) =>
    time === undefined ? undefined : allDay ? time.slice(0, 10) : `${time.slice(0, 10)}T${hour}`;
  return {
    ...value,
    allDay: allDay || undefined,
    start: convert(value.start, '09:00'),
    end: convert(value.end, '17:00'),
    include: undefined,
    exclude: undefined,
    changes: undefined,
  };
}

/** Sets the beginning. An end before it moves along, with the length that it had. */
export function withStart(value: Recurrence, start: string): Recurrence {
  const next: Recurrence = { ...value, start, timezone: value.timezone ?? 'Europe/Berlin' };
  const utc = (time: string) => new Date(`${time}${time.length === 10 ? 'T00:00' : ''}Z`).getTime();
  if (value.start && value.end && value.start.length === start.length) {
    const length = utc(value.end) - utc(value.start);
    const end = new Date(utc(start) + length);
    if (length >= 0 && !Number.isNaN(end.getTime())) next.end = end.toISOString().slice(0, start.length);
  }
  return next;
}

/** Drops what is empty; a schedule without beginning is none. */
export function tidyRecurrence(value: Recurrence): Recurrence | undefined {
  const entries = Object.entries(value).filter(
    ([, part]) => part !== undefined && part !== '' && !(Array.isArray(part) && part.length === 0),
  );
  return value.start ? (Object.fromEntries(entries) as Recurrence) : undefined;
}
