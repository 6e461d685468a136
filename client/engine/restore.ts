import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowStartOptions,
} from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { record } from '../../activities/records/acts/record.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import type { Records } from '../../activities/records/database/open.js';
import {
  begunCampaigns,
  type ExpectedWorkflow,
  expectedWorkflows,
} from '../../activities/records/reads/expected-workflows.js';
import { postPause } from '../../activities/records/reads/letters.js';
import { dossierStandings } from '../../activities/records/reads/dossier-standings.js';
import { planOf } from '../../activities/records/registry/plans.js';
import { allUnits } from '../../activities/records/registry/units.js';
import { courseStanding } from '../../activities/records/restoring/course.js';
import { loadHolidays, loadRewardTables } from '../../activities/reference/tables.js';
import { movementId, taskQueues } from '../../workflows/api/identity.js';
import { courseMemo, dossierMemo, postMemo } from '../../workflows/api/memos.js';
import { namesFor, namesOf } from '../../workflows/plan/names.js';
import type { CampaignKey, Plan, UnitCode } from '../../workflows/plan/schema.js';
import { calendarOf } from '../../workflows/rules/calendar.js';
import { clockOf, movementOptions, type MovementClock } from './movement.js';
import { workflowStanding, type WorkflowStanding } from './workflow-standing.js';

/** Why a workflow is not started again. */
export type RestoreProblem =
  /** It runs; nothing is lost. */
  | { code: 'restore.runs' }
  /** By the records it never began, or it is over: there is nothing to go on with. */
  | { code: 'restore.nothing'; expected: string[] };

export interface Restoring {
  client: Client;
  records: Records;
  plan: Plan;
  /** Why it is started again, and by whom. */
  reason: string;
  operator: string;
  /** The queue of the records' clock unless another is named. */
  taskQueue?: string;
}

/**
 * Starts a workflow that was terminated, deleted or lost with its server again from what the records hold, as a recorded
 * act; only where it doesn't run, and where by the records it should.
 */
export async function restoreWorkflow(
  restoring: Restoring,
  workflowId: string,
): Promise<{ restored: ExpectedWorkflow } | { problem: RestoreProblem }> {
  const { client, records, plan } = restoring;
  const all = await expectedWorkflows(records, plan.plan);
  const expected = all.find((it) => it.workflowId === workflowId);
  if (expected === undefined)
    return { problem: { code: 'restore.nothing', expected: all.map((it) => it.workflowId) } };
  const standing = await workflowStanding(client, workflowId);
  if (standing.state === 'running' || standing.state === 'reset')
    return { problem: { code: 'restore.runs' } };
  // A campaign goes on by the plan that it began with.
  const own = 'campaign' in expected ? await planOf(records, plan.plan, expected.campaign) : plan;
  const start = await startOf({ ...restoring, plan: own }, expected);
  if (start === null) return { problem: { code: 'restore.nothing', expected: [] } };
  await note(restoring, expected, standing);
  try {
    await client.workflow.start(start.type, start.options);
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { problem: { code: 'restore.runs' } };
    throw error;
  }
  return { restored: expected };
}

async function note(
  { records, plan, reason, operator }: Restoring,
  expected: ExpectedWorkflow,
  standing: WorkflowStanding,
): Promise<void> {
  const { workflowId } = expected;
  const run = standing.state === 'missing' ? null : standing.runId;
  const ended = standing.state === 'closed' ? standing.status : 'MISSING';
  await record(records, loadRewardTables, {
    key: `${workflowId}/workflow-restored/${run ?? randomUUID()}`,
    instance: await instanceOf(records),
    workflow: workflowId,
    plan: plan.plan,
    campaign: 'campaign' in expected ? expected.campaign : null,
    unit: 'unit' in expected ? expected.unit : null,
    act: 'workflow-restored',
    actor: null,
    at: null,
    reason,
    facts: { operator, run, ended },
    change: { type: 'none' },
  });
}

