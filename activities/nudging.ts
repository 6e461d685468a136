import { Context } from '@temporalio/activity';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { NudgingEffects } from '../workflows/api/effects.js';
import { messages } from '../workflows/api/messages.js';

const atOnce = 16;

/** The look that one workflow asks of others: sent by the worker, so that each leaves one event in its sender's history. */
export const createNudgingEffects = (): NudgingEffects => ({
  async nudge({ workflows }) {
    const { client } = Context.current();
    const missing: string[] = [];
    for (let first = 0; first < workflows.length; first += atOnce) {
      const batch = workflows.slice(first, first + atOnce);
      const isThere = await Promise.all(batch.map((workflowId) => askToLook(client, workflowId)));
      missing.push(...batch.filter((_, index) => isThere[index] === false));
    }
    return { missing };
  },
});

/** @returns whether it is there: one that has ended looks no more */
async function askToLook(client: Client, workflowId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).signal(messages.look.name, null);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
