import { join } from 'node:path';
import { z } from 'zod';
import type { Configuration, TemporalConnection } from '../../worker/configuration.js';
import { keepRunning } from '../../worker/embedded/processes/keeper.js';
import type { Progress } from '../../worker/embedded/progress.js';
import { startProcess } from './processes.js';

const Places = z.object({
  temporal: z.object({ address: z.string(), namespace: z.string(), uiUrl: z.string().optional() }),
  databaseUrl: z.string(),
  smtpUrl: z.string(),
  mailFolder: z.string().optional(),
});
/** Where the servers are; the mails' folder is there with the embedded SMTP server only. */
export type Places = z.infer<typeof Places>;

/** The engine's processes of one command. */
export interface Engine {
  places: Places;
  temporal: TemporalConnection;
  /** Resolves when the servers' process has ended. */
  serversEnded: Promise<unknown>;
  /** Starts the worker and keeps it running. The records' clock must be set before: the worker takes its queue from it. */
  startWorker(): Promise<void>;
  /** Starts the officials' pages and keeps them running. The records must be ready before. @returns their address */
  startPortal(): Promise<string>;
  /** Opens the page on which records are set up for the first time; `plan`: a code or a file. */
  startFirstSetUp(
    code: string,
    plan: string | undefined,
  ): Promise<{ address: string; stop(): Promise<void> }>;
  /** Stops the worker, then the servers that were started. */
  stop(): Promise<void>;
}

/**
 * Starts the servers that the configuration doesn't name, on the data of the last run. Rejects with `ProcessEnded` where they
 * can't be started; why was said then.
 */
export async function startEngine(configuration: Configuration, say: Progress): Promise<Engine> {
  const { dataFolder, isLogShown } = configuration;
  const environment = { ...process.env, THIDUA_DATA: dataFolder };
  const log = (name: string): string | null => (isLogShown ? null : join(dataFolder, 'logs', `${name}.log`));
  const servers = await startProcess({
    program: 'worker/embedded/main.js',
    environment,
    say,
    logFile: log('servers'),
  });
  const running: { stop(): Promise<void> }[] = [servers];
  const worker = { program: 'worker/main.js', environment, say, logFile: log('worker') };
  const portal = { program: 'client/portal/main.js', environment, say, logFile: log('portal') };
  const places = Places.parse(JSON.parse(servers.ready));
  return {
    places,
    temporal: configuration.temporal ?? { address: places.temporal.address },
    serversEnded: servers.ended,
    async startWorker() {
      running.push(await keepRunning({ name: 'Worker', start: () => startProcess(worker), progress: say }));
    },
    async startFirstSetUp(code, plan) {
      const first = { PORTAL_FIRST_SETUP: code, ...(plan !== undefined && { PORTAL_FIRST_PLAN: plan }) };
      const process = await startProcess({ ...portal, environment: { ...environment, ...first } });
      running.push(process);
      return {
        address: process.ready,
        async stop() {
          running.splice(running.indexOf(process), 1);
          await process.stop();
        },
      };
    },
    async startPortal() {
      const started: { address?: string } = {};
      const start = async () => {
        const process = await startProcess(portal);
        started.address = process.ready;
        return process;
      };
      running.push(await keepRunning({ name: 'Cổng thông tin', start, progress: say }));
      return started.address ?? '';
    },
    async stop() {
      for (const process of running.splice(0).reverse()) await process.stop();
    },
  };
}
