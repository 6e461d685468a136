import type { Course } from './campaign.js';
import { registerDossiers } from './dossiers.js';
import { askLastDays } from './last-days.js';
import { skipPastSteps } from './late.js';
import { askParticipants } from './participants.js';
import { campaignCalendar, datesYear } from '../rules/calendar.js';
import { nextMonday } from '../rules/days.js';

/**
 * Stage 2: the units in force, the dates with their reasons, one dossier a unit (IV.1.a).
 * @param extended the cutoff (epoch ms) that Home Affairs has set where the plan's own was past before the movement began
 */
export async function openSubmissions(course: Course, extended = 0): Promise<void> {
  const { context, state } = course;
  const year = datesYear(course.plan, course.campaign);
  const on = `${String(year - 1)}-12-31`;
  const units = await context.records.loadUnits({ on });
  const window = await context.records.loadHolidays({
    plan: course.plan.plan,
    from: on,
    to: `${String(year)}-06-30`,
  });
  const entries = campaignCalendar(course.plan, course.campaign, window);
  const one = (what: string): number => Date.parse(entries.find((entry) => entry.what === what)?.at ?? '');

  state.units = units;
  state.holidays = window.days;
  state.planCutoff = one('dossier-cutoff');
  state.cutoff = Math.max(state.planCutoff, extended);
  state.forwardCutoff = one('forward-cutoff');
  state.announceBy = one('announce-by');
  state.nextDigest = nextMonday(context.clock.now());
  const codes = units.map((unit) => unit.code);
  const questions = [...(await askParticipants(course)), ...(extended > 0 ? [] : askLastDays(course))];
  await registerDossiers(course, codes, state.cutoff, questions);
  await skipPastSteps(course);
}
