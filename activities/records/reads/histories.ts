import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Records } from '../database/open.js';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** One run of one workflow. */
export interface RunKey {
  workflowId: string;
  runId: string;
}

/** A closed run's history: `json` as the server gives it, `status` as it closed (`COMPLETED`, `CONTINUED_AS_NEW`, …). */
export interface ClosedHistory extends RunKey {
  status: string;
  events: number;
  json: string;
}

/** Keeps a closed run's history for good; kept before, it stays as it is. */
export async function keepHistory(
  records: Records,
  { workflowId, runId, status, events, json }: ClosedHistory,
): Promise<void> {
  await records.db
    .insertInto('history')
    .values({ workflow_id: workflowId, run_id: runId, status, events, history: await zip(json) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The kept histories of a workflow, oldest run first; of one run where it is named. */
export async function findHistory(
  records: Records,
  { workflowId, runId }: { workflowId: string; runId?: string },
): Promise<(ClosedHistory & { exportedAt: number })[]> {
  let query = records.db
    .selectFrom('history')
    .selectAll()
    .where('workflow_id', '=', workflowId)
    .orderBy('exported_at');
  if (runId !== undefined) query = query.where('run_id', '=', runId);
  const rows = await query.execute();
  const runs = await Promise.all(
    rows.map(async (row) => ({
      workflowId: row.workflow_id,
      runId: row.run_id,
      status: row.status,
      events: row.events,
      json: await unzipHistory(row.history),
      exportedAt: row.exported_at,
    })),
  );
  // Several that closed shortly after each other are kept in any order.
  return runs
    .map((run) => ({ run, begun: beginOf(run.json) }))
    .sort((one, other) => one.begun - other.begun)
    .map(({ run }) => run);
}

/** When a run began, epoch ms of the server's time: its first event's. */
function beginOf(json: string): number {
  const at = Date.parse(/"eventTime":\s*"([^"]+)"/.exec(json)?.[1] ?? '');
  return Number.isNaN(at) ? 0 : at;
}

/** Every run whose history is kept, in the order in which they were; of one workflow where it is named. */
export async function keptRuns({ db }: Pick<Records, 'db'>, workflowId?: string): Promise<RunKey[]> {
  let query = db.selectFrom('history').select(['workflow_id', 'run_id']).orderBy('seq');
  if (workflowId !== undefined) query = query.where('workflow_id', '=', workflowId);
  const rows = await query.execute();
  return rows.map((row) => ({ workflowId: row.workflow_id, runId: row.run_id }));
}

/** A history's JSON as it is kept; rejects where it can't be read any more. */
export const unzipHistory = async (packed: Buffer): Promise<string> => (await unzip(packed)).toString('utf8');

/** Those of the closed runs whose history is not kept yet. */
export async function missingHistories(records: Records, closed: readonly RunKey[]): Promise<RunKey[]> {
  if (closed.length === 0) return [];
  const kept = await records.db
    .selectFrom('history')
    .select('run_id')
    .where(
      'run_id',
      'in',
      closed.map((it) => it.runId),
    )
    .execute();
  const runs = new Set(kept.map((it) => it.run_id));
  return closed.filter((it) => !runs.has(it.runId));
}
