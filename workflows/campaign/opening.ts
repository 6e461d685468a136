import { WorkflowIdReusePolicy } from '@temporalio/workflow';
import { extendTo } from '../api/choices.js';
import { atOnce } from '../engine/context.js';
import type { Course } from './campaign.js';
import { startDossiersOf } from './standing.js';
import { dossierId } from '../api/identity.js';
import { messages } from '../api/messages.js';
import { plan263 } from '../plan/plan-263.js';
import type { UnitCode } from '../plan/schema.js';
import {
  addDays,
  campaignCalendar,
  datesYear,
  dayOf,
  instantOf,
  isWorkingDay,
  nextWorkingDay,
} from '../rules/calendar.js';
import { nextMonday } from '../rules/days.js';
import type { UnitInForce } from '../api/effects.js';

/** Stage 2: the units in force, the dates with their reasons, one dossier a unit (IV.1.a). */
export async function openSubmissions(course: Course): Promise<void> {
  const { context, state } = course;
  const year = datesYear(plan263, course.campaign);
  const on = `${String(year - 1)}-12-31`;
  const units = await context.records.loadUnits({ on });
  const window = await context.records.loadHolidays({ from: on, to: `${String(year)}-06-30` });
  const entries = campaignCalendar(plan263, course.campaign, window);
  const one = (what: string): number => Date.parse(entries.find((entry) => entry.what === what)?.at ?? '');

  state.units = units;
  state.holidays = window.days;
  state.cutoff = one('dossier-cutoff');
  state.planCutoff = state.cutoff;
  state.forwardCutoff = one('forward-cutoff');
  state.announceBy = one('announce-by');
  state.nextDigest = nextMonday(context.clock.now());
  const codes = units.map((unit) => unit.code);
  await registerDossiers(course, codes, state.cutoff);
  if (course.campaign === 'summary') await askParticipants(course);
}

async function registerDossiers(course: Course, units: UnitCode[], cutoff: number): Promise<void> {
  const { filers } = course.state;
  await course.context.record({
    key: `dossiers-opened/${String(course.state.units.length)}`,
    act: 'dossiers-opened',
    actor: null,
    reason: null,
    facts: { units: units.length, cutoff },
    change: {
      type: 'dossiers-opened',
      dossiers: units.map((unit) => ({ unit, filer: filers[unit] ?? unit })),
      cutoff,
    },
  });
}

/** Starts the dossiers that are not started yet, some at a time. */
export async function startDossiers(course: Course): Promise<void> {
  const { state } = course;
  const batch = state.units.slice(state.started, state.started + atOnce).map((unit) => unit.code);
  await startDossiersOf(course, batch, WorkflowIdReusePolicy.REJECT_DUPLICATE);
  state.started += batch.length;
}

/** Where the last day before a cutoff is no working day, Home Affairs is asked: never a silent shift (IV.1). */
export function askLastDays(course: Course): void {
  const { state } = course;
  for (const [name, cutoff] of [
    ['cutoff', state.cutoff],
    ['forward-cutoff', state.forwardCutoff],
  ] as const) {
    if (cutoff === null) continue;
    const lastDay = addDays(dayOf(cutoff), -1);
    const table = { days: state.holidays };
    if (isWorkingDay(lastDay, table)) continue;
    const next = nextWorkingDay(lastDay, table);
    const key = `${course.campaign}/${name}/last-day-not-working`;
    state.questions.push({ key, options: ['keep', extendTo(next)], choose: 1, asked: '' });
    course.context.mail(key, [{ office: 'home-affairs' }], {
      code: 'last-day-question',
      campaign: course.campaign,
      cutoff,
      lastDay,
      holiday: state.holidays.find((holiday) => holiday.date === lastDay)?.name ?? null,
      nextWorkingDay: next,
    });
  }
}

function unitsEndedInPeriod({ context, input }: Course): Promise<UnitInForce[]> {
  const { from, to } = plan263.period;
  return context.records.endedUnits({ plan: input.plan, from, to });
}

/** Which units that have ended take part in the summary, and who files for them: for Home Affairs to say. */
async function askParticipants(course: Course): Promise<void> {
  const { context, state } = course;
  const ended = await unitsEndedInPeriod(course);
  const candidates = ended.map((unit) => unit.code);
  if (candidates.length === 0) return;
  const key = `${course.campaign}/participants`;
  state.questions.push({ key, options: candidates, choose: null, asked: '' });
  context.mail(key, [{ office: 'home-affairs' }], {
    code: 'participants-question',
    campaign: course.campaign,
    candidates,
  });
}

/** Ended units let in after the cutoff have so many working days to file, of their own. */
const daysForLateParticipants = 10;

/** Opens the dossiers of the ended units that take part, with a cutoff of their own where the campaign's is past or near. */
export async function addParticipants(course: Course, codes: UnitCode[]): Promise<void> {
  const { state, context } = course;
  const ended = await unitsEndedInPeriod(course);
  const known = new Set(state.units.map((unit) => unit.code));
  const units = ended.filter((unit) => codes.includes(unit.code) && !known.has(unit.code));
  if (units.length === 0) return;
  let last = dayOf(context.clock.now());
  for (let count = 0; count < daysForLateParticipants; count += 1) {
    last = nextWorkingDay(last, { days: state.holidays });
  }
  state.units.push(...units);
  await registerDossiers(
    course,
    units.map((unit) => unit.code),
    Math.max(state.cutoff ?? 0, instantOf(addDays(last, 1))),
  );
  course.lookAgain();
}

/** Nothing can change any more in the dossiers: each is told to look, and ends. */
export async function closeDossiers(course: Course): Promise<void> {
  const { state, input, context, campaign } = course;
  const ids = state.units.map((unit) => dossierId(input.plan, campaign, unit.code));
  await context.tellMany(ids, messages.look, null);
}
