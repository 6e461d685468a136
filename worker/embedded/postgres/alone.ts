import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRecords, type Records } from '../../../activities/records/database/open.js';
import { type EnvironmentVariables, readConfiguration } from '../../configuration.js';
import { lockDataFolder, prepareDataFolder } from '../data/folder.js';
import { endOrphans } from '../data/orphans.js';
import { claimPort } from '../ports.js';
import type { MarkedFolder } from './account.js';
import { prepareCluster } from './server.js';
import { EmbeddedError, reasonOf } from '../problems.js';
import { type ProcessIdentity, stopProcess } from '../processes/identity.js';
import { findServers, readServersFile, writeServersFile } from '../data/servers-file.js';
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
    if (error instanceof EmbeddedError)
      return notFound({ code: 'records.unusable', sentence: error.message });
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

async function hasTables(records: Records): Promise<boolean> {
  const tables = await records.db.introspection.getTables();
  return tables.some(({ name }) => name === 'campaign_view');
}

/** Starts the folder's PostgreSQL alone, under the folder's lock: nothing else can start on it meanwhile. */
async function openStopped(
  dataFolder: string,
  progress: Finding['progress'],
): Promise<FoundRecords | NotFound> {
  const none = notFound({ code: 'records.none', folder: dataFolder });
  if (!(await isThere(join(dataFolder, 'version.json')))) return none;
  const id = await prepareDataFolder(dataFolder);
  const release = await lockUnlessTaken(dataFolder);
  if (typeof release === 'number')
    return notFound({ code: 'records.busy', folder: dataFolder, pid: release });
  const closing = new Closing(release);
  try {
    const last = await readServersFile(dataFolder);
    const data = join(last?.postgresHome ?? dataFolder, 'postgres', 'PG_VERSION');
    if (!(await isThere(data))) return await closing.answering(none);
    await endOrphans(dataFolder, last, progress);
    const found = await openAt(await startPostgres({ dataFolder, id }, closing));
    if (!found.ok) return await closing.answering(found.problem.code === 'records.empty' ? none : found);
    closing.first(() => found.close());
    return { ...found, close: () => closing.now() };
  } catch (error) {
    await closing.now();
    throw error;
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** The lock's release; or the number of the process that has it. */
async function lockUnlessTaken(dataFolder: string): Promise<(() => Promise<void>) | number> {
  try {
    return await lockDataFolder(dataFolder);
  } catch (error) {
    if (error instanceof EmbeddedError && error.problem.code === 'data.in-use') return error.problem.pid;
    throw error;
  }
}

/** Starts the cluster on a port of its own and notes its process, so that a killed command leaves a trace of it. */
async function startPostgres(folder: MarkedFolder, closing: Closing): Promise<string> {
  const { dataFolder } = folder;
  const cluster = await prepareCluster(folder, undefined, () => undefined);
  const claim = await claimPort(0);
  closing.first(() => claim.release());
  const running: { postgres?: ProcessIdentity } = {};
  const note = async (postgres: ProcessIdentity | undefined): Promise<void> => {
    const last = await readServersFile(dataFolder);
    if (last !== undefined)
      await writeServersFile(dataFolder, { ...last, processes: { ...last.processes, postgres } });
  };
  // Known before it starts: a command that is told to stop meanwhile stops it too.
  closing.first(async () => {
    if (running.postgres === undefined) return;
    await stopProcess(running.postgres, 'SIGINT');
    await note(undefined);
  });
  await cluster.start(claim.port, (identity) => {
    running.postgres = identity;
    return note(identity);
  });
  return cluster.url(claim.port);
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What is undone at the end, newest first: once, and also when the command is told to stop. */
class Closing {
  private readonly steps: (() => Promise<void>)[];
  private closed: Promise<void> | undefined;
  private readonly interrupted = (): void => {
    void this.now().finally(() => process.exit(130));
  };

  constructor(last: () => Promise<void>) {
    this.steps = [last];
    for (const signal of signals) process.once(signal, this.interrupted);
  }

  first(step: () => Promise<void>): void {
    this.steps.unshift(step);
  }

  now(): Promise<void> {
    this.closed ??= this.run();
    return this.closed;
  }

  async answering<T>(answer: T): Promise<T> {
    await this.now();
    return answer;
  }

  private async run(): Promise<void> {
    for (const step of this.steps) await step();
    for (const signal of signals) process.off(signal, this.interrupted);
  }
}
