export const days = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
export type Day = (typeof days)[number];

export interface Slot {
  day: Day;
  from: string;
  to: string;
}

export interface HoursException {
  from: string;
  to: string;
  closed?: boolean;
  hours?: { from: string; to: string }[];
  note?: string;
}

export interface OpeningHours {
  weekly?: Slot[];
  exceptions?: HoursException[];
  holidays?: 'closed' | 'open';
  byAppointment?: boolean;
}

/** The hours without what is empty; nothing at all is undefined. */
export function tidyHours(hours: OpeningHours): OpeningHours | undefined {
  const tidy: OpeningHours = {};
  if (hours.weekly && hours.weekly.length > 0) tidy.weekly = hours.weekly;
  if (hours.exceptions && hours.exceptions.length > 0) tidy.exceptions = hours.exceptions;
  if (hours.byAppointment) tidy.byAppointment = true;
  const told = Object.keys(tidy).length > 0;
  if (hours.holidays && told) tidy.holidays = hours.holidays;
  return told ? tidy : undefined;
}

export const slotsOf = (hours: OpeningHours | undefined, day: Day): Slot[] =>
  (hours?.weekly ?? []).filter((slot) => slot.day === day);

/** Replaces the hours of one day; days stay in the order of the week. */
export function withDay(hours: OpeningHours | undefined, day: Day, slots: Slot[]): OpeningHours | undefined {
  const weekly = days.flatMap((each) => (each === day ? slots : slotsOf(hours, each)));
  return tidyHours({ ...hours, weekly });
}

/** Gives Tuesday to Friday the hours of Monday: what most places have. */
export function mondayForWeekdays(hours: OpeningHours | undefined): OpeningHours | undefined {
  const monday = slotsOf(hours, 'mo');
  const weekly = days.flatMap((day) =>
    day === 'sa' || day === 'su' ? slotsOf(hours, day) : monday.map((slot) => ({ ...slot, day })),
  );
  return tidyHours({ ...hours, weekly });
}

/** Days in a row with the same hours, put together: Monday to Wednesday 9–12. */
export function groupedDays(hours: OpeningHours): { first: Day; last: Day; times: { from: string; to: string }[] }[] {
  const groups: { first: Day; last: Day; key: string; times: { from: string; to: string }[] }[] = [];
  for (const day of days) {
    const times = slotsOf(hours, day).map(({ from, to }) => ({ from, to }));
    const key = JSON.stringify(times);
    const previous = groups.at(-1);
    if (previous && previous.key === key) previous.last = day;
    else groups.push({ first: day, last: day, key, times });
  }
  return groups.filter((group) => group.times.length > 0).map(({ first, last, times }) => ({ first, last, times }));
}
