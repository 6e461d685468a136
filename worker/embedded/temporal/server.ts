import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { TemporalConnection } from '../../temporal-profile.js';
import { readIfThere, replaceFile } from '../data/durable-files.js';
import type { Started } from '../processes/program.js';
import { ensureSearchAttributes, searchAttributeNames, setRetention } from './namespace.js';
import { type ServerProgram, startServer } from '../processes/server.js';
import type { TemporalCli } from './cli.js';

/** Closed workflows stay visible this long on the embedded server. */
const retentionDays = 90;

/** Limits of the development server that a whole movement at full speed would meet. */
const limits = {
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  'frontend.rps': 20_000,
  'frontend.namespaceRPS': 20_000,
  'frontend.namespaceRPS.visibility': 1_000,
  'frontend.persistenceMaxQPS': 50_000,
  'frontend.namespaceCount': 10_000,
  'history.rps': 50_000,
  'history.persistenceMaxQPS': 50_000,
  'matching.rps': 50_000,
  'matching.persistenceMaxQPS': 50_000,
};

export interface TemporalStart {
  cli: TemporalCli;
  dataFolder: string;
  namespace: string;
  port: number;
  uiPort: number;
  note: ServerProgram['note'];
}

/** Starts the development server on its state file and waits until it answers. */
export async function startTemporal(start: TemporalStart): Promise<Started> {
  const complete = `${stateFile(start.dataFolder)}.complete`;
  if ((await readIfThere(complete)) === undefined) await removeHalfMade(stateFile(start.dataFolder));
  const started = await startServer({
    name: 'Temporal',
    signal: 'SIGTERM',
    note: start.note,
    probe: () => prepareNamespace({ address: `127.0.0.1:${start.port}` }, start.namespace, retentionDays),
    command: start.cli.path,
    args: serverArguments(start),
    cwd: start.dataFolder,
    logFile: join(start.dataFolder, 'logs', 'temporal.log'),
    environment: plainEnvironment(),
  });
  await replaceFile(complete, '');
  return started;
}

const stateFile = (dataFolder: string): string => join(dataFolder, 'temporal.db');

/** A start killed while it made the tables leaves a state file that the server would never complete. */
async function removeHalfMade(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(`${path}${suffix}`, { force: true });
}

function serverArguments({ dataFolder, namespace, port, uiPort }: TemporalStart): string[] {
  const repeat = (flag: string, values: readonly string[]) => values.flatMap((value) => [flag, value]);
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', `${port}`, '--ui-port', `${uiPort}`],
    ...['--db-filename', stateFile(dataFolder), '--log-level', 'warn'],
    ...(namespace === 'default' ? [] : ['--namespace', namespace]),
    ...repeat('--sqlite-pragma', ['journal_mode=WAL', 'synchronous=NORMAL']),
    ...repeat(
      '--dynamic-config-value',
      Object.entries(limits).map(([key, value]) => `${key}=${value}`),
    ),
    ...repeat(
      '--search-attribute',
      searchAttributeNames.map((name) => `${name}=Keyword`),
    ),
  ];
}

/** The operator's own TEMPORAL_* settings are for other servers. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));

/** Connects, registers the search attributes and, where `days` is given, sets the retention. */
export async function prepareNamespace(
  temporal: TemporalConnection,
  namespace: string,
  days?: number,
): Promise<void> {
  const connection = await Connection.connect({ ...temporal, connectTimeout: 2_000 });
  try {
    await connection.withDeadline(Date.now() + 10_000, async () => {
      await ensureSearchAttributes(connection, namespace);
      if (days !== undefined) await setRetention(connection, namespace, days);
    });
  } finally {
    await connection.close();
  }
}
