import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { createLettersEffects } from '../../activities/letters/effects.js';
import { createClockEffects } from '../../activities/clock.js';
import { createNudgingEffects } from '../../activities/nudging.js';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { setRehearsalClock, setServiceClock } from '../../activities/records/database/business-time.js';
import { loadHolidays } from '../../activities/reference/tables.js';
import type { Records } from '../../activities/records/database/open.js';
import { Patience } from '../../client/engine/patience.js';
import { noticing, Stepper } from '../../client/rehearsal/stepper.js';
import type { Services } from '../../client/officials/send.js';
import { plan263 } from '../plan/plans.js';
import type { HolidayTable } from '../../workflows/rules/calendar.js';
import type { Unit } from '../../workflows/rules/registry.js';
import { embeddedMailbox } from '../../worker/embedded/mail/mailbox.js';
import { watchFailing } from '../../worker/failing-watch.js';
import { freePort } from '../../worker/embedded/ports.js';
import { searchAttributeNames } from '../../worker/embedded/temporal/namespace.js';
import { startSmtpServer } from '../../worker/embedded/mail/smtp-server.js';
import { deliverBeside, startPost } from './post.js';
import { seedForTest, startTestServer } from '../records/setup.js';

export const built = (name: string): string =>
  fileURLToPath(new URL(`../../.build/${name}`, import.meta.url));

/** Real servers and a worker with the real activities, for one test file. */
export interface World {
  readonly environment: TestWorkflowEnvironment;
  readonly services: Services;
  readonly records: Records;
  /** Where the records are. */
  readonly databaseUrl: string;
  /** The SMTP server, which refuses each address that begins with `bounce`. */
  readonly smtpUrl: string;
  readonly client: Client;
  readonly taskQueue: string;
  /** The stepped clock, which hears of every message that {@link client} sends. */
  readonly stepper: Stepper;
  /** Does something in the records at the Temporal server's own time: the time-skipping server's is not the database's. */
  atItsTime<R>(work: () => Promise<R>): Promise<R>;
  stop(): Promise<void>;
}

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
});

/** A development server in memory; `cli` is the `temporal` command. */
export function startDevelopmentServer(cli: string): Promise<TestWorkflowEnvironment> {
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: cli },
      log: { format: 'pretty', level: 'error' },
      extraArgs: searchAttributeNames.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    },
  });
}

/**
 * PostgreSQL, an SMTP server and a worker beside a Temporal server; the registry is the small one, with `more`; `holidays` may
 * end early; the queue is one of its own where none is named.
 */
export async function openWorld(
  environment: TestWorkflowEnvironment,
  more: readonly Unit[] = [],
  holidays: () => HolidayTable = loadHolidays,
  taskQueue = `test-${randomUUID().slice(0, 8)}`,
): Promise<World> {
  try {
    return await furnish(environment, { more, holidays, taskQueue });
  } catch (error) {
    await environment.teardown();
    throw error;
  }
}

async function furnish(
  environment: TestWorkflowEnvironment,
  { more, holidays, taskQueue }: { more: readonly Unit[]; holidays: () => HolidayTable; taskQueue: string },
): Promise<World> {
  const { connection, nativeConnection } = environment;
  const postgres = await startTestServer();
  const { records, databaseUrl } = await postgres.openSeededAt();
  await seedForTest(records, more);
  const mailFolder = await mkdtemp(join(tmpdir(), 'thidua-world-'));
  const smtp = await startSmtpServer(await freePort(0), mailFolder);
  const stopping = new AbortController();
  const mailer = createLettersEffects({
    records,
    smtpUrl: smtp.url,
    from: 'Thi đua <thi-dua@can-tho.invalid>',
    mailbox: embeddedMailbox(mailFolder),
    stopping: stopping.signal,
  });
  const worker = await Worker.create({
    connection: nativeConnection,
    taskQueue,
    identity: 'worker',
    workflowBundle: { codePath: built('workflow-bundle.js') },
    dataConverter: { payloadConverterPath: built('workflows/engine/payload-converter.js') },
    activities: {
      ...createRecordsEffects({ records, holidays }),
      ...mailer,
      ...createClockEffects(),
      ...createNudgingEffects(),
    },
    interceptors: { activity: [watchFailing(records)] },
    maxCachedWorkflows: 500,
    shutdownGraceTime: '2 seconds',
  });
  const running = worker.run();
  running.catch(() => undefined);
  const stirring: { stepper?: Stepper } = {};
  const client = new Client({
    connection,
    identity: 'official',
    interceptors: { workflow: [noticing((workflowId) => stirring.stepper?.stir(workflowId))] },
  });
  const stepper = new Stepper(client, records, new Patience(stopping.signal));
  stirring.stepper = stepper;
  // The time-skipping server's time stands still while an activity is under way.
  const isSkipping = environment.supportsTimeSkipping;
  await startPost(client, taskQueue, records, isSkipping ? { paused: { reason: 'test', at: 0 } } : {});
  const postman = isSkipping ? deliverBeside(mailer, records, stopping.signal) : Promise.resolve();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await postman;
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running.catch(() => undefined);
    await smtp.stop();
    await postgres.stop();
    await environment.teardown();
    await rm(mailFolder, { recursive: true, force: true });
  };
  const atItsTime = async <R>(work: () => Promise<R>): Promise<R> => {
    await setRehearsalClock(records, await environment.currentTimeMs());
    try {
      return await work();
    } finally {
      await setServiceClock(records);
    }
  };
  return {
    environment,
    atItsTime,
    services: { client, records, plan: plan263.plan },
    records,
    databaseUrl,
    smtpUrl: smtp.url,
    client,
    taskQueue,
    stepper,
    stop,
  };
}
