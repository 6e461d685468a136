import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf, serverFailure } from '../problems.js';
import type { ProcessIdentity } from './identity.js';
import { lastLines, type Program, startLogged, type Started } from './program.js';

export interface ServerProgram extends Omit<Program, 'patience'> {
  name: string;
  logFile: string;
  /** Fails until the server answers. */
  probe: () => Promise<void>;
  /** Told of the process at once, so that a killed start leaves a trace of it. */
  note: (identity: ProcessIdentity) => Promise<void>;
}

const patience = { untilAnswering: 60_000, untilStopped: 10_000 };

/** Starts a server and waits until it answers. Throws `server.failed`, with the log's end, or
 * `data.disk-full`; it does not run then. */
export async function startServer(program: ServerProgram): Promise<Started> {
  const { name: server, logFile: log, note } = program;
  const started = await startLogged({ ...program, patience: patience.untilStopped }, log);
  await note(started.identity);
  const reason = await untilAnswering(started, program.probe);
  if (reason === undefined) return started;
  await started.stop();
  const lines = [reason, ...(await lastLines(log, 4))];
  throw serverFailure(dirname(log), server, log, lines);
}

/** Undefined when the server answers; else why it does not. */
async function untilAnswering(started: Started, probe: () => Promise<void>): Promise<string | undefined> {
  const end = Date.now() + patience.untilAnswering;
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
