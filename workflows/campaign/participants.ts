import { readChoice } from '../api/choices.js';
import type { UnitInForce } from '../api/effects.js';
import { ownQuestionKey } from '../api/own-questions.js';
import type { OwnAnswering } from './own-question.js';
import type { LeftLetter } from '../engine/context.js';
import type { Course } from './campaign.js';
import { grantCutoff, registerDossiers } from './dossiers.js';
import type { UnitCode } from '../plan/schema.js';
import { addDays, dayOf, instantOf, nextWorkingDay } from '../rules/calendar.js';

function unitsEndedInPeriod({ context, plan }: Course): Promise<UnitInForce[]> {
  const { from, to } = plan.period;
  return context.records.endedUnits({ plan: plan.plan, from, to });
}

/** Which units that have ended take part in the summary, and who files for them: for Home Affairs to say. */
export async function askParticipants(course: Course): Promise<LeftLetter[]> {
  const { state, campaign } = course;
  if (campaign !== 'summary') return [];
  const ended = await unitsEndedInPeriod(course);
  const candidates = ended.map((unit) => unit.code);
  if (candidates.length === 0) return [];
  const key = ownQuestionKey(campaign, 'participants');
  state.questions.push({ key, options: candidates, choose: null, asked: '' });
  const content = { code: 'participants-question' as const, campaign, candidates };
  return [{ event: key, recipients: [{ office: 'home-affairs' }], content }];
}

/** Ended units let in after the cutoff have so many working days to file, of their own. */
const daysForLateParticipants = 10;

/** Opens the dossiers of the ended units that take part, with a cutoff of their own where the campaign's is past or near. */
async function addParticipants(course: Course, codes: UnitCode[]): Promise<void> {
  const { state } = course;
  const ended = await unitsEndedInPeriod(course);
  const known = new Set(state.units.map((unit) => unit.code));
  const units = ended.filter((unit) => codes.includes(unit.code) && !known.has(unit.code));
  if (units.length === 0) return;
  let last = dayOf(course.now);
  for (let count = 0; count < daysForLateParticipants; count += 1) {
    last = nextWorkingDay(last, { days: state.holidays });
  }
  state.units.push(...units);
  const cutoff = Math.max(state.cutoff ?? 0, instantOf(addDays(last, 1)));
  grantCutoff(course, cutoff);
  await registerDossiers(
    course,
    units.map((unit) => unit.code),
    cutoff,
  );
  course.lookAgain();
}

/** One of those that take part in the summary: `UNIT`, or `UNIT>FILER` where another unit in force files for it. */
export function participant(choice: string): { unit: string; filer: string | undefined } {
  const read = readChoice(choice);
  return read?.what === 'participant' ? read : { unit: choice, filer: undefined };
}

async function letIn(course: Course, choices: readonly string[]): Promise<void> {
  const taking = choices.map(participant);
  for (const { unit, filer } of taking) {
    if (filer !== undefined) course.state.filers[unit] ??= filer;
  }
  await addParticipants(
    course,
    taking.map((it) => it.unit),
  );
}

/** Which ended units take part: each offered one, filed for by a unit in force; a second answer only lets in more. */
export const participantsAnswering: OwnAnswering = {
  isOffered: ({ state }, choice, { options }) => {
    const { unit, filer } = participant(choice);
    return options.includes(unit) && (filer === undefined || state.units.some((it) => it.code === filer));
  },
  mayFollow: ({ state }, first, choices) => {
    const now = new Map(choices.map((choice) => [participant(choice).unit, participant(choice).filer]));
    return first.choices.every((choice) => {
      const { unit } = participant(choice);
      return now.has(unit) && (now.get(unit) ?? unit) === (state.filers[unit] ?? unit);
    });
  },
  change: () => ({ type: 'none' }),
  carryOut: letIn,
};
