import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { msToTs } from '@temporalio/common/lib/time.js';
import { Worker } from '@temporalio/worker';
import { createLettersEffects } from '../../activities/letters/effects.js';
import { createClockEffects } from '../../activities/clock.js';
import { createNudgingEffects } from '../../activities/nudging.js';
import { createRecordsEffects } from '../../activities/records/effects.js';
import type { Records } from '../../activities/records/database/open.js';
import type { Services } from '../../client/officials/send.js';
import { Patience } from '../../client/engine/patience.js';
import { noticing, Stepper } from '../../client/rehearsal/stepper.js';
import { plan263 } from '../plan/plans.js';
import { embeddedMailbox } from '../../worker/embedded/mail/mailbox.js';
import { freePort } from '../../worker/embedded/ports.js';
import { ensureSearchAttributes } from '../../worker/embedded/temporal/namespace.js';
import { type EmbeddedSmtp, startSmtpServer } from '../../worker/embedded/mail/smtp-server.js';
import { startPost } from '../environment/post.js';
import { startDevelopmentServer } from '../environment/world.js';
import { startTestServer, type TestServer } from '../records/setup.js';

/** What the build made, whether this runs from its source or from the build itself. */
function built(name: string): string {
  const beside = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../../.build/${name}`, import.meta.url));
}

export const replayOptions = {
  workflowBundle: { codePath: built('workflow-bundle.js') },
  dataConverter: { payloadConverterPath: built('workflows/engine/payload-converter.js') },
};

/** A development server collects what its namespaces leave behind: after so many runs it is replaced. */
const sitesAServer = 12;

/** The servers on which runs are played, one after another, each on a {@link Site} of its own. */
export class Ground {
  private environment: TestWorkflowEnvironment | null = null;
  private sites = 0;

  private constructor(
    private readonly cli: string,
    private readonly postgres: TestServer,
    private readonly smtp: EmbeddedSmtp,
    private readonly mailFolder: string,
  ) {}

  /** `cli` is the `temporal` command. */
  static async open(cli: string): Promise<Ground> {
    const mailFolder = await mkdtemp(join(tmpdir(), 'thidua-any-order-'));
    const smtp = await startSmtpServer(await freePort(0), mailFolder);
    return new Ground(cli, await startTestServer(), smtp, mailFolder);
  }

  /** A namespace and records as on the first day. */
  async openSite(options: SiteOptions): Promise<Site> {
    if (this.sites > 0 && this.sites % sitesAServer === 0) await this.closeServer();
    this.environment ??= await startDevelopmentServer(this.cli);
    const namespace = `site-${++this.sites}`;
    await prepareNamespace(this.environment, namespace);
    const records = await this.postgres.openSeeded();
    const { smtp, mailFolder } = this;
    const site = new Site(this.environment, namespace, records, { smtp, mailFolder }, options);
    await site.startWorker();
    await startPost(site.client, site.taskQueue, records);
    return site;
  }

  async close(): Promise<void> {
    await this.closeServer();
    await this.smtp.stop();
    await this.postgres.stop();
    await rm(this.mailFolder, { recursive: true, force: true });
  }

  private async closeServer(): Promise<void> {
    await this.environment?.teardown();
    this.environment = null;
  }
}

async function prepareNamespace({ connection }: TestWorkflowEnvironment, namespace: string): Promise<void> {
  const workflowExecutionRetentionPeriod = msToTs('1 day');
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  await ensureSearchAttributes(connection, namespace);
}

export interface SiteOptions {
  /** How many workflows a worker remembers; none: each task replays its history from the beginning. */
  cached: number;
}

interface Post {
  smtp: EmbeddedSmtp;
  mailFolder: string;
}

interface Running {
  worker: Worker;
  ended: Promise<void>;
}

/** One run's place: its namespace, records, clock, and a worker that can be taken away at any time. */
export class Site {
  readonly client: Client;
  readonly services: Services;
  readonly stepper: Stepper;
  readonly taskQueue = 'any-order';
  private running: Running | null = null;
  private readonly stopping = new AbortController();

  constructor(
    private readonly environment: TestWorkflowEnvironment,
    readonly namespace: string,
    readonly records: Records,
    private readonly post: Post,
    private readonly options: SiteOptions,
  ) {
    const stirring: { stepper?: Stepper } = {};
    this.client = new Client({
      connection: environment.connection,
      namespace,
      identity: 'official',
      interceptors: { workflow: [noticing((workflowId) => stirring.stepper?.stir(workflowId))] },
    });
    this.services = { client: this.client, records, plan: plan263.plan };
    this.stepper = new Stepper(this.client, records, new Patience(this.stopping.signal));
    stirring.stepper = this.stepper;
  }

  async startWorker(): Promise<void> {
    const { records } = this;
    const { smtp, mailFolder } = this.post;
    const worker = await Worker.create({
      connection: this.environment.nativeConnection,
      namespace: this.namespace,
      taskQueue: this.taskQueue,
      identity: 'worker',
      ...replayOptions,
      activities: {
        ...createRecordsEffects({ records }),
        ...createLettersEffects({
          records,
          smtpUrl: smtp.url,
          from: 'Thi đua <thi-dua@can-tho.invalid>',
          mailbox: embeddedMailbox(mailFolder),
        }),
        ...createClockEffects(),
        ...createNudgingEffects(),
      },
      maxCachedWorkflows: this.options.cached,
      shutdownGraceTime: 0,
      // A killed worker tells nobody what became of what it had begun.
      shutdownForceTime: '1 second',
    });
    const ended = worker.run();
    ended.catch(() => undefined);
    this.running = { worker, ended };
  }

  /** Takes the worker away: what it had begun is broken off. */
  async stopWorker(): Promise<void> {
    const { running } = this;
    this.running = null;
    if (running === null) return;
    if (running.worker.getState() === 'RUNNING') running.worker.shutdown();
    await running.ended.catch(() => undefined);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.stopWorker();
    await this.records.close();
  }
}
