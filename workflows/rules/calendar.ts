import { z } from 'zod';
import { type CampaignKey, type Cutoff, Day, type Plan } from '../plan/schema.js';
import { addDays, dayOf, formatInstant, instantOf, isWeekend, weekdayOf } from './days.js';
import { calendarReason, type CalendarFacts } from './calendar-sentences.js';

export { addDays, dayOf, formatDay, formatInstant, instantOf } from './days.js';

/** A day that the week alone doesn't explain: a day off, a day off instead of another, a weekend day worked instead. */
export const Holiday = z.strictObject({
  date: Day,
  name: z.string().min(1),
  kind: z.enum(['holiday', 'compensatory', 'working-swap']),
});
export type Holiday = z.infer<typeof Holiday>;

/** What is known of the days from `firstDay` to `lastDay`, both counted: `days` names those that are special. */
export interface HolidayTable {
  firstDay: Day;
  lastDay: Day;
  days: readonly Holiday[];
}
type SpecialDays = Pick<HolidayTable, 'days'>;

/** What the table says of a day, if it says anything. */
function holidayOn(day: Day, { days }: SpecialDays): Holiday | undefined {
  return days.find((it) => it.date === day);
}

/** Monday to Friday but for holidays and days off instead; and weekend days worked instead. */
export function isWorkingDay(day: Day, table: SpecialDays): boolean {
  const special = holidayOn(day, table);
  return special === undefined ? !isWeekend(day) : special.kind === 'working-swap';
}

/** The first working day after a day. */
export function nextWorkingDay(day: Day, table: SpecialDays): Day {
  let next = addDays(day, 1);
  while (!isWorkingDay(next, table)) next = addDays(next, 1);
  return next;
}

/** A day on which a reminder goes out, so many working days before the cutoff's date. */
export interface ReminderDay {
  day: Day;
  workingDays: number;
}

/**
 * The days that lie so many working days before a day, which itself is not counted; the earliest first. Reminders that
 * fall together are one.
 */
export function reminderDays(before: Day, counts: readonly number[], table: SpecialDays): ReminderDay[] {
  const wanted = new Set(counts);
  const last = counts.reduce((most, count) => Math.max(most, count), 0);
  const found: ReminderDay[] = [];
  let day = before;
  for (let workingDays = 1; workingDays <= last; workingDays += 1) {
    do day = addDays(day, -1);
    while (!isWorkingDay(day, table));
    if (wanted.has(workingDays)) found.unshift({ day, workingDays });
  }
  return found;
}

type CalendarWhat =
  | 'submissions-open'
  | 'dossier-reminder'
  | 'dossier-cutoff'
  | 'forward-reminder'
  | 'forward-cutoff'
  | 'announce-by'
  | 'last-day-not-working';

/** One date of a campaign: `at` is an instant such as `2024-02-10T00:00:00+07:00`, `reason` Vietnamese. */
export interface CalendarEntry {
  what: CalendarWhat;
  at: string;
  clause: string;
  reason: string;
  /** Of a reminder: so many working days before the cutoff's date. */
  workingDays?: number;
}

/** Why a calendar can't be made: its dates leave the holiday table. */
export interface CalendarProblem {
  code: 'calendar.outside-table';
  day: Day;
  firstDay: Day;
  lastDay: Day;
}

/** The latest reminder that may be asked for, in working days: a year has fewer. */
export const mostWorkingDays = 250;

/** The year in which a campaign's dates fall: the one after the year rewarded, or after the period. */
export function datesYear(plan: Plan, campaign: CampaignKey): number {
  return (campaign === 'summary' ? plan.summary.lastYear : Number(campaign)) + 1;
}

/** The first instant's day of a cutoff in a year. */
export function dayOfCutoff({ month, day }: Pick<Cutoff, 'month' | 'day'>, year: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * IV.1: each date of a campaign with its reason, sorted by instant; `calendar.outside-table` where the table doesn't
 * cover the days from the earliest reminder to the last day of the quarter.
 */
export function calendarOf(
  plan: Plan,
  campaign: CampaignKey,
  table: HolidayTable,
  reminders?: readonly number[],
): { entries: CalendarEntry[] } | { problem: CalendarProblem } {
  const year = datesYear(plan, campaign);
  const outside = (day: Day): { problem: CalendarProblem } => ({
    problem: { code: 'calendar.outside-table', day, firstDay: table.firstDay, lastDay: table.lastDay },
  });
  const [opening, announce] = [`${year}-01-01`, dayOfCutoff(plan.cutoffs.announce, year)];
  const lastDay = addDays(announce, -1);
  if (lastDay > table.lastDay) return outside(lastDay);
  if (opening < table.firstDay) return outside(opening);
  const { clause } = plan.cutoffs.dossier;
  const entries = [
    dated('submissions-open', opening, clause, {
      what: 'submissions-open',
      campaign,
      cutoff: cutoffDay('dossier'),
    }),
    ...around('dossier'),
    ...around('forward'),
    dated('announce-by', announce, plan.cutoffs.announce.clause, { what: 'announce-by', lastDay }),
  ];
  // What lies before the table was reckoned without it: the first day not covered is named.
  const early = entries.find((it) => dayOf(Date.parse(it.at)) < table.firstDay);
  if (early !== undefined) return outside(addDays(table.firstDay, -1));
  return { entries: inOrder(entries) };

  function dated(
    what: CalendarWhat,
    day: Day,
    clause: string,
    facts: CalendarFacts,
    hour = 0,
  ): CalendarEntry {
    return { what, at: formatInstant(instantOf(day, hour)), clause, reason: calendarReason(plan, facts) };
  }

  function cutoffDay(name: 'dossier' | 'forward'): Day {
    return dayOfCutoff(plan.cutoffs[name], year);
  }

  /** A cutoff, its reminders, and its last day where that is no working day. */
  function around(name: 'dossier' | 'forward'): CalendarEntry[] {
    const cutoff = cutoffDay(name);
    const source = plan.cutoffs[name];
    const last = addDays(cutoff, -1);
    return [
      ...reminderDays(cutoff, reminders ?? plan.reminders[name].workingDays, table).map(
        ({ day, workingDays }) => ({
          ...dated(
            `${name}-reminder`,
            day,
            source.clause,
            { what: 'reminder', name, cutoff, workingDays },
            8,
          ),
          workingDays,
        }),
      ),
      dated(`${name}-cutoff`, cutoff, source.clause, { what: 'cutoff', name, cutoff, lastDay: last }),
      ...(isWorkingDay(last, table)
        ? []
        : [
            dated('last-day-not-working', last, source.clause, {
              what: 'last-day-not-working',
              name,
              cutoff,
              day: last,
              weekday: weekdayOf(last),
              holiday: holidayOn(last, table)?.name ?? null,
            }),
          ]),
    ];
  }
}

/**
 * The dates of a campaign where the table is known to cover them.
 * @throws RangeError where it doesn't
 */
export function campaignCalendar(
  plan: Plan,
  campaign: CampaignKey,
  table: HolidayTable,
  reminders?: readonly number[],
): CalendarEntry[] {
  const calendar = calendarOf(plan, campaign, table, reminders);
  if ('entries' in calendar) return calendar.entries;
  const { day, firstDay, lastDay } = calendar.problem;
  throw new RangeError(`${day} is outside the holiday table, ${firstDay} to ${lastDay}.`);
}

/** By instant; what falls together stands in the order of the contract. */
function inOrder(entries: readonly CalendarEntry[]): CalendarEntry[] {
  return [...entries].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
