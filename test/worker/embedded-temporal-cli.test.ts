import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EmbeddedError } from '../../worker/embedded/problems.js';
import { buildTemporal } from '../../worker/embedded/temporal/build.js';
import { findTemporalCli, pinnedCli } from '../../worker/embedded/temporal/cli.js';
import { type CliOrder, downloadTemporal, thisPlatform } from '../../worker/embedded/temporal/download.js';

let folder: string;
let site: Server;
let archive: Buffer;
let answer: 'whole' | 'half' | 'missing';

/** A command that answers `--version` as the real one does. */
const program = (server: string) =>
  `#!/bin/sh\necho "temporal version 1.5.1 (Server ${server}, UI 2.42.1)"\n`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-cli-'));
  await writeFile(join(folder, 'temporal'), program('1.29.1'), { mode: 0o755 });
  execFileSync('tar', ['-czf', 'archive.tar.gz', 'temporal'], { cwd: folder });
  archive = await readFile(join(folder, 'archive.tar.gz'));
  site = createServer((_request, response) => {
    if (answer === 'missing') return response.writeHead(404).end();
    response.writeHead(200, { 'content-length': archive.length });
    if (answer === 'whole') return response.end(archive);
    response.write(archive.subarray(0, 50), () => response.destroy());
    return response;
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
});
afterEach(async () => {
  site.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the download', () => {
  const sumOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

  const sourceOf = (sums: Record<string, string>) => {
    const address = site.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    return { site: `http://127.0.0.1:${port}`, sums };
  };

  const order = async (sums: Record<string, string> = { [thisPlatform]: sumOf(archive) }) => {
    const target = join(folder, 'cache', 'temporal');
    await mkdir(join(folder, 'cache'));
    const signal = new AbortController().signal;
    return downloadTemporal(
      { version: pinnedCli, target, progress: () => undefined, environment: {}, signal },
      sourceOf(sums),
    );
  };

  test('puts the command in place', async () => {
    answer = 'whole';
    await order();
    expect(await readdir(join(folder, 'cache'))).toStrictEqual(['temporal']);
    expect(await readFile(join(folder, 'cache', 'temporal'), 'utf8')).toBe(program('1.29.1'));
  });

  test.each(['half', 'missing'] as const)('that is %s leaves nothing', async (kind) => {
    answer = kind;
    await expect(order()).rejects.toThrow(/^tải http/);
    expect(await readdir(join(folder, 'cache'))).toStrictEqual([]);
  });

  test('that is whole but another than the pinned one leaves nothing', async () => {
    answer = 'whole';
    await expect(order({ [thisPlatform]: sumOf(Buffer.from('another')) })).rejects.toThrow(/mã SHA-256 là/);
    expect(await readdir(join(folder, 'cache'))).toStrictEqual([]);
  });

  test('of a platform without a pinned sum is not even tried', async () => {
    answer = 'whole';
    await expect(order({})).rejects.toThrow(`cho ${thisPlatform}`);
    expect(await readdir(join(folder, 'cache'))).toStrictEqual([]);
  });

  test('that is refused is told once, with what happens instead', async () => {
    answer = 'missing';
    const lines: string[] = [];
    const searching = findTemporalCli({
      environment: { PATH: join(folder, 'empty') },
      cacheFolder: join(folder, 'cache'),
      progress: (line) => lines.push(line),
      signal: AbortSignal.timeout(20_000),
      source: sourceOf({ [thisPlatform]: sumOf(archive) }),
    });
    await expect(searching).rejects.toThrow('HTTP 404');
    expect(lines).toStrictEqual([
      expect.stringMatching(/^Đang tải Temporal CLI/),
      'Không tải được Temporal CLI; sẽ dịch từ mã nguồn bằng Go (lần đầu khoảng 5 phút).',
    ]);
  });
});

