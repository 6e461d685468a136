import { type GrantExtension, type Scope, type ShortenExtension, messages } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import type { Course } from './campaign.js';
import { grantCutoff, moveCutoff, tellDossiers, timeLetter } from './dossiers.js';
import { checkWithinQuarter } from '../dossier/quarter.js';
import type { Day, UnitCode } from '../plan/schema.js';
import { addDays, dayOf, instantOf } from '../rules/calendar.js';

/** Time granted or taken back, for one unit, one bloc or all. */
export function listenForExtensions(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.grantExtension, {
    check: (message) => checkExtension(course, message),
    apply: (message) => extend(course, message),
  });
  context.onUpdate(messages.shortenExtension, {
    check: (message) => checkShortening(course, message),
    apply: (message) => shorten(course, message),
  });
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
    letters: [timeLetter(course, 'dossier-extended', cutoff, message.reason)],
  });
  if (scope.of === 'all') moveCutoff(course, cutoff);
  else grantCutoff(course, cutoff);
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
    letters: [timeLetter(course, 'dossier-shortened', cutoff, reason)],
  });
  if (scope.of === 'all') course.state.cutoff = cutoff;
  grantCutoff(course, cutoff);
  await tellDossiers(course, units);
  return { units: units.length, cutoff };
}
