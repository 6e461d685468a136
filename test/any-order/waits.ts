import { setTimeout as pause } from 'node:timers/promises';
import type { Site } from './ground.js';

/** Returns when the wait of each open workflow has begun: what has begun can be ended though no worker is there. */
export async function waitsBegun({ client }: Site): Promise<void> {
  for await (const { workflowId } of client.workflow.list({ query: `ExecutionStatus = 'Running'` })) {
    for (;;) {
      const { raw } = await client.workflow.getHandle(workflowId).describe();
      const waits = (raw.pendingActivities ?? []).filter((it) => it.activityType?.name === 'awaitMoment');
      if (waits.every((it) => it.lastStartedTime != null)) break;
      await pause(20);
    }
  }
}