interface Start {
  type: string;
  options: WorkflowStartOptions;
}

async function startOf(restoring: Restoring, expected: ExpectedWorkflow): Promise<Start | null> {
  const { records, plan } = restoring;
  const clock = await clockOf(records);
  const instance = await instanceOf(records);
  const taskQueue = restoring.taskQueue ?? taskQueues[clock.mode];
  const common = { workflowId: expected.workflowId, taskQueue };
  switch (expected.kind) {
    case 'movement': {
      const started = (await begunCampaigns(records, plan.plan)).map(({ campaign }) => campaign);
      return {
        type: 'movement',
        options: { ...movementOptions(plan, clock, instance, { started }), taskQueue },
      };
    }
    case 'post': {
      const pause = await postPause(records, plan.plan);
      const paused = pause === null ? null : { at: pause.at, reason: pause.reason ?? '' };
      const input = { plan: plan.plan, names: namesOf(plan), clock, instance, state: { paused } };
      return { type: 'post', options: { ...common, args: [input], ...postMemo(plan.plan) } };
    }
    case 'campaign': {
      const { campaign } = expected;
      const state = await courseStanding(records, { plan, campaign, holidays: loadHolidays(plan.plan) });
      if (state === null) return null;
      const input = { plan, campaign, clock, instance, state };
      const type = campaign === 'summary' ? 'periodSummary' : 'annualCampaign';
      return { type, options: { ...common, args: [input], ...courseMemo(plan, campaign) } };
    }
    case 'dossier': {
      const input = await dossierInput(restoring, expected, clock, instance);
      return input === null
        ? null
        : { type: 'dossier', options: { ...common, args: [input], ...dossierMemo(input) } };
    }
  }
}

async function dossierInput(
  { records, plan }: Restoring,
  { campaign, unit }: { campaign: CampaignKey; unit: UnitCode },
  clock: MovementClock,
  instance: string,
) {
  const [standing] = await dossierStandings(records, { plan: plan.plan, campaign, units: [unit] });
  const bloc = (await allUnits(records.db)).find(({ code }) => code === unit)?.bloc;
  if (standing === undefined || bloc === undefined) return null;
  const { filer, status, cutoff, current, completeBy, acts = 0 } = standing;
  return {
    plan: plan.plan,
    names: namesFor(plan, bloc),
    campaign,
    unit,
    bloc,
    filer,
    announceBy: announceByOf(plan, campaign),
    clock,
    instance,
    state: { status, cutoff, current, completeBy, acts, decidedUntil: 0 },
  };
}

/** The first instant after the quarter of the awards, epoch ms; null where the table of holidays doesn't reach it. */
function announceByOf(plan: Plan, campaign: CampaignKey): number | null {
  const calendar = calendarOf(plan, campaign, loadHolidays(plan.plan));
  if ('problem' in calendar) return null;
  const found = calendar.entries.find(({ what }) => what === 'announce-by');
  return found === undefined ? null : Date.parse(found.at);
}

/**
 * Starts again whatever should run by the records and doesn't; the movement last, so that one that runs says that all of it
 * was reached: where this is broken off, it is done to its end the next time.
 * @returns the workflows that were started again
 */
export async function restoreLost(restoring: Restoring): Promise<string[]> {
  const expected = await expectedWorkflows(restoring.records, restoring.plan.plan);
  const restored: string[] = [];
  for (const { workflowId } of expected.reverse())
    if ('restored' in (await restoreWorkflow(restoring, workflowId))) restored.push(workflowId);
  return restored;
}

/**
 * Where the records know a movement that the server doesn't run any more, all of it that should run is started again.
 * @returns the workflows that were
 */
export async function restoreMovement(restoring: Restoring): Promise<string[]> {
  const { state } = await workflowStanding(restoring.client, movementId(restoring.plan.plan));
  return state === 'running' || state === 'reset' ? [] : restoreLost(restoring);
}
