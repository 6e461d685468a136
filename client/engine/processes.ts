import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process of the engine that says READY once it can be used. */
export interface EngineProcess {
  /** What stood behind READY. */
  readonly ready: string;
  /** Resolves when the process has ended, with its exit code. */
  readonly ended: Promise<number | null>;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
}

export interface EngineProcessOptions {
  /** The program, beside this one in the build: `worker/main.js`. */
  program: string;
  environment: NodeJS.ProcessEnv;
  /** Hears each line that it prints. */
  say: (line: string) => void;
  /** Where its standard error goes once it is ready. */
  logFile: string;
}

/** Starts one of the engine's programs and waits until it is ready; one that ends before is an error. */
export async function startProcess(options: EngineProcessOptions): Promise<EngineProcess> {
  const path = fileURLToPath(new URL(`../../${options.program}`, import.meta.url));
  // Detached: Ctrl-C at the terminal is ours alone, so that all stops in order.
  const child = spawn(process.execPath, [path], {
    env: options.environment,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const errors = { say: options.say };
  createInterface({ input: child.stderr }).on('line', (line) => errors.say(line));
  const ready = await readyLine(child, ended, options.say);
  errors.say = (line) => appendFileSync(options.logFile, `${line}\n`);
  return { ready, ended, stop: () => stop(child, ended) };
}

function readyLine(
  child: ChildProcess,
  ended: Promise<number | null>,
  say: (line: string) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('no standard output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('READY')) resolve(line.slice('READY'.length).trim());
      else say(line);
    });
    void ended.then((code) => reject(new ProcessEnded(code)));
  });
}

/** It ended before it was ready; what it said was shown already. */
export class ProcessEnded extends Error {
  constructor(readonly code: number | null) {
    super(`ended with ${String(code)}`);
  }
}

const patience = 60_000;

async function stop(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await ended;
  clearTimeout(timer);
}

/** Keeps a process running: one that dies is started again until it is asked to stop. */
export async function keepRunning(options: EngineProcessOptions): Promise<{ stop(): Promise<void> }> {
  let isStopping = false;
  let current = await startProcess(options);
  const watch = async (): Promise<void> => {
    for (;;) {
      await current.ended;
      if (isStopping) return;
      options.say(`${options.program} dừng đột ngột; đang chạy lại…`);
      current = await startProcess(options);
    }
  };
  const watching = watch().catch((error: unknown) => options.say(String(error)));
  return {
    async stop() {
      isStopping = true;
      await current.stop();
      await watching;
    },
  };
}
