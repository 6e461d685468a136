import type { Day } from '../plan/schema.js';
import type { Holiday, HolidayTable } from './calendar.js';
import { isWeekend } from './days.js';

/** What is wrong with a table of holidays; `row` counts its rows from 1. */
export type HolidayProblem =
  | { code: 'no-rows' }
  | { code: 'repeated-date'; row: number; date: Day }
  | { code: 'swap-on-weekday'; row: number; date: Day }
  | { code: 'missing-year'; year: number }
  | { code: 'missing-holiday'; year: number; date: string }
  | { code: 'not-compensated'; year: number; expected: number; found: number };

/** Public holidays on fixed days (Labour Code 2019, Article 112): New Year, victory, labour, National Day. */
const fixedHolidays = ['01-01', '04-30', '05-01', '09-02'];

/**
 * The table of the whole years that its rows name, or all that is wrong with it: a day twice, a year left out or
 * without its fixed holidays, a working weekend day that is none, weekend holidays without days off instead.
 */
export function holidayTable(
  rows: readonly Holiday[],
): { table: HolidayTable } | { problems: HolidayProblem[] } {
  const years = [...new Set(rows.map((it) => Number(it.date.slice(0, 4))))].sort((a, b) => a - b);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return { problems: [{ code: 'no-rows' }] };
  const span = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const problems = [...rowProblems(rows), ...span.flatMap((year) => yearProblems(year, rows))];
  if (problems.length > 0) return { problems };
  return { table: { firstDay: `${first}-01-01`, lastDay: `${last}-12-31`, days: rows } };
}

function rowProblems(rows: readonly Holiday[]): HolidayProblem[] {
  const seen = new Set<Day>();
  return rows.flatMap(({ date, kind }, index): HolidayProblem[] => {
    const row = index + 1;
    const isRepeated = seen.has(date);
    seen.add(date);
    return [
      ...(isRepeated ? [{ code: 'repeated-date', row, date } as const] : []),
      ...(kind === 'working-swap' && !isWeekend(date)
        ? [{ code: 'swap-on-weekday', row, date } as const]
        : []),
    ];
  });
}

function yearProblems(year: number, rows: readonly Holiday[]): HolidayProblem[] {
  const own = rows.filter((it) => it.date.startsWith(`${year}-`));
  if (own.length === 0) return [{ code: 'missing-year', year }];
  const count = (kind: Holiday['kind'], isCounted: (day: Day) => boolean): number =>
    own.filter((it) => it.kind === kind && isCounted(it.date)).length;
  const missing = fixedHolidays.filter((day) => !own.some((it) => it.date === `${year}-${day}`));
  const expected = count('holiday', isWeekend) + count('working-swap', () => true);
  const found = count('compensatory', () => true);
  return [
    ...missing.map((day) => ({ code: 'missing-holiday', year, date: `${year}-${day}` }) as const),
    ...(found === expected ? [] : [{ code: 'not-compensated', year, expected, found } as const]),
  ];
}
