import type { Course } from './course.js';
import { DossierChanged, type GrantExtension, messages, type RecordLaunchPlan } from './messages.js';
import { dossierId } from './identity.js';
import type { UnitCode } from './plan/schema.js';
import { addDays, dayOf, instantOf, reminderDays, usualReminders } from './rules/calendar.js';
import type { Refusal } from './refusals.js';

/** Messages that bring things in: dossiers' news, extensions, launch plans, units' reports. */
export function listenForIntake(course: Course): void {
  const { context } = course;
  context.onSignal(messages.dossierChanged, (input) => {
    const changed = DossierChanged.safeParse(input);
    if (changed.success) noteDossier(course, changed.data);
  });
  context.onUpdate(messages.grantExtension, {
    check: (message) => checkExtension(course, message),
    apply: (message) => extend(course, message),
  });
  context.onUpdate(messages.recordLaunchPlan, {
    check: (message) => checkLaunchPlan(course, message),
    apply: (message) => recordLaunchPlan(course, message),
  });
  context.onUpdate(messages.reportCommendations, {
    check: (message) => checkOwnUnit(course, message.actor.unit, message.unit),
    apply: async (message) => {
      const { actor, unit, collectives, individuals, document } = message;
      await context.recordAct('reportCommendations', actor, {
        reason: null,
        facts: { unit, collectives, individuals },
        change: { type: 'commendations', unit, collectives, individuals, document: document ?? null },
      });
      course.state.commendations += 1;
      return { unit };
    },
  });
  context.onUpdate(messages.reportDifficulty, {
    check: (message) => checkOwnUnit(course, message.actor.unit, message.unit),
    apply: async ({ actor, unit, text }) => {
      const { campaign } = course;
      await context.recordAct('reportDifficulty', actor, {
        reason: null,
        facts: { unit, text },
        change: { type: 'difficulty', unit, text },
      });
      course.state.difficulties += 1;
      const event = `difficulty/${String(course.state.difficulties)}`;
      context.mail(event, [{ office: 'home-affairs' }], { code: 'difficulty', campaign, unit, text });
      return { unit };
    },
  });
}

/** What a dossier says of itself; a list already forwarded is then looked at again. */
function noteDossier(course: Course, changed: DossierChanged): void {
  const { state } = course;
  if (changed.pending) state.settled = without(state.settled, changed.unit);
  else state.settled[changed.unit] = changed.status;
  state.isSelectionDue = true;
  course.wake();
}

function without(record: Record<string, string>, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function checkOwnUnit(course: Course, own: UnitCode | undefined, unit: UnitCode): Refusal | null {
  if (course.state.isClosed) return { code: 'workflow.closing' };
  return own === undefined || own === unit ? null : { code: 'actor.wrong-unit', unit: own };
}

function checkLaunchPlan(course: Course, message: RecordLaunchPlan): Refusal | null {
  const { actor, plans } = message;
  const foreign = plans.find((plan) => checkOwnUnit(course, actor.unit, plan.unit) !== null);
  return foreign === undefined ? null : checkOwnUnit(course, actor.unit, foreign.unit);
}

async function recordLaunchPlan(course: Course, { actor, plans }: RecordLaunchPlan) {
  await course.context.recordAct('recordLaunchPlan', actor, {
    reason: null,
    facts: { units: plans.length },
    change: { type: 'launch-plans', plans },
  });
  course.state.launchPlans += plans.length;
  return { recorded: plans.length };
}

function unitsInScope(course: Course, { scope }: GrantExtension): UnitCode[] {
  const units = course.state.units.filter((unit) =>
    scope.of === 'all' ? true : scope.of === 'bloc' ? unit.bloc === scope.bloc : unit.code === scope.unit,
  );
  return units.map((unit) => unit.code);
}

function checkExtension(course: Course, message: GrantExtension): Refusal | null {
  const { state, stage } = course;
  if (state.cutoff === null || state.signed !== null || stage === 'closed') {
    return { code: 'stage.wrong', stage, message: 'grantExtension' };
  }
  if (state.list !== null) return { code: 'list.frozen', message: 'grantExtension' };
  const cutoff = instantOf(addDays(message.lastDay, 1));
  if (cutoff <= state.cutoff || cutoff <= course.context.clock.now()) {
    return { code: 'extension.not-later', lastDay: message.lastDay, cutoff: state.cutoff };
  }
  const scope = message.scope.of === 'unit' ? message.scope.unit : message.scope.of;
  return unitsInScope(course, message).length === 0 ? { code: 'extension.no-dossier', scope } : null;
}

async function extend(course: Course, message: GrantExtension) {
  const units = unitsInScope(course, message);
  const cutoff = instantOf(addDays(message.lastDay, 1));
  await course.context.recordAct('grantExtension', message.actor, {
    reason: message.reason,
    facts: { scope: message.scope, lastDay: message.lastDay, units: units.length },
    change: { type: 'extension', units, cutoff },
  });
  if (message.scope.of === 'all') moveCutoff(course, cutoff);
  await extendDossiers(course, units, cutoff, message.reason);
  return { units: units.length, cutoff };
}

/** The whole campaign's cutoff moves: the dossiers' reminders with it. */
export function moveCutoff(course: Course, cutoff: number): void {
  const { state } = course;
  state.agenda = [
    ...state.agenda.filter((moment) => moment.what !== 'cutoff'),
    { at: cutoff, what: 'cutoff', workingDays: 0 },
  ];
  state.cutoff = cutoff;
  course.wake();
}

export async function extendDossiers(
  course: Course,
  units: UnitCode[],
  cutoff: number,
  reason: string,
): Promise<void> {
  const { state, input, context, campaign } = course;
  const now = context.clock.now();
  const table = { days: state.holidays };
  const reminders = reminderDays(dayOf(cutoff), usualReminders, table)
    .map((reminder) => ({ at: instantOf(reminder.day, 8), workingDays: reminder.workingDays }))
    .filter((reminder) => reminder.at > now);
  for (const unit of units) {
    if (state.settled[unit] === 'lapsed') state.settled = without(state.settled, unit);
  }
  state.isSelectionDue = true;
  const dossiers = units.map((unit) => dossierId(input.plan, campaign, unit));
  await context.tellMany(dossiers, messages.extendDossier, { cutoff, reminders, reason });
}
