import { setTimeout as pause } from 'node:timers/promises';
import type { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Site } from './ground.js';

/** Something stands still that should go on. */
export class Standstill extends Error {}

const firstLook = 5_000;
const betweenLooks = 2_000;
/** A worker killed over an act is missed after 20 seconds; whoever then stands still for as long again has a fault. */
const longest = 150_000;

/** Returns when every workflow waits; throws {@link Standstill} where one can't go on. */
export async function settle(site: Site): Promise<void> {
  let isSettled = false;
  const work = site.stepper.settle().finally(() => {
    isSettled = true;
  });
  work.catch(() => undefined);
  await Promise.race([work, watch(site, () => isSettled)]);
}

async function watch(site: Site, settled: () => boolean): Promise<void> {
  const begun = Date.now();
  await pause(firstLook, undefined, { ref: false });
  while (!settled()) {
    const reason = await whyNot(site);
    if (settled()) return;
    if (reason !== null) throw new Standstill(reason);
    if (Date.now() - begun > longest) throw new Standstill('The workflows come to no rest.');
    await pause(betweenLooks, undefined, { ref: false });
  }
}

const manyTries = 4;

/** A workflow task or an effect that fails over and over; null: none is seen. */
async function whyNot({ client }: Site): Promise<string | null> {
  for await (const { workflowId, runId } of client.workflow.list({ query: `ExecutionStatus = 'Running'` })) {
    const handle = client.workflow.getHandle(workflowId, runId);
    const { raw } = await handle.describe();
    if ((raw.pendingWorkflowTask?.attempt ?? 0) >= manyTries) {
      const failure = lastFailureIn(await handle.fetchHistory());
      if (failure !== null) return `The workflow task of ${workflowId} fails over and over: ${failure}`;
    }
    for (const activity of raw.pendingActivities ?? []) {
      const { attempt, activityType, lastFailure } = activity;
      if ((attempt ?? 0) >= manyTries && lastFailure != null && activityType?.name !== 'deliverLetters') {
        return `The effect ${activityType?.name ?? ''} of ${workflowId} fails over and over: ${lastFailure.message ?? ''}`;
      }
    }
  }
  return null;
}

/** The failure of a workflow task after which none was completed; a task of a killed worker only runs out of time. */
function lastFailureIn({ events }: ReturnType<typeof historyFromJSON>): string | null {
  let failure: string | null = null;
  for (const event of events ?? []) {
    if (event.workflowTaskCompletedEventAttributes != null) failure = null;
    const failed = event.workflowTaskFailedEventAttributes;
    if (failed != null) failure = failed.failure?.message ?? String(failed.cause);
  }
  return failure;
}
