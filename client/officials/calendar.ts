import { ReferenceFault } from '../../activities/reference/faults.js';
import { loadHolidays } from '../../activities/reference/tables.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { type CalendarEntry, calendarOf, type HolidayTable } from '../../workflows/rules/calendar.js';
import { formatDay } from '../../workflows/rules/days.js';
import { say } from '../language/language.js';

/** A campaign's dates, or why they are not known, in a sentence for officials. */
export type Calendar = { entries: CalendarEntry[] } | { sentence: string };

/**
 * The dates of a campaign by the table of days off.
 * @param reminders working days before a cutoff's date; the plan's own where they are left out
 */
export function calendarOrWhyNot(
  plan: Plan,
  campaign: CampaignKey,
  load: (plan: string) => HolidayTable = loadHolidays,
  reminders?: readonly number[],
): Calendar {
  const holidays = tryLoading(() => load(plan.plan));
  if ('sentence' in holidays) return holidays;
  const calendar = calendarOf(plan, campaign, holidays, reminders);
  if ('entries' in calendar) return calendar;
  const { day, firstDay, lastDay } = calendar.problem;
  return {
    sentence:
      say(
        `Cần biết ngày ${formatDay(day)} có phải ngày làm việc hay không, nhưng bảng ngày nghỉ chỉ có từ `,
        `Whether ${formatDay(day)} is a working day must be known, but the table of holidays covers only `,
      ) +
      say(
        `${formatDay(firstDay)} đến ${formatDay(lastDay)}. Hãy bổ sung các ngày nghỉ của năm ${day.slice(0, 4)} vào holidays.csv.`,
        `${formatDay(firstDay)} to ${formatDay(lastDay)}. Add the holidays of ${day.slice(0, 4)} to holidays.csv.`,
      ),
  };
}

function tryLoading(load: () => HolidayTable): HolidayTable | { sentence: string } {
  try {
    return load();
  } catch (error) {
    if (error instanceof ReferenceFault) return { sentence: error.message };
    throw error;
  }
}

/** A date of the calendar in a few words. */
export const calendarTitles: Record<CalendarEntry['what'], string> = {
  'submissions-open': 'Mở nhận hồ sơ',
  'dossier-reminder': 'Nhắc nộp hồ sơ',
  'dossier-cutoff': 'Hạn nộp hồ sơ',
  'forward-reminder': 'Nhắc trình hồ sơ',
  'forward-cutoff': 'Hạn trình hồ sơ',
  'announce-by': 'Hạn công bố',
  'last-day-not-working': 'Ngày cuối không phải ngày làm việc',
};

const cutoffs: readonly CalendarEntry['what'][] = ['dossier-cutoff', 'forward-cutoff', 'announce-by'];

/** Whether an entry stands at the first instant that is too late: the last day is the one before. */
export const isCutoff = ({ what }: Pick<CalendarEntry, 'what'>): boolean => cutoffs.includes(what);
