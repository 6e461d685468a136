import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { execa, type Options } from 'execa';
import { identifyProcess, type ProcessIdentity } from './identity.js';

/** A program of ours that runs beside us. */
export interface Program {
  command: string;
  args: readonly string[];
  environment: NodeJS.ProcessEnv;
  /** How it is asked to stop; it is killed when it has not after so many milliseconds. */
  signal: NodeJS.Signals;
  patience: number;
  cwd?: string;
  /** The account to run as; only root can give one. */
  account?: { uid: number; gid: number };
}

export interface Started {
  identity: ProcessIdentity;
  /** Resolves when the process has ended, with its exit code unless it was killed. */
  ended: Promise<number | undefined>;
  /** Asks it to stop, and waits until it is gone. Harmless to repeat. */
  stop(): Promise<void>;
}

/** Hears what a program prints, line by line. */
export interface Hearing {
  output: (line: string) => void;
  errors: (line: string) => void;
}

const logLimit = 20 * 1024 * 1024;

async function openLog(path: string) {
  await mkdir(dirname(path), { recursive: true });
  const size = await stat(path).then(
    (it) => it.size,
    () => 0,
  );
  if (size > logLimit) await rename(path, `${path}.1`);
  return open(path, 'a');
}

/** Starts a program that writes to its log by itself: it may outlive us. Throws when it can't be run at all. */
export async function startLogged(program: Program, logFile: string): Promise<Started> {
  const log = (await openLog(logFile)).createWriteStream();
  try {
    return await run(program, ['ignore', log, log]);
  } finally {
    log.destroy();
  }
}

/** Starts a program that is heard, and whose standard input ends with us. Throws when it can't be run at all. */
export const startHeard = (program: Program, { output, errors }: Hearing): Promise<Started> =>
  run(program, ['pipe', heardBy(output), heardBy(errors)]);

const heardBy = (hear: (line: string) => void) =>
  function* (line: unknown): Generator<string> {
    hear(String(line));
  };

async function run(program: Program, stdio: NonNullable<Options['stdio']>): Promise<Started> {
  const child = execa(program.command, program.args, {
    // In a process group of its own: Ctrl-C at the terminal is ours alone, so that all stops in order.
    detached: true,
    stdio,
    buffer: false,
    reject: false,
    extendEnv: false,
    env: program.environment,
    killSignal: program.signal,
    forceKillAfterDelay: program.patience,
    ...(program.cwd !== undefined && { cwd: program.cwd }),
    ...program.account,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error((await child).originalMessage);
  const ended = child.then(({ exitCode }) => exitCode);
  const stop = async (): Promise<void> => {
    child.kill();
    child.stdin?.end();
    await ended;
  };
  return { identity: identifyProcess(pid) ?? { pid, started: 'ended' }, ended, stop };
}

/** The last lines of a log, for a message. */
export async function lastLines(path: string, count: number): Promise<string[]> {
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return [];
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, 8192);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8').split('\n').filter(Boolean).slice(-count);
  } finally {
    await handle.close();
  }
}
