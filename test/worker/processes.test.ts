import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAlive, stopProcess } from '../../worker/embedded/processes/identity.js';
import { keepRunning } from '../../worker/embedded/processes/keeper.js';
import {
  type Program,
  startHeard,
  startLogged,
  type Started,
} from '../../worker/embedded/processes/program.js';

const node = (script: string, over: Partial<Program> = {}): Program => ({
  command: process.execPath,
  args: ['-e', script],
  environment: { PATH: process.env['PATH'] },
  signal: 'SIGTERM',
  patience: 60_000,
  ...over,
});

/** Starts a program whose first line says that it is there. */
async function startTold(program: Program, lines: string[] = []): Promise<Started> {
  const told = { resolve: (): void => undefined };
  const isThere = new Promise<void>((resolve) => (told.resolve = resolve));
  const hear = (line: string): void => {
    lines.push(line);
    told.resolve();
  };
  const started = await startHeard(program, { output: hear, errors: hear });
  await isThere;
  return started;
}

const stubborn =
  "process.on('SIGTERM', () => console.log('not yet')); setInterval(() => 0, 1000); console.log('up')";
const obedient = "setInterval(() => 0, 1000); console.log('up')";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-processes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a program is heard line by line to its last line, and its exit code is known', async () => {
  const lines: string[] = [];
  const script = "process.stdout.write('một\\nhai\\nba'); process.exitCode = 3";
  const started = await startTold(node(script), lines);
  expect(await started.ended).toBe(3);
  expect(lines).toStrictEqual(['một', 'hai', 'ba']);
});

test('its environment is what it is given, and no more', async () => {
  const lines: string[] = [];
  const script = 'console.log(Object.keys(process.env).join())';
  await (
    await startTold(node(script, { environment: { ONLY: '1' } }), lines)
  ).ended;
  expect(lines).toStrictEqual(['ONLY']);
});

test('told to stop, it is killed when it has not after its patience', async () => {
  const lines: string[] = [];
  const started = await startTold(node(stubborn, { patience: 200 }), lines);
  await started.stop();
  expect(lines).toStrictEqual(['up', 'not yet']);
  expect(isAlive(started.identity)).toBe(false);
  await started.stop();
});

test('its standard input ends when it is told to stop', async () => {
  const script =
    "process.on('SIGTERM', () => 0); process.stdin.on('end', () => process.exit(7)).resume(); console.log('up')";
  const started = await startTold(node(script));
  await started.stop();
  expect(await started.ended).toBe(7);
});

test('a program that can’t be run is an error that names it', async () => {
  const nothing = node('', { command: join(folder, 'nothing') });
  const quiet = { output: () => undefined, errors: () => undefined };
  await expect(startHeard(nothing, quiet)).rejects.toThrow(join(folder, 'nothing'));
  await expect(startLogged(nothing, join(folder, 'nothing.log'))).rejects.toThrow('ENOENT');
});

test('a logged program writes to its log by itself, after what stands there', async () => {
  const log = join(folder, 'logs', 'program.log');
  for (const word of ['một', 'hai']) {
    const script = `console.log('${word}'); console.error('${word}')`;
    await (
      await startLogged(node(script), log)
    ).ended;
  }
  expect(await readFile(log, 'utf8')).toBe('một\nmột\nhai\nhai\n');
});

test('a kept process that is killed is started again; one that fails to start is tried again', async () => {
  const failures = ['không mở được cổng'];
  const runs: Started[] = [];
  const lines: string[] = [];
  const up = { resolve: (): void => undefined };
  const isUp = new Promise<void>((resolve) => (up.resolve = resolve));
  const kept = await keepRunning({
    name: 'Máy chủ',
    async start() {
      const failure = runs.length === 0 ? undefined : failures.shift();
      if (failure !== undefined) throw new Error(failure);
      const started = await startTold(node(obedient));
      runs.push(started);
      return started;
    },
    progress(line) {
      lines.push(line);
      if (line.endsWith('đã chạy lại.')) up.resolve();
    },
  });
  for (const { identity } of runs) await stopProcess(identity, 'SIGKILL');
  await isUp;
  await kept.stop();
  const again = 'Máy chủ đã dừng ngoài ý muốn; đang khởi động lại.';
  expect(lines).toStrictEqual([again, 'không mở được cổng', again, 'Máy chủ đã chạy lại.']);
  expect(runs).toHaveLength(2);
  expect(runs.filter(({ identity }) => isAlive(identity))).toStrictEqual([]);
});

test('stopped while it is on its way up again, a kept process is stopped all the same', async () => {
  const runs: Started[] = [];
  const second = { begun: (): void => undefined, go: (): void => undefined };
  const isBegun = new Promise<void>((resolve) => (second.begun = resolve));
  const mayGo = new Promise<void>((resolve) => (second.go = resolve));
  const kept = await keepRunning({
    name: 'Máy chủ',
    async start() {
      if (runs.length > 0) {
        second.begun();
        await mayGo;
      }
      const started = await startTold(node(obedient));
      runs.push(started);
      return started;
    },
    progress: () => undefined,
  });
  for (const { identity } of runs) await stopProcess(identity, 'SIGKILL');
  await isBegun;
  const stopped = kept.stop();
  second.go();
  await stopped;
  expect(runs).toHaveLength(2);
  expect(runs.filter(({ identity }) => isAlive(identity))).toStrictEqual([]);
});
