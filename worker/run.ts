import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { makeDueDocuments } from '../activities/documents/make.js';
import { createLettersEffects } from '../activities/letters/effects.js';
import { createClockEffects } from '../activities/clock.js';
import { createNudgingEffects } from '../activities/nudging.js';
import { createRecordsEffects } from '../activities/records/effects.js';
import { clockMode } from '../activities/records/database/business-time.js';
import { instanceOf } from '../activities/records/database/instance.js';
import { openRecords, type Records } from '../activities/records/database/open.js';
import { taskQueues } from '../workflows/api/identity.js';
import { keptPlans } from '../activities/records/registry/plans.js';
import { usualPlan } from '../activities/reference/plans.js';
import { startArchivist } from './archivist.js';
import { trialMailSentence } from './configuration.js';
import { embeddedMailbox } from './embedded/mail/mailbox.js';
import { NotOurs, refuseForeign, runningMovement } from './embedded/temporal/running-movement.js';
import { watchFailing } from './failing-watch.js';
import { stopRequest } from './embedded/processes/stop-request.js';
import type { TemporalConnection } from './temporal-profile.js';

export interface WorkerSettings {
  temporal: TemporalConnection;
  namespace: string;
  databaseUrl: string;
  smtpUrl: string;
  /** Where the embedded SMTP server keeps the mails. */
  mailFolder?: string;
  /** The sender's address. */
  from: string;
  /** The origin of the officials' pages, where letters lead to them. */
  portal?: string;
  /** How many workflows the worker remembers. */
  cachedWorkflows?: number;
}

/** The dossiers of a campaign of two thousand units, and what runs beside them: none is replayed at each message. */
export const usuallyCached = 2500;

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The engine's worker on one connection, on the queue of its records' clock; the caller runs it and shuts it down. */
export async function createWorker(
  settings: WorkerSettings,
  records: Records,
  connection: NativeConnection,
  stopping?: AbortSignal,
): Promise<Worker> {
  const { mailFolder, smtpUrl, from, portal } = settings;
  const { mode } = await clockMode(records);
  return Worker.create({
    connection,
    namespace: settings.namespace,
    taskQueue: taskQueues[mode],
    workflowBundle: { codePath: beside('../workflow-bundle.js') },
    dataConverter: { payloadConverterPath: beside('../workflows/engine/payload-converter.js') },
    activities: {
      ...createRecordsEffects({ records }),
      ...createLettersEffects({
        records,
        smtpUrl,
        from,
        ...(portal !== undefined && { portal }),
        beside: (plan, atWork) => makeDueDocuments(records, plan, atWork),
        ...(stopping !== undefined && { stopping }),
        ...(mailFolder !== undefined && { mailbox: embeddedMailbox(mailFolder) }),
      }),
      ...createClockEffects(),
      ...createNudgingEffects(),
    },
    interceptors: { activity: [watchFailing(records)] },
    maxCachedWorkflows: settings.cachedWorkflows ?? usuallyCached,
    shutdownGraceTime: '5 seconds',
  });
}

/**
 * Runs the worker until it is asked to stop. The records are brought to this program's version first, and nothing else of
 * theirs is changed. Throws `NotOurs` where the movement on the server isn't theirs, or they are a trial's and its mails may
 * not go to this mail server.
 * @param refusedMail that mail server, as `host:port`; null where they may
 */
export async function runWorker(settings: WorkerSettings, refusedMail: string | null): Promise<void> {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', (entry) =>
      process.stderr.write(`${entry.message} ${JSON.stringify(entry.meta ?? {})}\n`),
    ),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
  });
  const records = await openRecords(settings.databaseUrl);
  await records.migrate();
  const connection = await NativeConnection.connect(settings.temporal);
  const client = new Client({ connection, namespace: settings.namespace });
  try {
    const { mode } = await clockMode(records);
    if (mode === 'trial' && refusedMail !== null) throw new NotOurs(trialMailSentence(refusedMail));
    const instance = await instanceOf(records);
    for (const plan of new Set([usualPlan, ...(await keptPlans(records))]))
      refuseForeign(await runningMovement(client, plan), instance);
    const stopping = new AbortController();
    const worker = await createWorker(settings, records, connection, stopping.signal);
    const archivist = startArchivist(client, records, worker.options.taskQueue);
    try {
      process.stdout.write('READY\n');
      await worker.runUntil(stopRequest().finally(() => stopping.abort()));
    } finally {
      await archivist.stop();
    }
  } finally {
    await connection.close();
    await records.close();
  }
}
