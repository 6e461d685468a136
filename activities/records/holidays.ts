import type { HolidayWindow } from '../../workflows/acts.js';
import type { Day } from '../../workflows/plan/schema.js';
import { loadHolidays } from './reference.js';

/** The special days from `from` to `to`, both counted. `lastDay` is the last day that the whole table covers. */
export function holidayWindow({ from, to }: { from: Day; to: Day }): HolidayWindow {
  const { firstDay, lastDay, days } = loadHolidays();
  return {
    firstDay: from > firstDay ? from : firstDay,
    lastDay,
    days: days.filter((it) => from <= it.date && it.date <= to),
  };
}
