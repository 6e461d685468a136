import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf, serverFailure } from '../problems.js';
import {
  lastLines,
  type Program,
  type ProcessIdentity,
  startProgram,
  type Started,
  stopProcess,
} from './program.js';

export interface ServerProgram extends Program {
  name: string;
  /** How the server is asked to stop. */
  signal: NodeJS.Signals;
  /** Fails until the server answers. */
  probe: () => Promise<void>;
  /** Told of the process at once, so that a killed start leaves a trace of it. */
  note: (identity: ProcessIdentity) => Promise<void>;
}

const patience = 60_000;

/** Starts a server and waits until it answers. Throws `server.failed`, with the log's end, or
 * `data.disk-full`; it does not run then. */
export async function startServer(program: ServerProgram): Promise<Started> {
  const started = await startProgram(program);
  await program.note(started.identity);
  const reason = await untilAnswering(started, program.probe);
  if (reason === undefined) return started;
  await stopProcess(started.identity, program.signal);
  const { name: server, logFile: log } = program;
  const lines = [reason, ...(await lastLines(log, 4))];
  throw serverFailure(dirname(log), server, log, lines);
}

/** Undefined when the server answers; else why it does not. */
async function untilAnswering(started: Started, probe: () => Promise<void>): Promise<string | undefined> {
  const end = Date.now() + patience;
  const life = { ended: false };
  void started.ended.then(() => (life.ended = true));
  for (;;) {
    const reason = await probe().then(
      () => undefined,
      (error: unknown) => reasonOf(error),
    );
    // Another program may answer on the port after ours has ended.
    if (reason === undefined && !life.ended) return undefined;
    if (life.ended || Date.now() > end) return reason ?? 'tiến trình đã kết thúc';
    await sleep(50);
  }
}
