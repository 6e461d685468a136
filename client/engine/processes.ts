import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startHeard, type Started } from '../../worker/embedded/processes/program.js';
import { hearProgress, type Progress } from '../../worker/embedded/progress.js';
import { say } from '../language/language.js';

/** A process of the engine that says READY once it can be used. */
export interface EngineProcess extends Started {
  /** What stood behind READY. */
  ready: string;
}

export interface EngineProcessOptions {
  /** The program, beside this one in the build: `worker/main.js`. */
  program: string;
  environment: NodeJS.ProcessEnv;
  /** Hears each line that it prints. */
  say: Progress;
  /** Where its standard error goes once it is ready; null: to ours. */
  logFile: string | null;
}

/** It ended before it was ready; what it said was shown already. */
export class ProcessEnded extends Error {
  constructor(readonly code: number | undefined) {
    super(
      say(
        `tiến trình đã kết thúc (mã thoát ${code ?? 'không rõ'})`,
        `the process has ended (exit status ${code ?? 'unknown'})`,
      ),
    );
  }
}

/** Starts one of the engine's programs and waits until it is ready; one that ends before is an error. */
export async function startProcess(options: EngineProcessOptions): Promise<EngineProcess> {
  const { program, environment, say, logFile } = options;
  const path = fileURLToPath(new URL(`../../${program}`, import.meta.url));
  const heard: Record<'ready' | 'errors', (line: string) => void> = { ready: say, errors: say };
  const ready = new Promise<string>((resolve) => (heard.ready = resolve));
  const started = await startHeard(
    { command: process.execPath, args: [path], environment, signal: 'SIGTERM', patience: 60_000 },
    {
      output: (line) => (line.startsWith('READY') ? heard.ready(line) : hearProgress(line, say)),
      errors: (line) => heard.errors(line),
    },
  );
  const ended = started.ended.then((code) => Promise.reject(new ProcessEnded(code)));
  const line = await Promise.race([ready, ended]);
  heard.errors = (error) => note(logFile, error);
  return { ...started, ready: line.slice('READY'.length).trim() };
}

/** A full disk takes the log, not the process. */
function note(logFile: string | null, line: string): void {
  if (logFile === null) return console.error(line);
  try {
    appendFileSync(logFile, `${line}\n`);
  } catch {
    return;
  }
}
