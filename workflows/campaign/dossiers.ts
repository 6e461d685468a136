import { dossierMemo } from '../api/memos.js';
import { ParentClosePolicy, WorkflowIdReusePolicy, startChild } from '@temporalio/workflow';
import type { DossierStanding } from '../api/effects.js';
import { dossierId } from '../api/identity.js';
import type { Course } from './campaign.js';
import type { DossierInput } from '../dossier/state.js';
import type { LeftLetter } from '../engine/context.js';
import { atOnce } from '../engine/telling.js';
import { namesFor } from '../plan/names.js';
import type { UnitCode } from '../plan/schema.js';
import { addDays, dayOf, instantOf } from '../rules/calendar.js';

/** Dossiers that should have decided an hour ago are woken; one whose workflow is gone goes on from what the records hold. */
export async function wakeOverdue(course: Course, units: UnitCode[]): Promise<void> {
  const { state, context, campaign } = course;
  const unitOf = new Map(units.map((unit) => [dossierId(course.plan.plan, campaign, unit), unit]));
  const gone = await context.nudge(...unitOf.keys());
  const tomorrow = instantOf(addDays(dayOf(course.now), 1), 8);
  state.nextLook = Math.min(state.nextLook ?? tomorrow, tomorrow);
  if (gone.length === 0) return;
  const restarted = gone.flatMap((id) => unitOf.get(id) ?? []);
  await startDossiersOf(course, restarted, WorkflowIdReusePolicy.ALLOW_DUPLICATE);
  state.restarts += 1;
  const event = `dossiers-restarted/${String(state.restarts)}`;
  const content = { code: 'dossier-restarted' as const, campaign, units: restarted };
  await course.note('dossiers-restarted', event, { units: restarted }, [
    { event, recipients: [{ office: 'home-affairs' }], content },
  ]);
}

/** Starts the workflows of these units' dossiers, each from what the records hold of it. */
async function startDossiersOf(
  course: Course,
  units: UnitCode[],
  workflowIdReusePolicy: WorkflowIdReusePolicy,
): Promise<void> {
  const { context, campaign, input, state } = course;
  const { plan } = course.plan;
  const standings = await context.records.dossierStandings({ plan, campaign, units });
  const blocs = new Map(state.units.map((unit) => [unit.code, unit.bloc]));
  await Promise.all(
    standings.map(async (standing) => {
      const bloc = blocs.get(standing.unit);
      if (bloc === undefined) return;
      const dossier: DossierInput = {
        plan,
        names: namesFor(course.plan, bloc),
        campaign,
        unit: standing.unit,
        bloc,
        filer: standing.filer,
        announceBy: state.announceBy,
        clock: context.clock.forChild(),
        instance: input.instance,
        state: firstState(standing),
      };
      const workflowId = dossierId(plan, campaign, standing.unit);
      await context.startUnlessRunning(workflowId, () =>
        startChild('dossier', {
          workflowId,
          args: [dossier],
          parentClosePolicy: ParentClosePolicy.ABANDON,
          workflowIdReusePolicy,
          ...dossierMemo(dossier),
        }),
      );
    }),
  );
}

const firstState = (standing: DossierStanding): DossierInput['state'] => ({
  status: standing.status,
  cutoff: standing.cutoff,
  current: standing.current,
  completeBy: standing.completeBy,
  decidedUntil: 0,
  acts: standing.acts ?? 0,
});

/** The whole campaign's cutoff moves, never back. */
export function moveCutoff(course: Course, cutoff: number): void {
  course.state.cutoff = Math.max(course.state.cutoff ?? 0, cutoff);
  course.state.doneUntil = Math.max(course.state.doneUntil, course.now);
}

/** A part of the dossiers has time until a cutoff of its own: they are reminded of that one, from now on. */
export function grantCutoff({ state, now }: Course, cutoff: number): void {
  state.ownCutoffs = [...new Set([...state.ownCutoffs, cutoff])];
  state.doneUntil = Math.max(state.doneUntil, now);
}

/** What each dossier whose cutoff an act moves is told. */
export const timeLetter = (
  { context, campaign }: Course,
  code: 'dossier-extended' | 'dossier-shortened',
  cutoff: number,
  reason: string,
): LeftLetter => ({
  event: `cutoff-moved/${context.messageId}`,
  recipients: 'each-dossier',
  content: { code, campaign, cutoff, reason },
});

/** The dossiers' cutoff moved in the records: they look there, and the campaign waits for whoever has time. */
export async function tellDossiers(course: Course, units: UnitCode[]): Promise<void> {
  const { context, campaign } = course;
  course.lookAgain();
  const ids = units.map((unit) => dossierId(course.plan.plan, campaign, unit));
  await context.nudge(...ids);
}

/** The rows of dossiers in the records, and the letters of the opening, in one entry. */
export async function registerDossiers(
  course: Course,
  units: UnitCode[],
  cutoff: number,
  questions: LeftLetter[] = [],
): Promise<void> {
  const { campaign, state } = course;
  const { filers } = state;
  const content = { code: 'dossier-open' as const, campaign, cutoff };
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
    letters: [{ event: 'open', recipients: 'each-dossier', content }, ...questions],
  });
}

/** Starts the dossiers that are not started yet, some at a time. */
export async function startDossiers(course: Course): Promise<void> {
  const { state } = course;
  if (state.started >= state.units.length) return;
  const batch = state.units.slice(state.started, state.started + atOnce).map((unit) => unit.code);
  await startDossiersOf(course, batch, WorkflowIdReusePolicy.REJECT_DUPLICATE);
  state.started += batch.length;
  course.isRunOver = state.started === state.units.length;
}

/** Nothing can change any more in the dossiers: each is told to look, and ends. */
export async function closeDossiers(course: Course): Promise<void> {
  const { state, context, campaign } = course;
  const ids = state.units.map((unit) => dossierId(course.plan.plan, campaign, unit.code));
  await context.nudge(...ids);
}
