import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { keepHistory, missingHistories, type RunKey } from '../activities/records/reads/histories.js';
import type { Records } from '../activities/records/database/open.js';

const interval = 60_000;
const atOnce = 8;

interface ClosedRun extends RunKey {
  status: string;
}

/**
 * Keeps the history of every closed run: the server deletes them after its retention, and each continue-as-new closes
 * one. What is kept replays, years later. Only runs of its own queue: not a rehearsal's among those of a service.
 * @returns how many were kept now
 */
export async function keepClosedHistories(
  client: Client,
  records: Records,
  taskQueue: string,
): Promise<number> {
  const closed: ClosedRun[] = [];
  const query = `ExecutionStatus != 'Running' and TaskQueue = '${taskQueue}'`;
  for await (const { workflowId, runId, status } of client.workflow.list({ query })) {
    closed.push({ workflowId, runId, status: status.name });
  }
  const missing = new Set((await missingHistories(records, closed)).map((run) => run.runId));
  const waiting = closed.filter((run) => missing.has(run.runId));
  const work = async (): Promise<void> => {
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
      await keepOne(client, records, run);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return missing.size;
}

async function keepOne(client: Client, records: Records, run: ClosedRun): Promise<void> {
  const history = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
  const events = history.events?.length ?? 0;
  await keepHistory(records, { ...run, events, json: historyToJSON(history) });
}

/** Looks for closed runs again and again, a last time at `stop`; a look that fails is left to the next. */
export function startArchivist(
  client: Client,
  records: Records,
  taskQueue: string,
): { stop(): Promise<void> } {
  let current: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    current = keepClosedHistories(client, records, taskQueue).catch((error: unknown) => {
      process.stderr.write(`histories not kept this time: ${String(error)}\n`);
    });
  };
  const timer = setInterval(look, interval);
  look();
  return {
    async stop() {
      clearInterval(timer);
      await current;
      look();
      await current;
    },
  };
}
