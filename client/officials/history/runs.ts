import { type Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Records } from '../../../activities/records/database/open.js';
import { findHistory } from '../../../activities/records/reads/histories.js';
import { readEvents } from './events.js';
import type { Run } from './places.js';

/** A run's history in the JSON form in which the server gives it. */
export interface RunHistory {
  workflow: string;
  runId: string;
  json: string;
}

/** The histories of a workflow's runs that the records keep, the oldest first. */
export async function keptRuns(records: Records, workflow: string): Promise<RunHistory[]> {
  const kept = await findHistory(records, { workflowId: workflow });
  return kept.map(({ workflowId, runId, json }) => ({ workflow: workflowId, runId, json }));
}

/** The histories that the server still has, the oldest first: of the last run, and of those that went before it. Throws where it is away. */
export async function serverRuns(client: Client, workflow: string): Promise<RunHistory[]> {
  const runs: RunHistory[] = [];
  const chain: { next: string | undefined } = { next: await lastRun(client, workflow) };
  while (chain.next !== undefined) {
    const runId = chain.next;
    const history = await historyOf(client, workflow, runId);
    if (history === null) break;
    runs.unshift({ workflow, runId, json: historyToJSON(history) });
    const before = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    chain.next = before === '' ? undefined : (before ?? undefined);
  }
  return runs;
}

async function lastRun(client: Client, workflow: string): Promise<string | undefined> {
  try {
    return (await client.workflow.getHandle(workflow).describe()).runId;
  } catch (error) {
    if (isForgotten(error)) return undefined;
    throw error;
  }
}

async function historyOf(client: Client, workflow: string, runId: string) {
  try {
    return await client.workflow.getHandle(workflow, runId).fetchHistory();
  } catch (error) {
    if (isForgotten(error)) return null;
    throw error;
  }
}

const notFound = 5;

function isForgotten(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError) return true;
  if (!isGrpcServiceError(error)) return false;
  const code: number = error.code;
  return code === notFound;
}

/** The runs of both, the oldest first; one that both have is the server's. */
export function joinedRuns(kept: readonly RunHistory[], server: readonly RunHistory[]): RunHistory[] {
  const given = new Set(server.map((run) => run.runId));
  return [...kept.filter((run) => !given.has(run.runId)), ...server];
}

/** A history with its events read. */
export const readRun = ({ workflow, runId, json }: RunHistory): Run => ({
  workflow,
  runId,
  events: readEvents(json),
});
