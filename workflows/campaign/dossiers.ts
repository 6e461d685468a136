import { dossierMemo } from '../dossier/view.js';
import { ParentClosePolicy, WorkflowIdReusePolicy, startChild } from '@temporalio/workflow';
import type { DossierStanding } from '../api/effects.js';
import { dossierId } from '../api/identity.js';
import { messages } from '../api/messages.js';
import type { Course } from './campaign.js';
import type { DossierInput } from '../dossier/state.js';
import { atOnce } from '../engine/context.js';
import type { UnitCode } from '../plan/schema.js';
import { addDays, dayOf, instantOf } from '../rules/calendar.js';

/** Dossiers that should have decided an hour ago are woken; one whose workflow is gone goes on from what the records hold. */
export async function wakeOverdue(course: Course, units: UnitCode[]): Promise<void> {
  const { state, context, campaign, input } = course;
  const unitOf = new Map(units.map((unit) => [dossierId(input.plan, campaign, unit), unit]));
  const gone = await context.tellMany([...unitOf.keys()], messages.look, null);
  const tomorrow = instantOf(addDays(dayOf(course.now), 1), 8);
  state.nextLook = Math.min(state.nextLook ?? tomorrow, tomorrow);
  if (gone.length === 0) return;
  const restarted = gone.flatMap((id) => unitOf.get(id) ?? []);
  await startDossiersOf(course, restarted, WorkflowIdReusePolicy.ALLOW_DUPLICATE);
  state.restarts += 1;
  const event = `dossiers-restarted/${String(state.restarts)}`;
  await course.note('dossiers-restarted', event, { units: restarted });
  context.mail(event, [{ office: 'home-affairs' }], {
    code: 'dossier-restarted',
    campaign,
    units: restarted,
  });
}

/** Starts the workflows of these units' dossiers, each from what the records hold of it. */
async function startDossiersOf(
  course: Course,
  units: UnitCode[],
  workflowIdReusePolicy: WorkflowIdReusePolicy,
): Promise<void> {
  const { context, campaign, input, state } = course;
  const { plan } = input;
  const standings = await context.records.dossierStandings({ plan, campaign, units });
  const blocs = new Map(state.units.map((unit) => [unit.code, unit.bloc]));
  await Promise.all(
    standings.map(async (standing) => {
      const bloc = blocs.get(standing.unit);
      if (bloc === undefined) return;
      const dossier: DossierInput = {
        plan,
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
  reminders: standing.reminders,
  remindedUntil: 0,
  current: standing.current,
  completeBy: standing.completeBy,
  decidedUntil: 0,
  acts: 0,
});

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

export async function registerDossiers(course: Course, units: UnitCode[], cutoff: number): Promise<void> {
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
  if (state.started >= state.units.length) return;
  const batch = state.units.slice(state.started, state.started + atOnce).map((unit) => unit.code);
  await startDossiersOf(course, batch, WorkflowIdReusePolicy.REJECT_DUPLICATE);
  state.started += batch.length;
  course.isRunOver = state.started === state.units.length;
}

/** Nothing can change any more in the dossiers: each is told to look, and ends. */
export async function closeDossiers(course: Course): Promise<void> {
  const { state, input, context, campaign } = course;
  const ids = state.units.map((unit) => dossierId(input.plan, campaign, unit.code));
  await context.tellMany(ids, messages.look, null);
}
