import { type Client, WorkflowNotFoundError } from '@temporalio/client';

/**
 * How a workflow stands on its server. `reset`: it runs, and somebody has put it back to an earlier point; `closed`: it
 * ended, as `status` says (`TERMINATED`, `COMPLETED`, …); `missing`: the server knows none.
 */
export type WorkflowStanding =
  | { state: 'running' | 'reset'; runId: string }
  | { state: 'closed'; runId: string; status: string }
  | { state: 'missing' };

/** Asks the server; it needs no worker to answer. Rejects where the server is out of reach. */
export async function workflowStanding(client: Client, workflowId: string): Promise<WorkflowStanding> {
  try {
    const { status, runId } = await client.workflow.getHandle(workflowId).describe();
    if (status.name !== 'RUNNING') return { state: 'closed', runId, status: status.name };
    return { state: (await isReset(client, workflowId, runId)) ? 'reset' : 'running', runId };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { state: 'missing' };
    throw error;
  }
}

/** A run that a reset made begins with the history of another. */
async function isReset(client: Client, workflowId: string, runId: string): Promise<boolean> {
  const { history } = await client.workflowService.getWorkflowExecutionHistory({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 1,
  });
  const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
  const original = started?.originalExecutionRunId ?? '';
  return original !== '' && original !== runId;
}
