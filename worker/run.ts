import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { createMailActivities } from '../activities/mail/activities.js';
import { createMomentActivities } from '../activities/moments.js';
import { createRecordsActivities } from '../activities/records/activities.js';
import { openRecords, type Records } from '../activities/records/open.js';
import { loadUnits } from '../activities/records/reference.js';
import { seedReference } from '../activities/records/seed.js';
import { taskQueue } from '../workflows/identity.js';
import { startArchivist } from './archivist.js';
import { embeddedMailbox } from './embedded/mailbox.js';
import { stopRequest } from './stop-request.js';

export interface WorkerSettings {
  address: string;
  namespace: string;
  databaseUrl: string;
  smtpUrl: string;
  /** Where the embedded SMTP server keeps the mails. */
  mailFolder?: string;
  /** The sender's address. */
  from: string;
  taskQueue?: string;
}

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The engine's worker on one connection; the caller runs it and shuts it down. */
export async function createWorker(
  settings: WorkerSettings,
  records: Records,
  connection: NativeConnection,
): Promise<Worker> {
  const { mailFolder, smtpUrl, from } = settings;
  return Worker.create({
    connection,
    namespace: settings.namespace,
    taskQueue: settings.taskQueue ?? taskQueue,
    workflowBundle: { codePath: beside('../workflow-bundle.js') },
    dataConverter: { payloadConverterPath: beside('../workflows/payload-converter.js') },
    activities: {
      ...createRecordsActivities({ records }),
      ...createMailActivities({
        records,
        smtpUrl,
        from,
        ...(mailFolder !== undefined && { mailbox: embeddedMailbox(mailFolder) }),
      }),
      ...createMomentActivities(),
    },
    maxCachedWorkflows: 1000,
    shutdownGraceTime: '5 seconds',
  });
}

/** Runs the worker until it is asked to stop; the records are brought to this program's version first. */
export async function runWorker(settings: WorkerSettings): Promise<void> {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', (entry) =>
      process.stderr.write(`${entry.message} ${JSON.stringify(entry.meta ?? {})}\n`),
    ),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
  });
  const records = await openRecords(settings.databaseUrl);
  await records.migrate();
  await seedReference(records, { units: loadUnits() });
  const connection = await NativeConnection.connect({ address: settings.address });
  const worker = await createWorker(settings, records, connection);
  const client = new Client({ connection, namespace: settings.namespace });
  const archivist = startArchivist(client, records);
  try {
    process.stdout.write('READY\n');
    await worker.runUntil(stopRequest());
  } finally {
    await archivist.stop();
    await connection.close();
    await records.close();
  }
}
