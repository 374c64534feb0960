import { describe, expect, it } from 'vitest';
import { groupedDays, mondayForWeekdays, tidyHours, withDay, type OpeningHours } from './hours';

const slot = (day: 'mo' | 'tu' | 'sa', from = '09:00', to = '12:00') => ({ day, from, to });

describe('opening hours', () => {
  it('keep the order of the week', () => {
    const hours = withDay({ weekly: [slot('sa')] }, 'mo', [slot('mo')]);
    expect(hours?.weekly?.map(({ day }) => day)).toEqual(['mo', 'sa']);
  });

  it('are nothing when all is empty, whatever holds on holidays', () => {
    expect(tidyHours({ weekly: [], holidays: 'closed' })).toBeUndefined();
    expect(withDay({ weekly: [slot('mo')] }, 'mo', [])).toBeUndefined();
  });

  it('copy Monday to the other working days only', () => {
    const hours = mondayForWeekdays({ weekly: [slot('mo'), slot('sa', '10:00')] });
    expect(hours?.weekly).toHaveLength(6);
    expect(hours?.weekly?.at(-1)).toEqual(slot('sa', '10:00'));
  });

  it('are told together for days in a row', () => {
    const hours: OpeningHours = { weekly: [slot('mo'), slot('tu'), slot('sa')] };
    expect(groupedDays(hours).map(({ first, last }) => [first, last])).toEqual([['mo', 'tu'], ['sa', 'sa']]);
  });
});
