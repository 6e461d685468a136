import { setTimeout as pause } from 'node:timers/promises';
import type { Site } from './ground.js';

/** Something stands still that should go on. */
export class Standstill extends Error {}

const firstLook = 5_000;
const betweenLooks = 2_000;
/** A worker killed over an act is missed after 20 seconds; whoever then stands still for as long again has a fault. */
const longest = 150_000;

/** Returns when every workflow waits; throws {@link Standstill} where one can't go on. */
export async function settle(site: Site): Promise<void> {
  const settled = { is: false };
  const work = site.stepper.settle().finally(() => {
    settled.is = true;
  });
  work.catch(() => undefined);
  await Promise.race([work, watch(site, settled)]);
}

async function watch(site: Site, settled: { is: boolean }): Promise<void> {
  const begun = Date.now();
  for (await pause(firstLook, undefined, { ref: false }); !settled.is; await pause(betweenLooks, undefined, { ref: false })) {
    const reason = await whyNot(site);
    if (settled.is) return;
    if (reason !== null) throw new Standstill(reason);
    if (Date.now() - begun > longest) throw new Standstill('The workflows come to no rest.');
  }
}

const manyTries = 4;

/** A workflow task or an effect that fails over and over; null: none is seen. */
async function whyNot({ client }: Site): Promise<string | null> {
  for await (const { workflowId, runId } of client.workflow.list({ query: `ExecutionStatus = 'Running'` })) {
    const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
    const task = raw.pendingWorkflowTask?.attempt ?? 0;
    if (task >= manyTries) return `The workflow task of ${workflowId} fails over and over.`;
    for (const activity of raw.pendingActivities ?? []) {
      const { attempt, activityType, lastFailure } = activity;
      if ((attempt ?? 0) >= manyTries && lastFailure != null && activityType?.name !== 'sendMails') {
        return `The effect ${activityType?.name ?? ''} of ${workflowId} fails over and over: ${lastFailure.message ?? ''}`;
      }
    }
  }
  return null;
}
