import { fileURLToPath } from 'node:url';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { stopRequest } from '../../worker/embedded/processes/stop-request.js';
import { bareActivities } from './bare-activities.js';
import { WorkerPlace } from './places.js';

/** The process of the bare worker: the same settings as the engine's, other workflows, a queue of its own. */
const { address, namespace, cachedWorkflows } = WorkerPlace.parse(JSON.parse(process.argv[2] ?? ''));
Runtime.install({
  shutdownSignals: [],
  logger: new DefaultLogger('WARN', (entry) => process.stderr.write(`${entry.message}\n`)),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
});
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue: 'bare',
  workflowsPath: fileURLToPath(new URL('bare-workflows.js', import.meta.url)),
  activities: { ...bareActivities },
  maxCachedWorkflows: cachedWorkflows,
  shutdownGraceTime: '5 seconds',
});
process.stdout.write('READY\n');
await worker.runUntil(stopRequest());
await connection.close();
process.exit(0);
