import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Configuration, type EnvironmentVariables, readConfiguration } from '../configuration.js';
import { lockWhenLeft, prepareDataFolder } from './data/folder.js';
import { keepRunning } from './processes/keeper.js';
import { watchDisk } from './data/disk-watch.js';
import { endOrphans } from './data/orphans.js';
import { type ClaimedPort, claimPort, freePort } from './ports.js';
import { prepareCluster } from './postgres/server.js';
import { EmbeddedError, folderError, reasonOf } from './problems.js';
import type { Progress } from './progress.js';
import { ownIdentity, type ProcessIdentity } from './processes/identity.js';
import type { Started } from './processes/program.js';
import { readServersFile, type ServersFile, writeServersFile } from './data/servers-file.js';
import { startSmtpServer } from './mail/smtp-server.js';
import { findTemporalCli } from './temporal/cli.js';
import { prepareNamespace, startTemporal } from './temporal/server.js';

/** Where the servers are, embedded or given. */
export interface Servers {
  temporal: { address: string; namespace: string; uiUrl?: string };
  databaseUrl: string;
  smtpUrl: string;
  /** Where the embedded SMTP server keeps the mails; absent with SMTP_URL. */
  mailFolder?: string;
  /** Stops what was started, in order, and frees the data folder. Harmless to repeat. */
  stop(): Promise<void>;
}

export interface StartOptions {
  dataFolder: string;
  /** As `process.env`; what it names (TEMPORAL_ADDRESS, DATABASE_URL, SMTP_URL) is not started. */
  environment: EnvironmentVariables;
  progress: Progress;
  /** Breaks off a download or build; the start then fails. */
  signal?: AbortSignal;
}

/** Ports wished at the very first start. */
const firstPorts = { temporal: 7233, temporalUi: 8233, postgres: 54_329, smtp: 2525 };

/**
 * Starts the servers that the environment does not give, on the data of the last run if there is any.
 * Throws {@link EmbeddedError} for whatever the operator can mend; nothing is left running then.
 */
export async function startEmbedded(options: StartOptions): Promise<Servers> {
  const { dataFolder } = options;
  const read = readConfiguration({ ...options.environment, THIDUA_DATA: dataFolder });
  if (!read.ok) throw new EmbeddedError({ code: 'configuration.invalid', problems: read.problems });
  const id = await prepareDataFolder(dataFolder);
  const release = await lockWhenLeft(dataFolder, options.progress);
  const house = new House(options, read.configuration, id);
  try {
    await house.open();
    return house.servers(release);
  } catch (error) {
    await house.close();
    await release();
    throw folderError(dataFolder, error);
  }
}

