import { execFile } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { EnvironmentVariables } from '../../configuration.js';
import { takeLock } from '../data/lock.js';
import { EmbeddedError, reasonOf } from '../problems.js';
import type { Progress } from '../progress.js';
import { buildTemporal, oldestGo } from './build.js';
import { type CliOrder, downloadTemporal, type Source } from './download.js';

/** The release that is fetched or built when the machine has none. */
export const pinnedCli = '1.5.1';
/** Worker versioning needs at least this server; it came with Temporal CLI 1.5.1. */
export const oldestServer = [1, 29, 1];

export interface TemporalCli {
  path: string;
  /** The server's version, e.g. `1.29.1`. */
  server: string;
}

export interface CliSearch {
  environment: EnvironmentVariables;
  cacheFolder: string;
  progress: Progress;
  /** Breaks off a download or build. */
  signal: AbortSignal;
  /** Where archives come from; the releases on GitHub where none is given. */
  source?: Source;
}

/**
 * Finds the `temporal` command: on PATH, in the cache folder, by download, else by building it with Go. Throws
 * `temporal.unavailable` with all that was tried.
 */
export async function findTemporalCli(search: CliSearch): Promise<TemporalCli> {
  const reasons: string[] = [];
  for (const folder of (search.environment['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const cli = await inspect(join(folder, programName));
    if (cli !== undefined && isRecent(cli.server)) return cli;
    if (cli !== undefined) {
      reasons.push(`${cli.path} quá cũ (máy chủ ${cli.server}).`);
      search.progress(`Bỏ qua ${cli.path}: bản máy chủ ${cli.server} quá cũ.`);
    }
  }
  const target = join(search.cacheFolder, `temporal-${pinnedCli}`, programName);
  return (await inspect(target)) ?? (await obtain(target, search, reasons));
}

const programName = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** The command's server version; undefined when there is no such command or it does not run. */
async function inspect(path: string): Promise<TemporalCli | undefined> {
  try {
    await access(path, constants.X_OK);
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 20_000 });
    const server = /Server v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
    return server === undefined ? undefined : { path, server };
  } catch {
    return undefined;
  }
}

function isRecent(version: string): boolean {
  const parts = version.split('.').map(Number);
  const difference = oldestServer.map((oldest, at) => (parts[at] ?? 0) - oldest).find((it) => it !== 0);
  return (difference ?? 0) >= 0;
}

/** Downloads or builds the command, one process at a time. */
async function obtain(target: string, search: CliSearch, reasons: string[]): Promise<TemporalCli> {
  const { cacheFolder, progress } = search;
  await mkdir(join(cacheFolder, `temporal-${pinnedCli}`), { recursive: true }).catch((error: unknown) => {
    throw new EmbeddedError({ code: 'cache.unwritable', folder: cacheFolder, reason: reasonOf(error) });
  });
  const release = await waitForTurn(join(cacheFolder, `temporal-${pinnedCli}.lock`), progress);
  try {
    const made = await inspect(target);
    if (made !== undefined) return made;
    const order = { ...search, version: pinnedCli, target };
    const download = (it: CliOrder): Promise<void> => downloadTemporal(it, search.source);
    for (const way of [download, buildTemporal]) {
      try {
        await way(order);
        const cli = await inspect(target);
        if (cli !== undefined) return cli;
        reasons.push(`${target} không chạy được.`);
      } catch (error) {
        search.signal.throwIfAborted();
        reasons.push(reasonOf(error));
      }
      if (way === download)
        progress('Không tải được Temporal CLI; sẽ dịch từ mã nguồn bằng Go (lần đầu khoảng 5 phút).');
    }
  } finally {
    await release();
  }
  throw new EmbeddedError({ code: 'temporal.unavailable', cli: pinnedCli, go: oldestGo, reasons });
}

async function waitForTurn(path: string, progress: Progress): Promise<() => Promise<void>> {
  for (let told = false; ; told = true) {
    const lock = await takeLock(path);
    if (lock.held) return lock.release;
    if (!told) progress(`Tiến trình ${lock.holder.pid} đang tải hoặc dịch Temporal; chờ nó xong.`, 'step');
    await sleep(1_000);
  }
}
