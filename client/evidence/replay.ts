import { fileURLToPath } from 'node:url';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { awardFaults } from '../../activities/records/evidence/awards.js';
import type { Fault } from '../../activities/records/evidence/fault.js';
import type { Records } from '../../activities/records/database/open.js';
import { keptRuns, type RunKey, unzipHistory } from '../../activities/records/reads/histories.js';
import { planOf } from '../../activities/records/registry/plans.js';
import { select } from '../../workflows/rules/selection/select.js';

/** A history that today's code doesn't go through as it went, or that can't be read any more. */
interface ReplayFault extends RunKey {
  why: string;
}

export interface Replayed {
  replayed: number;
  faults: ReplayFault[];
}

const built = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/**
 * Replays the kept histories against the workflow code of this build, one at a time; of one workflow where it is named.
 * The program must be the built one: the bundle stands beside it.
 */
export async function replayHistories(records: Records, workflowId?: string): Promise<Replayed> {
  const runs = await keptRuns(records, workflowId);
  const faults: ReplayFault[] = [];
  // What the SDK's core has to say would stand amid the answer: forwarded, it goes through the logger.
  const logging = { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} };
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging } });
  const options = {
    workflowBundle: { codePath: built('workflow-bundle.js') },
    dataConverter: { payloadConverterPath: built('workflows/engine/payload-converter.js') },
  };
  let replayed = 0;
  for await (const { workflowId: id, runId, error } of Worker.runReplayHistories(
    options,
    histories(records, runs, faults),
  )) {
    replayed += 1;
    if (error !== undefined) faults.push({ workflowId: id, runId, why: error.message });
  }
  return { replayed, faults };
}

async function* histories(records: Records, runs: readonly RunKey[], faults: ReplayFault[]) {
  for (const run of runs) {
    const { history: packed } = await records.db
      .selectFrom('history')
      .select('history')
      .where('workflow_id', '=', run.workflowId)
      .where('run_id', '=', run.runId)
      .executeTakeFirstOrThrow();
    const history = await unzipHistory(packed)
      .then((json) => historyFromJSON(JSON.parse(json)))
      .catch((error: unknown) => String(error));
    if (typeof history === 'string') faults.push({ ...run, why: history });
    else yield { workflowId: run.workflowId, history };
  }
}

/**
 * Selects anew from the kept input of each signed list, derives each certificate from that and from the acts, and holds the
 * ledger against it.
 */
export const rederiveAwards = (records: Records): Promise<Fault[]> =>
  awardFaults(records, async ({ plan, campaign }, { input }) => {
    const answer = select(await planOf(records, plan, campaign), input);
    return 'faults' in answer ? null : { digest: answer.digest, winners: [...answer.winners] };
  });