/** The servers of one data folder while this process keeps them. */
class House {
  private note: ServersFile = { format: 1, ready: false, ports: {}, processes: {} };
  private writing: Promise<void> = Promise.resolve();
  private readonly stops: Partial<Record<'temporal' | 'postgres' | 'mail', () => Promise<void>>> = {};
  private disk: { stop(): void } | undefined;
  private readonly claims = new Map<string, ClaimedPort>();
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly options: StartOptions,
    private readonly configuration: Configuration,
    private readonly id: string,
  ) {}

  async open(): Promise<void> {
    const { dataFolder, progress } = this.options;
    const last = await readServersFile(dataFolder);
    await endOrphans(dataFolder, last, progress);
    this.note = {
      format: 1,
      supervisor: ownIdentity(),
      ready: false,
      ports: last?.ports ?? {},
      processes: {},
      ...(last?.temporalVersion !== undefined && { temporalVersion: last.temporalVersion }),
    };
    await mkdir(join(dataFolder, 'logs'), { recursive: true, mode: 0o700 });
    await this.save({});
    this.disk = watchDisk(dataFolder, progress);
    await allOrFirstError([this.openMail(), this.openDatabase(), this.openTemporal()]);
    await this.save({ ready: true });
  }

  servers(release: () => Promise<void>): Servers {
    const { temporal, databaseUrl, smtpUrl, mailFolder } = this.note;
    if (temporal === undefined || databaseUrl === undefined || smtpUrl === undefined)
      throw new Error('servers are not open');
    const { uiUrl, ...place } = temporal;
    return {
      temporal: { ...place, ...(uiUrl !== undefined && { uiUrl }) },
      databaseUrl,
      smtpUrl,
      ...(mailFolder !== undefined && { mailFolder }),
      stop: () => (this.stopped ??= this.close().finally(release)),
    };
  }

  /** Stops in the opposite order of need: Temporal first, then what its activities use. */
  async close(): Promise<void> {
    this.disk?.stop();
    if (this.note.supervisor !== undefined) await this.save({ ready: false }).catch(() => undefined);
    for (const name of ['temporal', 'postgres', 'mail'] as const) await this.stops[name]?.();
    for (const claim of this.claims.values()) await claim.release();
    // What an earlier run noted stays when this one did not get so far.
    if (this.note.supervisor === undefined) return;
    delete this.note.supervisor;
    await this.save({ processes: {} }).catch(() => undefined);
  }

  private save(change: Partial<ServersFile>): Promise<void> {
    this.note = { ...this.note, ...change };
    const write = () => writeServersFile(this.options.dataFolder, this.note);
    this.writing = this.writing.then(write, write);
    return this.writing;
  }

  private async port(name: keyof typeof firstPorts, server: string): Promise<number> {
    const wished = this.note.ports[name] ?? firstPorts[name];
    await this.claims.get(name)?.release();
    const claim = await claimPort(wished);
    const { port } = claim;
    this.claims.set(name, claim);
    if (port !== wished)
      this.options.progress(`Cổng ${wished} đang được chương trình khác dùng; ${server} dùng cổng ${port}.`);
    this.note.ports = { ...this.note.ports, [name]: port };
    return port;
  }

  private async openMail(): Promise<void> {
    const { smtpUrl } = this.configuration;
    if (smtpUrl !== undefined) return this.save({ smtpUrl });
    const mailFolder = join(this.options.dataFolder, 'mail');
    const server = await startSmtpServer(await this.port('smtp', 'máy chủ thư'), mailFolder);
    this.stops.mail = () => server.stop();
    await this.save({ smtpUrl: server.url, mailFolder });
  }

  private async openDatabase(): Promise<void> {
    const { dataFolder, progress } = this.options;
    const { databaseUrl } = this.configuration;
    if (databaseUrl !== undefined) return this.save({ databaseUrl });
    const cluster = await prepareCluster({ dataFolder, id: this.id }, undefined, progress);
    await this.save({ postgresHome: cluster.home });
    await this.keep('postgres', 'PostgreSQL', async () => {
      const port = await this.port('postgres', 'PostgreSQL');
      return () => cluster.start(port, this.noteProcess('postgres'));
    });
    await this.save({ databaseUrl: cluster.url(this.note.ports.postgres ?? 0) });
  }

  private async openTemporal(): Promise<void> {
    const { temporal, temporalNamespace: namespace } = this.configuration;
    if (temporal === undefined) return this.openOwnTemporal(namespace);
    const { address } = temporal;
    await prepareNamespace(temporal, namespace).catch((error: unknown) => {
      throw new EmbeddedError({ code: 'temporal.unreachable', address, reason: reasonOf(error) });
    });
    await this.save({ temporal: { address, namespace } });
  }

  private async openOwnTemporal(namespace: string): Promise<void> {
    const { dataFolder, environment, progress, signal = new AbortController().signal } = this.options;
    const { cacheFolder } = this.configuration;
    const cli = await findTemporalCli({ environment, cacheFolder, progress, signal });
    const { temporalVersion: last } = this.note;
    if (last !== undefined && last !== cli.server)
      progress(`Dữ liệu Temporal do máy chủ ${last} ghi; nay chạy bằng máy chủ ${cli.server}.`);
    await this.keep('temporal', 'Temporal', async () => {
      const port = await this.port('temporal', 'Temporal');
      const uiPort = await this.port('temporalUi', 'giao diện Temporal');
      const note = this.noteProcess('temporal');
      return () => startTemporal({ cli, dataFolder, namespace, port, uiPort, note });
    });
    const { temporal = 0, temporalUi = 0 } = this.note.ports;
    const uiUrl = `http://127.0.0.1:${temporalUi}`;
    await this.save({
      temporal: { address: `127.0.0.1:${temporal}`, namespace, uiUrl },
      temporalVersion: cli.server,
    });
  }

  private noteProcess(name: 'temporal' | 'postgres') {
    return (identity: ProcessIdentity) =>
      this.save({ processes: { ...this.note.processes, [name]: identity } });
  }

  /** Starts a server and keeps it running; a port that was taken in the meantime is chosen anew. */
  private async keep(
    key: 'temporal' | 'postgres',
    name: string,
    prepare: () => Promise<() => Promise<Started>>,
  ): Promise<void> {
    for (;;) {
      const start = await prepare();
      const ports = this.note.ports;
      try {
        const { stop } = await keepRunning({ name, start, progress: this.options.progress });
        this.stops[key] = stop;
        return;
      } catch (error) {
        if (!(await this.isTaken(ports, key))) throw error;
      }
    }
  }

  private async isTaken(ports: ServersFile['ports'], key: 'temporal' | 'postgres'): Promise<boolean> {
    const used = key === 'postgres' ? [ports.postgres] : [ports.temporal, ports.temporalUi];
    for (const port of used) if (port !== undefined && (await freePort(port)) !== port) return true;
    return false;
  }
}

/** Waits for all, so that nothing is still starting when the first error is told. */
async function allOrFirstError(steps: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(steps))
    if (outcome.status === 'rejected') throw outcome.reason;
}
