import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stopRequest } from './processes/stop-request.js';
import { EmbeddedError, problemStatus } from './problems.js';
import { toldProgress } from './progress.js';
import { startEmbedded } from './start.js';

const stopping = new AbortController();

/**
 * The process that keeps the embedded servers: prints a line for each step, then `READY` and the servers as JSON.
 * It stops them in order on SIGTERM, on Ctrl-C at its own terminal, or when the parent that holds its stdin is gone.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' } } });
  const dataFolder = resolve(values.data ?? (process.env['THIDUA_DATA'] || '.thidua'));
  const stopped = stopRequest().then(() => {
    stopping.abort();
  });
  const servers = await startEmbedded({
    dataFolder,
    environment: process.env,
    progress: (line, passing) => process.stdout.write(`${toldProgress(line, passing)}\n`),
    signal: stopping.signal,
  });
  const { temporal, databaseUrl, smtpUrl, mailFolder } = servers;
  process.stdout.write(`READY ${JSON.stringify({ temporal, databaseUrl, smtpUrl, mailFolder })}\n`);
  await stopped;
  await servers.stop();
}

try {
  await main();
  process.exit(0);
} catch (error) {
  if (stopping.signal.aborted) process.exit(130);
  if (!(error instanceof EmbeddedError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(problemStatus(error.problem));
}
