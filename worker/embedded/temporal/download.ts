import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { EnvironmentVariables } from '../../configuration.js';
import { reasonOf } from '../problems.js';
import type { Progress } from '../progress.js';
import { archiveSums } from './archives.js';

/** An order to put the `temporal` command at `target`. */
export interface CliOrder {
  version: string;
  target: string;
  progress: Progress;
  environment: EnvironmentVariables;
  signal: AbortSignal;
}

const silence = 15_000;
const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0);

/** Where archives come from, and the SHA-256 that each must have. */
export interface Source {
  site: string;
  sums: Readonly<Record<string, string>>;
}

/** The platform and processor as the releases name them. */
export const thisPlatform = `${process.platform === 'win32' ? 'windows' : process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

/**
 * Fetches the release's archive. It is used only when whole and of the sum that is pinned for this platform; 15 seconds of
 * silence end the attempt.
 */
export async function downloadTemporal(
  { version, target, progress, signal }: CliOrder,
  { site, sums }: Source = { site: 'https://github.com', sums: archiveSums },
): Promise<void> {
  const url = `${site}/temporalio/cli/releases/download/v${version}/temporal_cli_${version}_${thisPlatform}.tar.gz`;
  const sum = sums[thisPlatform];
  if (sum === undefined)
    throw new Error(`chưa có mã SHA-256 của Temporal CLI ${version} cho ${thisPlatform}`);
  const work = join(dirname(target), `download-${process.pid}`);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  progress(`Đang tải Temporal CLI ${version} từ ${new URL(site).host}.`, 'step');
  try {
    await fetchTo(url, join(work, 'archive.tar.gz'), progress, signal);
    await checkSum(join(work, 'archive.tar.gz'), sum);
    await promisify(execFile)('tar', ['-xf', 'archive.tar.gz'], { cwd: work });
    await rename(join(work, target.endsWith('.exe') ? 'temporal.exe' : 'temporal'), target);
  } catch (error) {
    throw new Error(`tải ${url}: ${causeOf(error)}`, { cause: error });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function checkSum(path: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const sum = hash.digest('hex');
  if (sum !== expected) throw new Error(`mã SHA-256 là ${sum}, phải là ${expected}`);
}

const causeOf = (error: unknown): string =>
  error instanceof Error && error.cause !== undefined
    ? `${error.message} (${reasonOf(error.cause)})`
    : reasonOf(error);

async function fetchTo(url: string, path: string, progress: Progress, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const timer = setTimeout(() => {
    stop.abort(new Error('không có phản hồi trong 15 giây'));
  }, silence);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, stop.signal]) });
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    const size = Number(response.headers.get('content-length') ?? 0);
    let got = 0;
    let told = Date.now();
    const watch = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        timer.refresh();
        got += chunk.length;
        if (Date.now() - told > 500) {
          told = Date.now();
          progress(
            `Đang tải Temporal CLI: ${megabytes(got)}${size > 0 ? `/${megabytes(size)}` : ''} MB.`,
            'tick',
          );
        }
        done(null, chunk);
      },
    });
    await pipeline(Readable.fromWeb(response.body), watch, createWriteStream(path));
    if (size > 0 && got !== size) throw new Error(`chỉ nhận được ${got} trên ${size} byte`);
  } finally {
    clearTimeout(timer);
  }
}
