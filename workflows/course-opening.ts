import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild, WorkflowIdReusePolicy } from '@temporalio/workflow';
import type { UnitInForce } from './acts.js';
import { extendTo } from './choices.js';
import type { Course } from './course.js';
import { dossierMemo } from './details.js';
import type { DossierInput } from './dossier-state.js';
import { dossierId } from './identity.js';
import { messages } from './messages.js';
import { plan263 } from './plan/plan-263.js';
import type { UnitCode } from './plan/schema.js';
import {
  addDays,
  campaignCalendar,
  datesYear,
  dayOf,
  instantOf,
  isWorkingDay,
  nextWorkingDay,
} from './rules/calendar.js';
import { nextMonday } from './rules/days.js';

const startsAtOnce = 50;

/** Stage 2: the units in force, the dates with their reasons, one dossier a unit (IV.1.a). */
export async function openSubmissions(course: Course): Promise<void> {
  const { context, state } = course;
  const year = datesYear(plan263, course.campaign);
  const on = `${String(year - 1)}-12-31`;
  const units = await context.records.loadUnits({ on });
  const window = await context.records.loadHolidays({ from: on, to: `${String(year)}-06-30` });
  const entries = campaignCalendar(plan263, course.campaign, window);
  const instants = (what: string) => entries.filter((entry) => entry.what === what);
  const one = (what: string): number => Date.parse(instants(what)[0]?.at ?? '');
  const reminders = (what: string) =>
    instants(what).map(({ at, workingDays = 0 }) => ({ at: Date.parse(at), workingDays }));

  state.units = units;
  state.holidays = window.days;
  state.cutoff = one('dossier-cutoff');
  state.forwardCutoff = one('forward-cutoff');
  state.announceBy = one('announce-by');
  state.reminders = reminders('dossier-reminder');
  state.agenda.push(
    { at: state.cutoff, what: 'cutoff', workingDays: 0 },
    ...reminders('forward-reminder').map((it) => ({ ...it, what: 'forward-reminder' as const })),
    { at: state.forwardCutoff, what: 'forward-cutoff', workingDays: 0 },
    ...announceReminders(state.announceBy, course).map((at) => ({
      at,
      what: 'announce-reminder' as const,
      workingDays: 0,
    })),
    { at: state.announceBy, what: 'announce-by', workingDays: 0 },
    { at: instantOf(addDays(dayOf(state.announceBy), 30)), what: 'give-up-ceremony', workingDays: 0 },
  );
  state.nextDigest = nextMonday(context.clock.now());
  await registerDossiers(
    course,
    units.map((unit) => unit.code),
  );
  if (course.campaign === 'summary') await askParticipants(course);
}

/** Three reminders before the quarter ends (IV.1.b), at 08:00 on working days. */
function announceReminders(announceBy: number, course: Course): number[] {
  const days: string[] = [];
  const table = { days: course.state.holidays };
  for (let day = addDays(dayOf(announceBy), -1); days.length < 10; day = addDays(day, -1)) {
    if (isWorkingDay(day, table)) days.push(day);
  }
  return [9, 4, 1].map((index) => instantOf(days[index] ?? '', 8));
}

async function registerDossiers(course: Course, units: UnitCode[]): Promise<void> {
  const { cutoff } = course.state;
  if (cutoff === null) return;
  await course.context.record({
    key: `dossiers-opened/${String(units.length)}/${units[0] ?? ''}`,
    act: 'dossiers-opened',
    actor: null,
    reason: null,
    facts: { units: units.length, cutoff },
    change: { type: 'dossiers-opened', units, cutoff },
  });
}

/** Starts the dossiers that are not started yet, some at a time. */
export async function startDossiers(course: Course): Promise<void> {
  const { state, input, context } = course;
  const batch = state.units.slice(state.started, state.started + startsAtOnce);
  await Promise.all(
    batch.map(async (unit) => {
      const workflowId = dossierId(input.plan, course.campaign, unit.code);
      const dossier: DossierInput = {
        plan: input.plan,
        campaign: course.campaign,
        unit: unit.code,
        bloc: unit.bloc,
        filer: state.filers[unit.code] ?? unit.code,
        clock: context.clock.forChild(),
        state: firstState(course),
      };
      try {
        await startChild('dossier', {
          workflowId,
          args: [dossier],
          parentClosePolicy: ParentClosePolicy.ABANDON,
          workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
          ...dossierMemo(dossier),
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
      context.clock.noteTold(workflowId);
    }),
  );
  state.started += batch.length;
}

function firstState({ state }: Course): DossierInput['state'] {
  return {
    status: 'open',
    cutoff: state.cutoff ?? 0,
    reminders: state.reminders,
    remindedUntil: 0,
    current: null,
    completeBy: null,
    acts: 0,
    isSettled: false,
  };
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
    state.questions.push({ key, options: ['keep', extendTo(next)], choose: 1 });
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
  state.questions.push({ key, options: candidates, choose: null });
  context.mail(key, [{ office: 'home-affairs' }], {
    code: 'participants-question',
    campaign: course.campaign,
    candidates,
  });
}

/** Opens the dossiers of the ended units that take part. */
export async function addParticipants(course: Course, codes: UnitCode[]): Promise<void> {
  const ended = await unitsEndedInPeriod(course);
  const known = new Set(course.state.units.map((unit) => unit.code));
  const units = ended.filter((unit) => codes.includes(unit.code) && !known.has(unit.code));
  course.state.units.push(...units);
  await registerDossiers(
    course,
    units.map((unit) => unit.code),
  );
}

/** Nothing can change any more in the dossiers. */
export async function closeDossiers(course: Course): Promise<void> {
  const { state, input, context } = course;
  const dossiers = state.units.map((unit) => dossierId(input.plan, course.campaign, unit.code));
  await context.tellMany(dossiers, messages.closeDossier, null);
}
