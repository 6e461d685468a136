import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime } from '@temporalio/worker';
import { openRecords } from '../../activities/records/database/open.js';
import { createWorker } from '../../worker/run.js';
import { stopRequest } from '../../worker/embedded/processes/stop-request.js';
import { WorkerPlace } from './places.js';

/** The process of the engine's own worker, which remembers as many workflows as it is told. */
const { mailFolder, ...place } = WorkerPlace.parse(JSON.parse(process.argv[2] ?? ''));
Runtime.install({
  shutdownSignals: [],
  logger: new DefaultLogger('WARN', (entry) => process.stderr.write(`${entry.message}\n`)),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
});
const records = await openRecords(place.databaseUrl);
const connection = await NativeConnection.connect({ address: place.address });
const from = 'Thi đua <thi-dua@can-tho.invalid>';
const { address, ...rest } = place;
const settings = { ...rest, temporal: { address }, from, ...(mailFolder !== undefined && { mailFolder }) };
const worker = await createWorker(settings, records, connection);
process.stdout.write('READY\n');
await worker.runUntil(stopRequest());
await connection.close();
await records.close();
process.exit(0);
