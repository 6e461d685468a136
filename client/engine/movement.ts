import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { instanceOf } from '../../activities/records/database/instance.js';
import { businessNow, clockMode, trialOffset } from '../../activities/records/database/business-time.js';
import type { Records } from '../../activities/records/database/open.js';
import { clockMark, type ClockMode } from '../../workflows/api/clock-mode.js';
import { movementId, taskQueues } from '../../workflows/api/identity.js';
import { periodName, planName } from '../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';

/** Business time as a movement begins with it: `now` is where a rehearsal stands, `offset` a trial's, in milliseconds. */
export interface MovementClock {
  mode: ClockMode;
  now: number;
  offset?: number;
}

/** Business time as the records have it, for a workflow that is started from them. */
export async function clockOf(records: Records): Promise<MovementClock> {
  const { mode } = await clockMode(records);
  const offset = await trialOffset(records);
  return { mode, now: await businessNow(records), ...(offset !== null && { offset }) };
}

/** With what a plan's movement is started. @param state what it has done already */
export function movementOptions(
  plan: Plan,
  clock: MovementClock,
  instance: string,
  state: { started?: CampaignKey[] } = {},
) {
  const mark = clockMark(clock.mode);
  const summary = `Phong trào thi đua CCHC ${periodName(plan, 'summary')} (${planName(plan)})`;
  return {
    workflowId: movementId(plan.plan),
    taskQueue: taskQueues[clock.mode],
    args: [{ plan, clock, instance, state }],
    memo: { instance },
    staticSummary: mark === null ? summary : `${summary} – ${mark}`,
  };
}

/** Starts the plan's movement for these records, or joins the one that runs. @returns whether it was started now */
export async function startMovement(
  { client, records }: { client: Client; records: Records },
  plan: Plan,
  clock: MovementClock,
  taskQueue: string = taskQueues[clock.mode],
): Promise<boolean> {
  const instance = await instanceOf(records);
  try {
    await client.workflow.start('movement', { ...movementOptions(plan, clock, instance), taskQueue });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
