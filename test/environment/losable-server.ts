import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../worker/embedded/ports.js';
import { isAlive, waitUntilGone } from '../../worker/embedded/processes/identity.js';
import type { Started } from '../../worker/embedded/processes/program.js';
import { startTemporal } from '../../worker/embedded/temporal/server.js';

/** The embedded Temporal server on a data folder of its own, which can be deleted. */
export class LosableServer {
  private constructor(
    private readonly cli: string,
    private readonly folder: string,
    private readonly ports: { port: number; uiPort: number },
    private server: Started,
  ) {}

  /** @param cli the `temporal` command */
  static async start(cli: string): Promise<LosableServer> {
    const folder = await mkdtemp(join(tmpdir(), 'thidua-losable-'));
    const port = await freePort(0);
    const ports = { port, uiPort: await freePort(0) };
    return new LosableServer(cli, folder, ports, await begin(cli, folder, ports));
  }

  get address(): string {
    return `127.0.0.1:${this.ports.port}`;
  }

  /** kill -9, its data deleted, and a new one that knows nothing in its place. */
  async lose(): Promise<void> {
    const { identity } = this.server;
    if (isAlive(identity)) process.kill(identity.pid, 'SIGKILL');
    await waitUntilGone(identity, 10_000);
    for (const file of await readdir(this.folder))
      if (file.startsWith('temporal.db')) await rm(join(this.folder, file));
    this.server = await begin(this.cli, this.folder, this.ports);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const begin = (path: string, dataFolder: string, ports: { port: number; uiPort: number }): Promise<Started> =>
  startTemporal({
    ...ports,
    dataFolder,
    namespace: 'default',
    cli: { path, server: '' },
    note: () => Promise.resolve(),
  });
