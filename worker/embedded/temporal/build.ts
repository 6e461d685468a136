import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startHeard } from '../processes/program.js';
import type { CliOrder } from './download.js';

/** The oldest Go that builds the pinned CLI (its go.mod). */
export const oldestGo = '1.25';
/** What a cold build of the pinned CLI goes through; only for showing how far it is. */
const modulesToFetch = 160;
const packagesToCompile = 1_300;

/**
 * Builds the pinned CLI from source with `go install`: about five minutes on two cores the first time. The command is
 * put in place only when whole; a build that was broken off goes on from Go's own cache.
 */
export async function buildTemporal(order: CliOrder): Promise<void> {
  const { target } = order;
  const work = join(dirname(target), `build-${process.pid}`);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  try {
    await runGo(order, work);
    await rename(join(work, target.endsWith('.exe') ? 'temporal.exe' : 'temporal'), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const elapsed = (since: number): string => {
  const seconds = Math.round((Date.now() - since) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

async function runGo(order: CliOrder, binFolder: string): Promise<void> {
  const { version, environment, progress, signal } = order;
  const flags = `-s -w -X github.com/temporalio/cli/temporalcli.Version=${version}`;
  const source = `github.com/temporalio/cli/cmd/temporal@v${version}`;
  const began = Date.now();
  let modules = 0;
  let packages = 0;
  let last = '';
  const hear = (line: string): void => {
    if (line.startsWith('go: downloading')) modules += 1;
    else if (/^\S+$/.test(line)) packages += 1;
    else last = line;
  };
  const go = await startHeard(
    {
      command: 'go',
      args: ['install', '-v', `-ldflags=${flags}`, source],
      environment: { ...environment, GOBIN: binFolder, GOFLAGS: '', GOWORK: 'off' },
      signal: 'SIGTERM',
      patience: 5_000,
    },
    { output: hear, errors: hear },
  ).catch(() => {
    throw new Error(`không có lệnh "go" trong PATH (cần Go ${oldestGo} trở lên)`);
  });
  signal.addEventListener('abort', () => void go.stop());
  const ticker = setInterval(() => {
    progress(
      packages === 0
        ? `Đang tải mã nguồn Temporal: ${modules}/~${modulesToFetch} mô-đun, đã ${elapsed(began)}.`
        : `Đang dịch Temporal: ${packages}/~${packagesToCompile} gói, đã ${elapsed(began)}.`,
      'tick',
    );
  }, 1_000);
  const code = await go.ended.finally(() => clearInterval(ticker));
  if (code !== 0) throw new Error(`go install ${source}: ${last || `mã thoát ${code ?? 'không rõ'}`}`);
}
