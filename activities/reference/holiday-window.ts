import type { Day } from '../../workflows/plan/schema.js';
import type { HolidayTable } from '../../workflows/rules/calendar.js';
import type { HolidayWindow } from '../../workflows/api/effects.js';

/**
 * The special days from `from` to `to`, both counted. `lastDay` is the last day that the whole table covers.
 * @throws Error where the table ends before `to`: who asks waits until its next year is there
 */
export function holidayWindow(table: HolidayTable, { from, to }: { from: Day; to: Day }): HolidayWindow {
  const { firstDay, lastDay, days } = table;
  if (to > lastDay) {
    throw new Error(
      `The table of holidays ends on ${lastDay}, before ${to}: add the year to holidays.csv and deploy.`,
    );
  }
  return {
    firstDay: from > firstDay ? from : firstDay,
    lastDay,
    days: days.filter((it) => from <= it.date && it.date <= to),
  };
}
