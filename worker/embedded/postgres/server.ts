import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { readIfThere, replaceFile } from '../data/durable-files.js';
import {
  type Account,
  chooseHome,
  letPass,
  makeOwnFolder,
  type MarkedFolder,
  outsideHomes,
  postgresAccount,
} from './account.js';
import { type Binaries, postgresBinaries } from './binaries.js';
import { EmbeddedError, reasonOf, serverFailure } from '../problems.js';
import type { Progress } from '../progress.js';
import { identifyProcess } from '../processes/identity.js';
import type { Started } from '../processes/program.js';
import { type ServerProgram, startServer } from '../processes/server.js';

const superuser = 'thidua';
const database = 'thidua';

/** A PostgreSQL cluster made ready to be started, more than once if need be. */
export interface Cluster {
  /** Where its data folder `postgres` stands. */
  home: string;
  url(port: number): string;
  start(port: number, note: ServerProgram['note']): Promise<Started>;
}

/**
 * Prepares PostgreSQL's data (first time: `initdb`, UTF-8, locale C, a password of its own) in the data folder or,
 * when given, in `fixedHome`. Killed on the way it begins that again next time.
 */
export async function prepareCluster(
  folder: MarkedFolder,
  fixedHome: string | undefined,
  progress: Progress,
): Promise<Cluster> {
  const { dataFolder } = folder;
  const existing = fixedHome ?? (await existingHome(folder));
  const account = await postgresAccount(existing && join(existing, 'postgres'));
  const home = existing ?? (await chooseHome(account, folder));
  if (account !== undefined && home === dataFolder) await letPass(account, dataFolder);
  if (home !== dataFolder)
    progress(
      `PostgreSQL không chạy được dưới quyền root và không vào được ${dataFolder}; dữ liệu của nó đặt ở ${home}.`,
    );
  const binaries = await postgresBinaries(account, home);
  const password = await passwordIn(dataFolder);
  const data = join(home, 'postgres');
  const found = (await readIfThere(join(data, 'PG_VERSION')))?.trim();
  if (found === undefined) await initialize({ account, binaries, home, password, progress });
  else await checkExisting({ account, data, found, expected: binaries.major });
  const logFile = join(dataFolder, 'logs', 'postgres.log');
  const url = (port: number, name = database) =>
    `postgresql://${superuser}:${password}@127.0.0.1:${port}/${name}`;
  return {
    home,
    url,
    async start(port, note) {
      await removeStalePid(data);
      const started = await startServer({
        name: 'PostgreSQL',
        signal: 'SIGINT',
        note,
        probe: () => query(url(port, 'postgres'), 'SELECT 1').then(() => undefined),
        command: binaries.postgres,
        args: ['-D', data, ...settings(port)],
        cwd: data,
        logFile,
        environment: { ...plainEnvironment(), TZ: 'UTC' },
        ...(account !== undefined && { account: { uid: account.uid, gid: account.gid } }),
      });
      await createDatabase(url(port, 'postgres'));
      return started;
    },
  };
}

/** Where the folder's PostgreSQL data stands already; undefined before the first start. */
async function existingHome({ dataFolder, id }: MarkedFolder): Promise<string | undefined> {
  for (const home of [dataFolder, ...outsideHomes(dataFolder, id)])
    if (await stat(join(home, 'postgres')).catch(() => undefined)) return home;
  return undefined;
}

const settings = (port: number): string[] =>
  [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=50',
    'shared_buffers=32MB',
    'synchronous_commit=on',
    'timezone=UTC',
    'log_timezone=UTC',
  ].flatMap((setting) => ['-c', setting]);

/** PG* variables of the operator's own PostgreSQL must not reach ours. */
const plainEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))),
  LC_ALL: 'C',
});

async function passwordIn(dataFolder: string): Promise<string> {
  const path = join(dataFolder, 'postgres-password');
  const kept = (await readIfThere(path))?.trim();
  if (kept) return kept;
  const password = randomBytes(18).toString('base64url');
  await replaceFile(path, `${password}\n`, 0o600);
  return password;
}

interface Initialization {
  account: Account | undefined;
  binaries: Binaries;
  home: string;
  password: string;
  progress: Progress;
}

async function initialize({ account, binaries, home, password, progress }: Initialization): Promise<void> {
  progress('Đang tạo cơ sở dữ liệu PostgreSQL (chỉ lần đầu).', 'step');
  const fresh = join(home, 'postgres.new');
  const passwordFile = join(home, 'postgres.new.password');
  await rm(fresh, { recursive: true, force: true });
  await makeOwnFolder(account, fresh);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) await chown(passwordFile, account.uid, account.gid);
  try {
    await promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${fresh}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
      ],
      { cwd: fresh, env: plainEnvironment(), ...(account && { uid: account.uid, gid: account.gid }) },
    );
    await rename(fresh, join(home, 'postgres'));
  } catch (error) {
    const lines = reasonOf(error).split('\n').filter(Boolean).slice(-8);
    throw serverFailure(home, 'PostgreSQL (initdb)', fresh, lines);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

interface Existing {
  account: Account | undefined;
  data: string;
  found: string;
  expected: string;
}

async function checkExisting({ account, data, found, expected }: Existing): Promise<void> {
  if (found !== expected)
    throw new EmbeddedError({ code: 'postgres.other-version', folder: data, found, expected });
  const owner = (await stat(data)).uid;
  if (owner !== (account?.uid ?? process.getuid?.() ?? owner))
    throw new EmbeddedError({ code: 'postgres.not-owner', folder: data });
}

/** After `kill -9` the pid file stays, and its number may by now belong to a stranger. */
async function removeStalePid(data: string): Promise<void> {
  const path = join(data, 'postmaster.pid');
  const pid = Number((await readIfThere(path))?.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (identifyProcess(pid) === undefined || (process.platform === 'linux' && !command.includes('postgres')))
    await rm(path, { force: true });
}

async function query(url: string, text: string, values: string[] = []): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(text, values)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

async function createDatabase(url: string): Promise<void> {
  const found = await query(url, 'SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (found === 0) await query(url, `CREATE DATABASE ${database}`);
}
