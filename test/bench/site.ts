import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { keepPlan } from '../../activities/records/registry/plans.js';
import { inventedContacts, loadOffices, seedReference } from '../../activities/records/registry/setup.js';
import type { Services } from '../../client/officials/send.js';
import { Patience } from '../../client/engine/patience.js';
import { noticing, Stepper } from '../../client/rehearsal/stepper.js';
import { plan263 } from '../plan/plans.js';
import { taskQueues } from '../../workflows/api/identity.js';
import type { Unit } from '../../workflows/rules/registry.js';
import { usuallyCached } from '../../worker/run.js';
import { type Servers, startEmbedded } from '../../worker/embedded/start.js';
import { startPost } from '../environment/post.js';
import { Child } from './child.js';

/** Servers as `npm start` starts them, on a data folder of their own. */
export interface Place {
  folder: string;
  servers: Servers;
  stop(): Promise<void>;
}

const places = new Set<Place>();

/** What a measurement that was broken off leaves running. */
export async function stopPlaces(): Promise<void> {
  await Promise.allSettled([...places].map((place) => place.stop()));
}

export async function openPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'thidua-bench-'));
  // Under root PostgreSQL runs as another account, which has to get there.
  await chmod(folder, 0o755);
  const remove = () => rm(folder, { recursive: true, force: true });
  const environment = { ...process.env, TEMPORAL_ADDRESS: '', DATABASE_URL: '', SMTP_URL: '' };
  try {
    const servers = await startEmbedded({ dataFolder: folder, environment, progress: () => undefined });
    const place: Place = {
      folder,
      servers,
      stop: () => {
        places.delete(place);
        return servers.stop().finally(remove);
      },
    };
    places.add(place);
    return place;
  } catch (error) {
    await remove();
    throw error;
  }
}

export interface SiteOptions {
  units: readonly Unit[];
  /** A rehearsal's clock stands here, epoch ms; without it business time is the wall clock's. */
  now?: number;
  /** How many workflows each worker remembers; as many as in service unless it is said otherwise. */
  cachedWorkflows?: number;
}

/** The engine on its servers with a registry, and a bare worker beside it. */
export class Site {
  private constructor(
    private readonly place: Place,
    private readonly connection: Connection,
    readonly services: Services,
    /** Tells the stepper of nothing: for bare workflows, which know no clock. */
    readonly bareClient: Client,
    readonly stepper: Stepper,
    readonly instance: string,
    private readonly workers: { engine: Child; bare: Child },
  ) {}

  static async open(options: SiteOptions): Promise<Site> {
    const place = await openPlace();
    const { temporal, databaseUrl } = place.servers;
    const records = await openRecords(databaseUrl);
    await setUp(records, options);
    const connection = await Connection.connect({ address: temporal.address });
    const stirring: { stepper?: Stepper } = {};
    const { namespace } = temporal;
    const client = new Client({
      connection,
      namespace,
      interceptors: { workflow: [noticing((workflowId) => stirring.stepper?.stir(workflowId))] },
    });
    const stepper = new Stepper(client, records, new Patience(new AbortController().signal));
    stirring.stepper = stepper;
    const workers = await startWorkers(place, options);
    const { now } = options;
    await startPost(client, taskQueues[now === undefined ? 'service' : 'rehearsal'], records);
    const services = { client, records, plan: plan263.plan };
    const bareClient = new Client({ connection, namespace });
    return new Site(place, connection, services, bareClient, stepper, await instanceOf(records), workers);
  }

  get client(): Client {
    return this.services.client;
  }

  get records(): Records {
    return this.services.records;
  }

  /** Resident bytes of the two workers, garbage collected. */
  async memory(): Promise<{ engine: number; bare: number }> {
    const { engine, bare } = this.workers;
    return { engine: await engine.memory(), bare: await bare.memory() };
  }

  /** Returns when no letter has been delivered for a while: what one series left behind must not slow the next. */
  async quiet(): Promise<void> {
    const { mailFolder } = this.place.servers;
    if (mailFolder === undefined) return;
    for (let before = -1, now = 0; before !== now;) {
      before = now;
      await pause(1000);
      now = (await readdir(mailFolder, { recursive: true })).length;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.workers.engine.stop(), this.workers.bare.stop()]);
    await this.records.close();
    await this.connection.close();
    await this.place.stop();
  }
}

async function setUp(records: Records, { units, now }: SiteOptions): Promise<void> {
  await records.migrate();
  await keepPlan(records, plan263);
  if (now !== undefined) await setRehearsalClock(records, now);
  const offices = loadOffices().map((row) => ({ ...row, invented: false }));
  await seedReference(records, { units, offices, contacts: inventedContacts(plan263, units) });
}

async function startWorkers(place: Place, { cachedWorkflows }: SiteOptions) {
  const bare = await startBareWorker(place, cachedWorkflows ?? usuallyCached);
  const engine = await (cachedWorkflows === undefined
    ? Child.start('worker/main.js', { environment: engineEnvironment(place.folder) })
    : Child.start('test/bench/engine-worker.js', { words: wordsOf(place, cachedWorkflows) }));
  return { engine, bare };
}

export const startBareWorker = (place: Place, cachedWorkflows: number): Promise<Child> =>
  Child.start('test/bench/bare-worker.js', { words: wordsOf(place, cachedWorkflows) });

function wordsOf({ servers }: Place, cachedWorkflows: number): string[] {
  const { temporal, databaseUrl, smtpUrl, mailFolder } = servers;
  return [JSON.stringify({ ...temporal, databaseUrl, smtpUrl, mailFolder, cachedWorkflows })];
}

/** What the engine's programs find their servers by: the data folder's note. */
export const engineEnvironment = (folder: string): NodeJS.ProcessEnv => ({
  THIDUA_DATA: folder,
  TEMPORAL_ADDRESS: '',
  DATABASE_URL: '',
  SMTP_URL: '',
});
