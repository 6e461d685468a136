import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StatusReport } from '../../client/cli/show/status-json.js';
import type { Records } from '../../activities/records/database/open.js';
import { built } from '../environment/world.js';
import { putStatus } from '../records/builders.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { openSeededAt } from './seeded.js';

let server: TestServer;
let records: Records;
let databaseUrl: string;
beforeAll(async () => {
  server = await startTestServer();
  databaseUrl = await server.createDatabase();
  records = await openSeededAt(databaseUrl);
});
afterAll(async () => {
  await records.close();
  await server.stop();
});

test('watch --json: a line when something changes and none while time only passes, until Ctrl-C', async () => {
  const child = spawn(process.execPath, [built('client/cli/main.js'), 'watch', '2023', '--json'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines: AsyncIterator<string, undefined> = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  const next = async () => StatusReport.parse(JSON.parse((await lines.next()).value ?? 'null'));
  const [before] = (await next()).campaigns;
  await sleep(2_500);
  await putStatus(records, 'xa-mot', 'withdrawn');
  const [after] = (await next()).campaigns;
  expect(before?.campaign).toBe('2023');
  expect(after?.dossiers['withdrawn']).toBe((before?.dossiers['withdrawn'] ?? 0) + 1);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(await lines.next()).toMatchObject({ done: true });
}, 30_000);
