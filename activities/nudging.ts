import { Context } from '@temporalio/activity';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { NudgingEffects } from '../workflows/api/effects.js';
import { messages } from '../workflows/api/messages.js';

/** The look that one workflow asks of others: sent by the worker, so that each leaves one event in its sender's history. */
export const createNudgingEffects = (): NudgingEffects => ({
  async nudge({ workflows }) {
    const { client } = Context.current();
    const isThere = await Promise.all(workflows.map((workflowId) => askToLook(client, workflowId)));
    return { missing: workflows.filter((_, index) => isThere[index] === false) };
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
