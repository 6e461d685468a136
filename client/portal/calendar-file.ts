import { generateIcsCalendar, type IcsEvent } from 'ts-ics';
import { campaignName, planName } from '../../workflows/plan/names.js';
import type { CampaignKey, Day, Plan } from '../../workflows/plan/schema.js';
import { addDays, type CalendarEntry, dayOf, instantOf } from '../../workflows/rules/calendar.js';
import { calendarTitles, isCutoff } from '../officials/calendar.js';

/** A campaign and its dates. */
export interface Dated {
  /** As the campaign goes by it. */
  plan: Plan;
  campaign: CampaignKey;
  entries: readonly CalendarEntry[];
}

/** The dates as an iCalendar file (RFC 5545): the same bytes for the same dates. */
export const calendarFile = (name: string, campaigns: readonly Dated[]): string =>
  generateIcsCalendar({
    version: '2.0',
    prodId: '-//thi-dua//lich//VI',
    name,
    method: 'PUBLISH',
    events: campaigns.flatMap((it) => it.entries.map((entry) => eventOf(it, entry))),
  });

function eventOf({ plan, campaign }: Dated, { what, at, clause, reason }: CalendarEntry): IcsEvent {
  const instant = Date.parse(at);
  return {
    uid: `${plan.plan}-${campaign}-${what}-${at.slice(0, 10)}@thi-dua`,
    stamp: { date: new Date(instantOf(plan.issued)) },
    summary: `${calendarTitles[what]} – ${campaignName(plan, campaign)}`,
    description: `${reason} (${planName(plan)}, mục ${clause})`,
    ...(isTimed(instant)
      ? { start: { date: new Date(instant) }, duration: { minutes: 15 } }
      : wholeDay(isCutoff({ what }) ? addDays(dayOf(instant), -1) : dayOf(instant))),
    timeTransparent: 'TRANSPARENT',
  };
}

const isTimed = (instant: number): boolean => instantOf(dayOf(instant)) !== instant;

/** What falls on midnight is a whole day: of a cutoff, the last day that is in time. */
function wholeDay(day: Day) {
  const date = (it: Day) => ({ type: 'DATE' as const, date: new Date(`${it}T00:00:00Z`) });
  return { start: date(day), end: date(addDays(day, 1)) };
}
