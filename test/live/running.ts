import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { findServers, type ServersFile } from '../../worker/embedded/data/servers-file.js';
import { findRecords } from '../../worker/embedded/postgres/alone.js';
import { built } from '../environment/world.js';

const program = built('client/cli/main.js');

/** Where nothing but the data folder is named: the servers are the embedded ones. */
const environmentOf = (dataFolder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  THIDUA_DATA: dataFolder,
  TEMPORAL_ADDRESS: '',
  DATABASE_URL: '',
  SMTP_URL: '',
  NO_COLOR: '1',
});

/** Milliseconds: what isn't said by then never is. */
const patience = 120_000;

/** A command of the built program that runs as a user runs it. */
export class Running {
  readonly lines: string[] = [];
  readonly code: Promise<number | null>;
  private hear: () => void = () => undefined;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.lines.push(line);
        this.hear();
      });
    }
    this.code = new Promise((resolve) => {
      child.once('close', (code) => {
        resolve(code);
        this.hear();
      });
    });
  }

  static start(dataFolder: string, ...words: string[]): Running {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    return new Running(
      spawn(process.execPath, [program, ...words], { env: environmentOf(dataFolder), stdio: [...stdio] }),
    );
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The one child process that runs this program of the build. */
  childPid(name: string): number {
    const found = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(this.pid)], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(name) && !line.includes(`embedded/${name}`));
    const [pid] = found;
    if (pid === undefined || found.length > 1) throw new Error(`one child of ${name}: ${found.join()}`);
    return Number.parseInt(pid, 10);
  }

  /** The first line after the `from`th that fits. Rejects when the command ends before. */
  async line(pattern: RegExp, from = 0): Promise<string> {
    const end = Date.now() + patience;
    for (;;) {
      const found = this.lines.slice(from).find((line) => pattern.test(line));
      if (found !== undefined) return found;
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`${String(pattern)} was not said:\n${this.lines.join('\n')}`);
      if (Date.now() > end)
        throw new Error(`${String(pattern)} was not said in time:\n${this.lines.join('\n')}`);
      await new Promise<void>((resolve) => {
        this.hear = resolve;
        setTimeout(resolve, 1_000);
      });
    }
  }

  /** Ctrl-C. @returns the exit status */
  stop(): Promise<number | null> {
    this.child.kill('SIGINT');
    return this.code;
  }

  kill(): Promise<number | null> {
    this.child.kill('SIGKILL');
    return this.code;
  }
}

/** Runs a command to its end. */
export async function run(
  dataFolder: string,
  ...words: string[]
): Promise<{ code: number | null; text: string }> {
  const running = Running.start(dataFolder, ...words);
  const code = await running.code;
  return { code, text: running.lines.join('\n') };
}

/** Where the servers of a data folder listen, and what processes they are. */
export async function serversOf(dataFolder: string): Promise<ServersFile> {
  const servers = await findServers(dataFolder);
  if (servers === undefined) throw new Error('no servers');
  return servers;
}

/** Does something with the records of a folder whose servers run. */
export async function withRecords<T>(dataFolder: string, work: (records: Records) => Promise<T>): Promise<T> {
  const records = await openRecords((await serversOf(dataFolder)).databaseUrl ?? '');
  try {
    return await work(records);
  } finally {
    await records.close();
  }
}

/** Does something with the records of a folder whose servers are stopped. */
export async function withStoppedRecords(
  dataFolder: string,
  work: (records: Records) => Promise<void>,
): Promise<void> {
  const found = await findRecords({ environment: environmentOf(dataFolder), progress: () => undefined });
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  try {
    await work(found.records);
  } finally {
    await found.close();
  }
}
