import { lockDataFolder } from '../data/folder.js';
import { readServersFile, type ServersFile, writeServersFile } from '../data/servers-file.js';
import { claimPort } from '../ports.js';
import { EmbeddedError } from '../problems.js';
import { type ProcessIdentity, stopProcess } from '../processes/identity.js';
import type { Progress } from '../progress.js';
import type { MarkedFolder } from './account.js';
import { prepareCluster } from './server.js';

/** The lock's release; or the number of the process that has it. */
export async function lockUnlessTaken(dataFolder: string): Promise<(() => Promise<void>) | number> {
  try {
    return await lockDataFolder(dataFolder);
  } catch (error) {
    if (error instanceof EmbeddedError && error.problem.code === 'data.in-use') return error.problem.pid;
    throw error;
  }
}

/** Starts the cluster on a port of its own and notes its process, so that a killed command leaves a trace of it. */
export async function startPostgres(
  folder: MarkedFolder,
  closing: Closing,
  progress: Progress,
): Promise<string> {
  const { dataFolder } = folder;
  const cluster = await prepareCluster(folder, undefined, progress);
  const claim = await claimPort(0);
  closing.first(() => claim.release());
  const running: { postgres?: ProcessIdentity } = {};
  const note = async (postgres: ProcessIdentity | undefined): Promise<void> => {
    const last = (await readServersFile(dataFolder)) ?? emptyNote;
    await writeServersFile(dataFolder, {
      ...last,
      postgresHome: cluster.home,
      processes: { ...last.processes, postgres },
    });
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

const emptyNote: ServersFile = { format: 1, ready: false, ports: {}, processes: {} };

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What is undone at the end, newest first: once, and also when the command is told to stop. */
export class Closing {
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
