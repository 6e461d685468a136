import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { addDays, type CalendarEntry, datesYear, dayOfCutoff } from '../../workflows/rules/calendar.js';
import { formatDay, weekdayOf } from '../../workflows/rules/days.js';
import { say } from './language.js';
import { officeName, periodName } from './names.js';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Why a date stands in a campaign's calendar. */
export const calendarReason = (plan: Plan, campaign: CampaignKey, entry: CalendarEntry): string =>
  say(entry.reason, inEnglish(plan, campaign, entry));

function inEnglish(plan: Plan, campaign: CampaignKey, { what, at, workingDays }: CalendarEntry): string {
  const day = at.slice(0, 10);
  const year = datesYear(plan, campaign);
  const cutoffs = {
    dossier: dayOfCutoff(plan.cutoffs.dossier, year),
    forward: dayOfCutoff(plan.cutoffs.forward, year),
  };
  const [homeAffairs, board] = [officeName(plan, 'home-affairs'), officeName(plan, 'board')];
  const left = `${workingDays ?? 0} working days left before`;
  switch (what) {
    case 'submissions-open':
      return `Award dossiers of ${periodName(plan, campaign)} are taken from now on; they go to ${homeAffairs} before ${formatDay(cutoffs.dossier)}.`;
    case 'dossier-reminder':
      return `Units that have not filed are reminded: ${left} ${formatDay(cutoffs.dossier)}.`;
    case 'forward-reminder':
      return `${homeAffairs} is reminded to forward the list to ${board}: ${left} ${formatDay(cutoffs.forward)}.`;
    case 'dossier-cutoff':
      return cutoffSentence(homeAffairs, day);
    case 'forward-cutoff':
      return cutoffSentence(board, day);
    case 'announce-by':
      return `The last day for awards and their announcement is ${formatDay(addDays(day, -1))} (in the plan's words: ${plan.cutoffs.announce.within}).`;
    case 'last-day-not-working': {
      const isDossier = addDays(day, 1) === cutoffs.dossier;
      const deed = isDossier ? `filing with ${homeAffairs}` : `forwarding to ${board}`;
      return `The last day for ${deed} is ${weekdays[weekdayOf(day)] ?? ''} ${formatDay(day)}, not a working day; ${homeAffairs} decides whether to keep or extend it.`;
    }
  }
}

const cutoffSentence = (to: string, cutoff: string): string =>
  `Dossiers go to ${to} before ${formatDay(cutoff)}: taken to the end of ${formatDay(addDays(cutoff, -1))}, late from 00:00 on ${formatDay(cutoff)}.`;
