import type { Course } from './campaign.js';
import {
  type GrantExtension,
  messages,
  type RecordLaunchPlan,
  type Scope,
  type ShortenExtension,
} from '../api/messages.js';
import { dossierId } from '../api/identity.js';
import type { Day, UnitCode } from '../plan/schema.js';
import { checkWithinQuarter } from '../dossier/quarter.js';
import { addDays, dayOf, instantOf } from '../rules/calendar.js';
import type { Refusal } from '../api/refusals.js';

/** Messages that bring things in: time granted or taken back, launch plans, units' reports. */
export function listenForIntake(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.grantExtension, {
    check: (message) => checkExtension(course, message),
    apply: (message) => extend(course, message),
  });
  context.onUpdate(messages.shortenExtension, {
    check: (message) => checkShortening(course, message),
    apply: (message) => shorten(course, message),
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

function unitsInScope(course: Course, scope: Scope): UnitCode[] {
  const units = course.state.units.filter((unit) =>
    scope.of === 'all' ? true : scope.of === 'bloc' ? unit.bloc === scope.bloc : unit.code === scope.unit,
  );
  return units.map((unit) => unit.code);
}

/** Time is granted and taken back from the opening until a list is with the Board. */
function checkTime(course: Course, scope: Scope, message: string): Refusal | null {
  const { state, stage } = course;
  if (state.cutoff === null || state.signed !== null || stage === 'closed') {
    return { code: 'stage.wrong', stage, message };
  }
  if (state.list !== null) return { code: 'list.frozen', message };
  const named = scope.of === 'unit' ? scope.unit : scope.of;
  return unitsInScope(course, scope).length === 0 ? { code: 'extension.no-dossier', scope: named } : null;
}

/** The first instant that is too late where `lastDay` is the last day in time. */
const cutoffAfter = (lastDay: Day): number => instantOf(addDays(lastDay, 1));

function checkExtension(course: Course, message: GrantExtension): Refusal | null {
  const refusal = checkTime(course, message.scope, 'grantExtension');
  if (refusal !== null) return refusal;
  const { cutoff, announceBy } = course.state;
  const { lastDay, beyond } = message;
  const isLater = cutoffAfter(lastDay) > (cutoff ?? 0) && cutoffAfter(lastDay) > course.context.clock.now();
  if (!isLater) return { code: 'extension.not-later', lastDay, cutoff: cutoff ?? 0 };
  return beyond === undefined ? checkWithinQuarter(lastDay, announceBy) : null;
}

async function extend(course: Course, message: GrantExtension) {
  const units = unitsInScope(course, message.scope);
  const cutoff = cutoffAfter(message.lastDay);
  const { scope, lastDay, beyond } = message;
  await course.context.recordAct('grantExtension', message.actor, {
    reason: message.reason,
    facts: { scope, lastDay, units: units.length, ...(beyond !== undefined && { beyond }) },
    change: { type: 'extension', units, cutoff },
  });
  if (scope.of === 'all') moveCutoff(course, cutoff);
  await tellDossiers(course, units);
  return { units: units.length, cutoff };
}

/** Not to before the plan's own day, and not into the past: a mistyped day is taken back, no unit is surprised. */
function checkShortening(course: Course, message: ShortenExtension): Refusal | null {
  const refusal = checkTime(course, message.scope, 'shortenExtension');
  if (refusal !== null) return refusal;
  const { planCutoff } = course.state;
  const today = dayOf(course.context.clock.now());
  const plans = addDays(dayOf(planCutoff ?? 0), -1);
  const earliest = plans > today ? plans : today;
  const { lastDay } = message;
  const isFuture = cutoffAfter(lastDay) > course.context.clock.now();
  return lastDay >= earliest && isFuture ? null : { code: 'extension.not-shorter', lastDay, earliest };
}

async function shorten(course: Course, { actor, scope, lastDay, reason }: ShortenExtension) {
  const units = unitsInScope(course, scope);
  const cutoff = cutoffAfter(lastDay);
  await course.context.recordAct('shortenExtension', actor, {
    reason,
    facts: { scope, lastDay, units: units.length },
    change: { type: 'shortening', units, cutoff },
  });
  if (scope.of === 'all') course.state.cutoff = cutoff;
  await tellDossiers(course, units);
  return { units: units.length, cutoff };
}

/** The whole campaign's cutoff moves, never back. */
export function moveCutoff(course: Course, cutoff: number): void {
  course.state.cutoff = Math.max(course.state.cutoff ?? 0, cutoff);
}

/** The dossiers' cutoff moved in the records: they look there, and the campaign waits for whoever has time. */
export async function tellDossiers(course: Course, units: UnitCode[]): Promise<void> {
  const { context, campaign, input } = course;
  course.lookAgain();
  const ids = units.map((unit) => dossierId(input.plan, campaign, unit));
  await context.tellMany(ids, messages.look, null);
}
