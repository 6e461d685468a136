import { ParentClosePolicy, startChild, WorkflowIdReusePolicy } from '@temporalio/workflow';
import type { Course } from './campaign.js';
import type { DossierInput } from '../dossier/state.js';
import { dossierId } from '../api/identity.js';
import { messages } from '../api/messages.js';
import type { UnitCode } from '../plan/schema.js';
import { addDays, dayOf, instantOf } from '../rules/calendar.js';
import type { DossierStanding } from '../api/effects.js';
import { dossierMemo } from '../dossier/view.js';

/**
 * Asks the records how the dossiers and the list stand, where something may have changed. A list in hand that a change
 * has set free there is superseded here; a dossier that ended before its time is started again.
 */
export async function look(course: Course): Promise<void> {
  const { state, context, campaign } = course;
  state.isLookDue = false;
  const at = context.clock.stamp();
  const standing = await context.records.campaignStanding({ plan: course.input.plan, campaign, at });
  const { filing, review, overdue, frozen } = standing;
  context.clock.learn(standing.at);
  state.pending = { filing, review };
  state.nextLook = standing.nextLook;
  state.isSelectionDue = true;
  if (frozen === 'free' && state.list !== null) await supersede(course, 'review');
  if (overdue.length > 0) await wakeOverdue(course, overdue);
}

/** Dossiers that should have decided an hour ago are woken; one whose workflow is gone goes on from what the records hold. */
async function wakeOverdue(course: Course, units: UnitCode[]): Promise<void> {
  const { state, context, campaign, input } = course;
  const unitOf = new Map(units.map((unit) => [dossierId(input.plan, campaign, unit), unit]));
  const gone = await context.tellMany([...unitOf.keys()], messages.look, null);
  const tomorrow = instantOf(addDays(dayOf(context.clock.now()), 1), 8);
  state.nextLook = Math.min(state.nextLook ?? tomorrow, tomorrow);
  if (gone.length === 0) return;
  const restarted = gone.flatMap((id) => unitOf.get(id) ?? []);
  await startDossiersOf(course, restarted, WorkflowIdReusePolicy.ALLOW_DUPLICATE);
  state.restarts += 1;
  await context.record({
    key: `dossiers-restarted/${String(state.restarts)}`,
    act: 'dossiers-restarted',
    actor: null,
    reason: null,
    facts: { units: restarted },
    change: { type: 'none' },
  });
  context.mail(`dossiers-restarted/${String(state.restarts)}`, [{ office: 'home-affairs' }], {
    code: 'dossier-restarted',
    campaign,
    units: restarted,
  });
}

/** Starts the workflows of these units' dossiers, each from what the records hold of it. */
export async function startDossiersOf(
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

export type SupersededBy = 'review' | 'ranking' | 'revocation' | 'records';

/** What the list in hand rests on has changed: nobody appraises or signs it any more, and whoever had it is told. */
export async function supersede(
  course: Course,
  by: SupersededBy,
  reason: string | null = null,
): Promise<void> {
  const { state, context, campaign } = course;
  const { list } = state;
  if (list === null) return;
  state.list = null;
  state.signed = null;
  const event = `list-superseded/${String(state.round)}`;
  await context.record({
    key: event,
    act: 'list-superseded',
    actor: null,
    reason,
    facts: { digest: list.digest, input: list.input, by },
    change: { type: 'list-superseded' },
  });
  const offices = ['home-affairs', 'board', ...(list.isAppraised ? (['chairman'] as const) : [])] as const;
  context.mail(
    event,
    offices.map((office) => ({ office })),
    { code: 'list-superseded', campaign, digest: list.digest, by, reason },
  );
  course.selectAgain();
}
