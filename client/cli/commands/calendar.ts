import { loadHolidays } from '../../../activities/reference/tables.js';
import { campaignsOf } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { type CalendarEntry, type HolidayTable, mostWorkingDays } from '../../../workflows/rules/calendar.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { calendarOrWhyNot } from '../../officials/calendar.js';
import { choosePlan } from '../../plan.js';
import { calendarReason } from '../../language/calendar.js';
import { planName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { type Output, printLines, table, widthOf } from '../terminal/tables.js';

export interface CalendarOptions {
  /** `2023`, or `summary` */
  campaign: string;
  json?: boolean | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
  /** Such as `10,5,2,1`: working days before a cutoff's date. */
  reminders?: string | undefined;
}

export interface CalendarSurroundings {
  out: Output;
  errors: Output;
  loadHolidays: (plan: string) => HolidayTable;
}

const faulty = 2;

/**
 * `thidua calendar`: each date of a campaign with its reason, for people or as JSON.
 * @returns the exit status: 0, or 2 with a sentence on what to do
 */
export function runCalendar(
  options: CalendarOptions,
  surroundings: CalendarSurroundings = { out: process.stdout, errors: process.stderr, loadHolidays },
): number {
  const made = makeCalendar(options, surroundings.loadHolidays);
  if ('sentence' in made) {
    printLines(surroundings.errors, [made.sentence]);
    return faulty;
  }
  const { out } = surroundings;
  const { plan, campaign, entries } = made;
  if (options.json === true) {
    out.write(`${JSON.stringify(report(plan, campaign, entries), undefined, 2)}\n`);
  } else printLines(out, forPeople(plan, campaign, entries, widthOf(out)));
  return 0;
}

function makeCalendar(
  { campaign: given, plan: named, reminders }: CalendarOptions,
  load: CalendarSurroundings['loadHolidays'],
): { plan: Plan; campaign: CampaignKey; entries: CalendarEntry[] } | { sentence: string } {
  const chosen = choosePlan(named);
  if ('sentence' in chosen) return chosen;
  const { plan } = chosen;
  const known = campaignsOf(plan);
  if (!known.includes(given)) {
    return {
      sentence: say(
        `Không có đợt khen thưởng "${given}". Có thể chọn: ${known.join(', ')} ("summary" là tổng kết giai đoạn).`,
        `There is no campaign "${given}". There are: ${known.join(', ')} ("summary" is the summary of the period).`,
      ),
    };
  }
  const counts = reminders === undefined ? undefined : readReminders(reminders);
  if (counts === null) return { sentence: remindersSentence(reminders ?? '') };
  const calendar = calendarOrWhyNot(plan, given, load, counts);
  return 'sentence' in calendar ? calendar : { plan, campaign: given, entries: calendar.entries };
}

/** Different whole numbers of working days from 1; null where it is anything else. */
function readReminders(text: string): number[] | null {
  const parts = text.split(',').map((part) => part.trim());
  if (!parts.every((part) => /^[1-9]\d{0,2}$/.test(part))) return null;
  const counts = parts.map(Number);
  const areDistinct = new Set(counts).size === counts.length;
  return areDistinct && counts.every((count) => count <= mostWorkingDays) ? counts : null;
}

function remindersSentence(given: string): string {
  return say(
    `--reminders "${given}" không hợp lệ: cần các số nguyên khác nhau từ 1 đến ${mostWorkingDays} (số ngày làm việc trước hạn), cách nhau bằng dấu phẩy, ví dụ 10,5,2,1.`,
    `--reminders "${given}" is wrong: it takes different whole numbers from 1 to ${mostWorkingDays} (working days before the cutoff), separated by commas, like 10,5,2,1.`,
  );
}

function report(plan: Plan, campaign: CampaignKey, entries: readonly CalendarEntry[]) {
  return {
    contract: 1,
    plan: plan.plan,
    campaign: campaign === 'summary' ? campaign : Number(campaign),
    entries: entries.map(({ what, at, clause, reason }) => ({ what, at, clause, reason })),
  };
}

function forPeople(
  plan: Plan,
  campaign: CampaignKey,
  entries: readonly CalendarEntry[],
  width: number,
): string[] {
  const name =
    campaign === 'summary'
      ? say('TỔNG KẾT GIAI ĐOẠN', 'SUMMARY OF THE PERIOD')
      : say(`NĂM ${campaign}`, campaign);
  const columns = [
    { title: say('Ngày', 'Date') },
    { title: say('Giờ', 'Time') },
    { title: say('Mục', 'Clause') },
    { title: say('Nội dung', 'Content'), flexible: true as const },
  ];
  const rows = entries.map((entry) => [
    formatDay(entry.at.slice(0, 10)),
    entry.at.slice(11, 16),
    entry.clause,
    calendarReason(plan, campaign, entry),
  ]);
  return [
    say(
      `LỊCH ĐỢT KHEN THƯỞNG ${name} – ${planName(plan)}`,
      `CALENDAR OF THE CAMPAIGN ${name} – ${planName(plan)}`,
    ),
    '',
    ...table(columns, rows, width),
  ];
}
