import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRecords, type Records } from '../../../activities/records/database/open.js';
import { type EnvironmentVariables, readConfiguration } from '../../configuration.js';
import { prepareDataFolder } from '../data/folder.js';
import { endOrphans } from '../data/orphans.js';
import { Closing, lockUnlessTaken, startPostgres } from './lone-server.js';
import { EmbeddedError, reasonOf } from '../problems.js';
import { findServers, readServersFile } from '../data/servers-file.js';
import type { RecordsProblem } from './records-problems.js';

/** The records for as long as a command reads them. */
export interface FoundRecords {
  ok: true;
  records: Records;
  close(): Promise<void>;
}

export interface Finding {
  environment: EnvironmentVariables;
  /** Hears why it takes longer, in Vietnamese. */
  progress: (line: string) => void;
  /** How long to wait for a program that is starting or stopping, milliseconds. */
  patience?: number;
}

type NotFound = { ok: false; problem: RecordsProblem };

/**
 * Finds the records that the program uses: DATABASE_URL; else the database of the servers that run on the data folder;
 * else, where they are stopped, the folder's own PostgreSQL, started for this read alone and stopped by `close`.
 */
export async function findRecords(finding: Finding): Promise<FoundRecords | NotFound> {
  const read = readConfiguration(finding.environment);
  if (!read.ok) return notFound({ code: 'configuration.invalid', problems: read.problems });
  const { databaseUrl, dataFolder } = read.configuration;
  try {
    if (databaseUrl !== undefined) return await openAt(databaseUrl);
    return await findInFolder(dataFolder, finding);
  } catch (error) {
    if (error instanceof EmbeddedError) return notFound({ code: 'records.unusable', problem: error.problem });
    throw error;
  }
}

const notFound = (problem: RecordsProblem): NotFound => ({ ok: false, problem });

async function findInFolder(dataFolder: string, finding: Finding): Promise<FoundRecords | NotFound> {
  const { progress, patience = 60_000 } = finding;
  const end = Date.now() + patience;
  for (let isTold = false; ; isTold = true) {
    const servers = await findServers(dataFolder);
    const url = servers?.databaseUrl;
    const found = url === undefined ? await openStopped(dataFolder, progress) : await openAt(url);
    if (found.ok || !mayPass(found.problem) || Date.now() > end) return found;
    if (!isTold) progress('Chương trình đang khởi động hoặc đang dừng; đang chờ để đọc dữ liệu…');
    await sleep(250);
  }
}

/** Servers that start or stop: their lock, a database that doesn't answer yet, tables that the worker is about to make. */
const mayPass = ({ code }: RecordsProblem): boolean =>
  code === 'records.busy' || code === 'records.unreachable' || code === 'records.empty';

async function openAt(databaseUrl: string): Promise<FoundRecords | NotFound> {
  try {
    const records = await openRecords(databaseUrl);
    if (await hasTables(records)) return { ok: true, records, close: () => records.close() };
    await records.close();
    return notFound({ code: 'records.empty' });
  } catch (error) {
    return notFound({ code: 'records.unreachable', reason: reasonOf(error) });
  }
}

/**
 * Makes the records that the program will use where there are none yet, and brings them to its version: at DATABASE_URL, in
 * the database of the servers that run on the data folder, else in the folder's own PostgreSQL, which `close` stops.
 */
export async function makeRecords(finding: Finding): Promise<FoundRecords | NotFound> {
  const read = readConfiguration(finding.environment);
  if (!read.ok) return notFound({ code: 'configuration.invalid', problems: read.problems });
  const { databaseUrl, dataFolder } = read.configuration;
  try {
    const url = databaseUrl ?? (await findServers(dataFolder))?.databaseUrl;
    return url === undefined ? await makeInFolder(dataFolder, finding.progress) : await makeAt(url);
  } catch (error) {
    if (error instanceof EmbeddedError) return notFound({ code: 'records.unusable', problem: error.problem });
    throw error;
  }
}

async function makeAt(databaseUrl: string): Promise<FoundRecords | NotFound> {
  try {
    const records = await openRecords(databaseUrl);
    try {
      await records.migrate();
    } catch (error) {
      await records.close();
      throw error;
    }
    return { ok: true, records, close: () => records.close() };
  } catch (error) {
    return notFound({ code: 'records.unreachable', reason: reasonOf(error) });
  }
}

const makeInFolder = (dataFolder: string, progress: Finding['progress']): Promise<FoundRecords | NotFound> =>
  alone(dataFolder, async (id, closing) => {
    await endOrphans(dataFolder, await readServersFile(dataFolder), progress);
    await mkdir(join(dataFolder, 'logs'), { recursive: true, mode: 0o700 });
    return makeAt(await startPostgres({ dataFolder, id }, closing, progress));
  });

/** Does its work under the folder's lock, so that nothing else can start on it meanwhile; what is found stays so until it is closed. */
async function alone(
  dataFolder: string,
  find: (id: string, closing: Closing) => Promise<FoundRecords | NotFound>,
): Promise<FoundRecords | NotFound> {
  const id = await prepareDataFolder(dataFolder);
  const release = await lockUnlessTaken(dataFolder);
  if (typeof release === 'number')
    return notFound({ code: 'records.busy', folder: dataFolder, pid: release });
  const closing = new Closing(release);
  try {
    const found = await find(id, closing);
    if (!found.ok) return await closing.answering(found);
    closing.first(() => found.close());
    return { ...found, close: () => closing.now() };
  } catch (error) {
    await closing.now();
    throw error;
  }
}

async function hasTables(records: Records): Promise<boolean> {
  const tables = await records.db.introspection.getTables();
  return tables.some(({ name }) => name === 'campaign_view');
}

/** Starts the folder's PostgreSQL alone. */
async function openStopped(
  dataFolder: string,
  progress: Finding['progress'],
): Promise<FoundRecords | NotFound> {
  const none = notFound({ code: 'records.none', folder: dataFolder });
  if (!(await isThere(join(dataFolder, 'version.json')))) return none;
  return alone(dataFolder, async (id, closing) => {
    const last = await readServersFile(dataFolder);
    const data = join(last?.postgresHome ?? dataFolder, 'postgres', 'PG_VERSION');
    if (!(await isThere(data))) return none;
    await endOrphans(dataFolder, last, progress);
    const found = await openAt(await startPostgres({ dataFolder, id }, closing, () => undefined));
    return !found.ok && found.problem.code === 'records.empty' ? none : found;
  });
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
