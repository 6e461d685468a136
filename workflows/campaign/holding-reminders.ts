import { type HoldReminders, messages } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import type { UnitCode } from '../plan/schema.js';
import type { Course } from './campaign.js';
import type { Moment } from './state.js';

/** Home Affairs holds the reminders of the campaign or of one unit's dossier, and lets them go again. */
export function listenForHolding(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.pauseReminders, {
    check: (message) => checkHolding(course, message, { whileHeld: false }),
    apply: (message) => hold(course, message),
  });
  context.onUpdate(messages.resumeReminders, {
    check: (message) => checkHolding(course, message, { whileHeld: true }),
    apply: (message) => letGo(course, message),
  });
}

function checkHolding(
  { state, unitCodes }: Course,
  { unit }: HoldReminders,
  { whileHeld }: { whileHeld: boolean },
): Refusal | null {
  if (state.isClosed) return { code: 'workflow.closing' };
  if (unit !== undefined && !unitCodes.includes(unit)) return { code: 'unit.unknown', units: [unit] };
  const { paused, pausedUnits } = state.reminders;
  const isHeld = unit === undefined ? paused !== null : pausedUnits[unit] !== undefined;
  if (isHeld === whileHeld) return null;
  return { code: isHeld ? 'reminders.held' : 'reminders.not-held', unit: unit ?? null };
}

async function hold({ context, state }: Course, { actor, reason, unit }: HoldReminders) {
  const { at } = await context.recordAct('pauseReminders', actor, {
    reason,
    facts: unit === undefined ? {} : { unit },
    change: { type: 'none' },
  });
  const { reminders } = state;
  if (unit === undefined) state.reminders = { ...reminders, paused: { reason, at }, skipped: 0 };
  else reminders.pausedUnits[unit] = { reason, at };
  return { paused: true };
}

/** What was let pass meanwhile stands in the record of the act; it is not sent late. */
async function letGo({ context, state }: Course, { actor, reason, unit }: HoldReminders) {
  const { skipped } = state.reminders;
  await context.recordAct('resumeReminders', actor, {
    reason,
    facts: unit === undefined ? { skipped } : { unit },
    change: { type: 'none' },
  });
  const { pausedUnits } = state.reminders;
  if (unit === undefined) state.reminders = { ...state.reminders, paused: null, skipped: 0 };
  else
    state.reminders.pausedUnits = Object.fromEntries(
      Object.entries(pausedUnits).filter(([code]) => code !== unit),
    );
  return { paused: false, ...(unit === undefined && { skipped }) };
}

const reminders: ReadonlySet<Moment['what']> = new Set([
  'launch-reminder',
  'dossier-reminder',
  'forward-reminder',
  'announce-reminder',
]);

/** Whether a moment of the agenda is a reminder that is let pass. */
export function letsPass({ state }: Course, { what, at }: Moment): boolean {
  if (!reminders.has(what)) return false;
  const { paused, notBefore } = state.reminders;
  if (paused !== null) state.reminders.skipped += 1;
  return paused !== null || at < notBefore;
}

/** The units whose dossiers are not reminded. */
export const heldUnits = ({ state }: Course): UnitCode[] => Object.keys(state.reminders.pausedUnits).sort();
