import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { workflowStanding, type WorkflowStanding } from './workflow-standing.js';

const betweenLooks = 5_000;

/**
 * Watches that a workflow runs until `stop`; hears each change from or to running. A server out of reach says nothing of
 * it: that is heard elsewhere.
 */
export async function watchWorkflow(
  client: Client,
  workflowId: string,
  hear: (standing: WorkflowStanding) => void,
  stop: AbortSignal,
): Promise<void> {
  let last: WorkflowStanding['state'] = 'running';
  while (!stop.aborted) {
    const standing = await workflowStanding(client, workflowId).catch(() => null);
    if (standing !== null && standing.state !== last) {
      last = standing.state;
      hear(standing);
    }
    await sleep(betweenLooks, undefined, { signal: stop }).catch(() => undefined);
  }
}
