import { keepPlan } from '../../activities/records/registry/plans.js';
import { plan263 } from '../plan/plans.js';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { inventedContacts, loadOffices, seedReference } from '../../activities/records/registry/setup.js';
import type { Bloc } from '../../workflows/plan/schema.js';
import type { Unit } from '../../workflows/rules/registry.js';
import { freePort } from '../../worker/embedded/ports.js';
import { prepareCluster } from '../../worker/embedded/postgres/server.js';
import { stopProcess } from '../../worker/embedded/processes/identity.js';

/** A PostgreSQL server of its own, with as many empty databases as a test file needs. */
export interface TestServer {
  /** The address of a new database without tables. */
  createDatabase(): Promise<string>;
  /** Records with tables and the small registry of {@link units}. */
  openSeeded(): Promise<Records>;
  /** The same, with its address. */
  openSeededAt(): Promise<{ records: Records; databaseUrl: string }>;
  /** Closes what was opened: after each test, for connections are few. */
  closeAll(): Promise<void>;
  stop(): Promise<void>;
}

/** A unit that never began nor ends. */
export const aUnit = (code: string, bloc: Bloc, over: Partial<Unit> = {}): Unit => ({
  code,
  name: `Đơn vị ${code}`,
  bloc,
  parent: null,
  validFrom: null,
  validTo: null,
  successor: null,
  ...over,
});

/** A registry small enough to know by heart; `xa-cu` ended before 2023 and went to `xa-moi`. */
export const units: Unit[] = [
  aUnit('so-noi-vu', 'departments'),
  aUnit('so-y-te', 'departments'),
  aUnit('so-tu-phap', 'departments'),
  aUnit('cong-an', 'vertical'),
  aUnit('quan-mot', 'districts', { validTo: '2025-06-30' }),
  aUnit('xa-mot', 'communes'),
  aUnit('xa-hai', 'communes'),
  aUnit('xa-ba', 'communes'),
  aUnit('xa-cu', 'communes', { validTo: '2022-06-30', successor: 'xa-moi' }),
  aUnit('xa-moi', 'communes', { validFrom: '2022-07-01' }),
];

/** The instance of every seeded database, so that acts of builders fit all of them. */
export const testInstance = '00000000-0000-4000-8000-000000000263';

/** Seeds records as for service: the people of the table act as real ones, units and mailboxes are the test's. */
export async function seedForTest(records: Records, more: readonly Unit[] = units): Promise<void> {
  await keepPlan(records, plan263);
  const offices = loadOffices().map((row) => ({ ...row, invented: false }));
  await seedReference(records, { units: more, offices, contacts: inventedContacts(plan263, more) });
  await records.db.updateTable('instance').set({ id: testInstance }).execute();
}

/** Starts the embedded PostgreSQL, alone. */
export async function startTestServer(): Promise<TestServer> {
  const { databaseUrl, stop: stopServer } = await startPostgres();
  const opened: Records[] = [];
  let databases = 0;
  const prefix = randomUUID().slice(0, 8);
  const createDatabase = async (template = 'template1'): Promise<string> => {
    const name = `test_${prefix}_${++databases}`;
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`create database ${name} template ${template}`);
    await client.end();
    const url = new URL(databaseUrl);
    url.pathname = name;
    return url.href;
  };
  const seeded = await createDatabase();
  const first = await openRecords(seeded);
  await first.migrate();
  await seedForTest(first);
  await first.close();
  const openSeededAt = async (): Promise<{ records: Records; databaseUrl: string }> => {
    const at = await createDatabase(`test_${prefix}_1`);
    const records = await openRecords(at);
    opened.push(records);
    return { records, databaseUrl: at };
  };
  const openSeeded = async (): Promise<Records> => (await openSeededAt()).records;
  const closeAll = async (): Promise<void> => {
    await Promise.all(opened.splice(0).map((records) => records.close()));
  };
  const stop = async (): Promise<void> => {
    await closeAll();
    await stopServer();
  };
  return { createDatabase: () => createDatabase(), openSeeded, openSeededAt, closeAll, stop };
}

async function startPostgres() {
  const dataFolder = await mkdtemp(join(tmpdir(), 'thidua-records-'));
  // Under root PostgreSQL runs as another account, which has to get there.
  await chmod(dataFolder, 0o755);
  const cluster = await prepareCluster({ dataFolder, id: randomUUID() }, undefined, () => undefined);
  const port = await freePort(0);
  const postgres = await cluster.start(port, () => Promise.resolve());
  const stop = async (): Promise<void> => {
    await stopProcess(postgres.identity, 'SIGINT');
    await rm(dataFolder, { recursive: true, force: true });
  };
  return { databaseUrl: cluster.url(port), stop };
}