describe('a build', () => {
  /** What stands for Go: says and makes what `go install` would. */
  const goThat = async (...steps: string[]) => {
    const bin = join(folder, 'go-bin');
    await mkdir(bin);
    await writeFile(join(bin, 'go'), ['#!/bin/sh', ...steps, ''].join('\n'), { mode: 0o755 });
    return `${bin}:/usr/bin:/bin`;
  };
  const build = (PATH: string, over: Partial<CliOrder> = {}) =>
    buildTemporal({
      version: pinnedCli,
      target: join(folder, 'built', 'temporal'),
      progress: () => undefined,
      environment: { PATH },
      signal: AbortSignal.timeout(20_000),
      ...over,
    });

  test('puts the command in its place, and says how far it is until it is there', async () => {
    const told: (string | undefined)[] = [];
    const path = await goThat(
      'echo "go: downloading one v1" >&2',
      'echo one/package >&2',
      'until [ -e "$GOBIN/../../seen" ]; do sleep 0.1; done',
      'echo built > "$GOBIN/temporal"',
    );
    await build(path, {
      progress(line, passing) {
        told.push(line.replace(/, đã .*/, ''), passing);
        void writeFile(join(folder, 'seen'), '');
      },
    });
    expect(told.slice(0, 2)).toStrictEqual(['Đang dịch Temporal: 1/~1300 gói', 'tick']);
    expect(await readFile(join(folder, 'built', 'temporal'), 'utf8')).toBe('built\n');
    expect(await readdir(join(folder, 'built'))).toStrictEqual(['temporal']);
  });

  test('that fails tells Go’s last word; without Go, what is missing', async () => {
    const path = await goThat('echo "go: no such module here" >&2', 'exit 1');
    await expect(build(path)).rejects.toThrow('go: no such module here');
    await expect(build(join(folder, 'empty'))).rejects.toThrow('không có lệnh "go"');
  });

  test('that is broken off ends Go', async () => {
    const stopping = new AbortController();
    const path = await goThat('echo one/package >&2', 'exec sleep 600');
    const building = build(path, { signal: stopping.signal, progress: () => stopping.abort() });
    await expect(building).rejects.toThrow('go install');
  });
});

describe('the command', () => {
  const search = (over: { path: string; cache?: string; lines?: string[] }) =>
    findTemporalCli({
      environment: { PATH: over.path },
      cacheFolder: over.cache ?? join(folder, 'cache'),
      progress: (line) => over.lines?.push(line),
      signal: AbortSignal.timeout(20_000),
    });

  const onPath = async (name: string, server: string) => {
    const bin = join(folder, name);
    await mkdir(bin);
    await writeFile(join(bin, 'temporal'), program(server), { mode: 0o755 });
    return bin;
  };

  test.each(['1.29.1', '1.29.2', '1.30.0', '2.0.0'])('on PATH with server %s is taken', async (server) => {
    const bin = await onPath('bin', server);
    expect(await search({ path: `/none:${bin}` })).toStrictEqual({ path: join(bin, 'temporal'), server });
  });

  test('on PATH but too old is passed over for a newer one, and said so', async () => {
    const [old, recent] = [await onPath('old', '1.28.9'), await onPath('recent', '1.29.1')];
    const lines: string[] = [];
    expect((await search({ path: `${old}:${recent}`, lines })).path).toBe(join(recent, 'temporal'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('1.28.9');
  });

  test('in the cache is taken when PATH has none', async () => {
    const cached = join(folder, 'cache', `temporal-${pinnedCli}`);
    await mkdir(cached, { recursive: true });
    await copyFile(join(folder, 'temporal'), join(cached, 'temporal'));
    await chmod(join(cached, 'temporal'), 0o755);
    expect((await search({ path: '' })).path).toBe(join(cached, 'temporal'));
  });

  test('that can’t be had is an error that says what to install', async () => {
    await writeFile(join(folder, 'blocked'), '');
    const problem = await search({ path: '', cache: join(folder, 'blocked') }).catch((error: unknown) =>
      error instanceof EmbeddedError ? error.problem.code : error,
    );
    expect(problem).toBe('cache.unwritable');
  });
});
