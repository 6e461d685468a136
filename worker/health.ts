import { hostname } from 'node:os';
import { Connection } from '@temporalio/client';
import { taskQueues } from '../workflows/api/identity.js';
import { configurationSentences, readConfiguration } from './configuration.js';

/** A container's health check: ends with 0 while this machine's worker takes work, in service or of a trial, else with 1 and a reason. */
const read = readConfiguration(process.env);
const problem = read.ok
  ? await idleness().catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
  : configurationSentences(read.problems).join('\n');
if (problem !== null) console.error(problem);
process.exit(problem === null ? 0 : 1);

/** Why nothing is being done here; null: the server has heard this machine's worker within the last two minutes. */
async function idleness(): Promise<string | null> {
  if (!read.ok || read.configuration.temporal === undefined) return 'Chưa đặt TEMPORAL_ADDRESS.';
  const { temporal, temporalNamespace: namespace } = read.configuration;
  const connection = await Connection.connect({ ...temporal, connectTimeout: 5_000 });
  const asked = [taskQueues.service, taskQueues.trial].map((name) =>
    connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name } }),
  );
  const polled = (await Promise.all(asked))
    .flatMap(({ pollers }) => pollers)
    .filter(({ identity }) => identity?.endsWith(`@${hostname()}`))
    .map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000);
  const isHeard = Date.now() - Math.max(0, ...polled) < 120_000;
  return isHeard ? null : 'Máy chủ Temporal không thấy worker của máy này trong hai phút qua.';
}
