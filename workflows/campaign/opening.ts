import type { Course } from './campaign.js';
import { registerDossiers } from './dossiers.js';
import { askLastDays } from './last-days.js';
import { askParticipants } from './participants.js';
import { campaignCalendar, datesYear } from '../rules/calendar.js';
import { nextMonday } from '../rules/days.js';

/** Stage 2: the units in force, the dates with their reasons, one dossier a unit (IV.1.a). */
export async function openSubmissions(course: Course): Promise<void> {
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
  state.cutoff = one('dossier-cutoff');
  state.planCutoff = state.cutoff;
  state.forwardCutoff = one('forward-cutoff');
  state.announceBy = one('announce-by');
  state.nextDigest = nextMonday(context.clock.now());
  const codes = units.map((unit) => unit.code);
  const questions = [...(await askParticipants(course)), ...askLastDays(course)];
  await registerDossiers(course, codes, state.cutoff, questions);
}
