import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Records } from '../../activities/records/database/open.js';
import { runHistory } from '../../client/cli/commands/history.js';
import { runLedger } from '../../client/cli/commands/ledger.js';
import { runStatus } from '../../client/cli/commands/status.js';
import { runTasks } from '../../client/cli/commands/tasks.js';
import { runUnits } from '../../client/cli/commands/units.js';
import { runWatch } from '../../client/cli/commands/watch.js';
import { runWhy } from '../../client/cli/commands/why.js';
import type { Surroundings } from '../../client/cli/asking.js';
import { textWidth } from '../../client/cli/terminal/tables.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { collected } from './collected.js';
import { openSeededAt } from './seeded.js';

let server: TestServer;
let records: Records;
let environment: { DATABASE_URL: string };
beforeAll(async () => {
  server = await startTestServer();
  environment = { DATABASE_URL: await server.createDatabase() };
  records = await openSeededAt(environment.DATABASE_URL);
});
afterAll(async () => {
  await records.close();
  await server.stop();
});

const commands: [string, (surroundings: Surroundings) => Promise<number>][] = [
  ['status', (it) => runStatus({}, it)],
  ['ledger', (it) => runLedger({}, it)],
  ['why', (it) => runWhy({ of: 'so-y-te' }, it)],
  ['history', (it) => runHistory({ workflow: 'campaign/263/2023' }, it)],
  ['history --raw', (it) => runHistory({ workflow: 'campaign/263/2023', raw: true }, it)],
  ['tasks', (it) => runTasks({}, it)],
  ['units', (it) => runUnits({}, it)],
  ['watch', (it) => runWatch({}, it)],
];

test.each(commands)('%s: a database out of reach is said, with status 4', async (_, run) => {
  const { surroundings, written } = collected({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(await run(surroundings)).toBe(4);
  expect(written.errors).toContain('Không đọc được cơ sở dữ liệu');
  expect(written.out).toBe('');
});

test.each<[string, (surroundings: Surroundings) => Promise<number>, RegExp]>([
  ['why of nobody', (it) => runWhy({ of: 'xa-mott' }, it), /Gần nhất:\n {2}xa-mot /],
  ['why in no campaign', (it) => runWhy({ of: 'xa-mot', campaign: '1999' }, it), /Không có đợt khen thưởng/],
  ['why where it has no dossier', (it) => runWhy({ of: 'so-y-te', campaign: '2024' }, it), /không có hồ sơ/],
  ['history of nothing', (it) => runHistory({ workflow: 'campaign/263/1999' }, it), /Chưa có gì về/],
  ['tasks of no office', (it) => runTasks({ as: 'king' }, it), /không phải chức trách/],
  ['tasks of an unknown unit', (it) => runTasks({ as: 'unit:xa-mott' }, it), /Gần nhất: Đơn vị xa-mot/],
  ['units of no bloc', (it) => runUnits({ bloc: 'moon' }, it), /Không có khối/],
  ['units on no day', (it) => runUnits({ on: '2025-13-01' }, it), /không phải một ngày/],
  ['watch of no campaign', (it) => runWatch({ campaign: '1999' }, it), /Không có đợt khen thưởng/],
])('%s: status 2, and what to do', async (_, run, sentence) => {
  const { surroundings, written } = collected(environment);
  expect(await run(surroundings)).toBe(2);
  expect(written.errors).toMatch(sentence);
  expect(written.out).toBe('');
});

test('history: the acts of a campaign in business time, refused ones too, from the records where no history is kept', async () => {
  const { surroundings, written } = collected(environment, 80);
  expect(await runHistory({ workflow: 'campaign/263/2023' }, surroundings)).toBe(0);
  expect(written.out).toContain('ký duyệt danh sách: phê duyệt, gạch tên');
  expect(written.out).toMatch(/không nhận ký duyệt: Danh sách đã thay đổi/);
  for (const line of written.out.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(80);
});

test.each([80, 120])('why: one page within %i columns', async (columns) => {
  const { surroundings, written } = collected(environment, columns);
  expect(await runWhy({ of: 'xa mot', campaign: '2023' }, surroundings)).toBe(0);
  expect(written.out).toContain('đợt khen thưởng năm 2023');
  for (const line of written.out.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(columns);
});

test('tasks: what waits for an office, its deadline and its command', async () => {
  const { surroundings, written } = collected(environment);
  expect(await runTasks({ as: 'home-affairs' }, surroundings)).toBe(0);
  expect(written.out).toContain('thidua ceremony 2023');
  expect(written.out).toContain('Hạn: trước ngày 01/04/2024');
});

test('units: by name without diacritics, and as JSON', async () => {
  const { surroundings, written } = collected(environment);
  expect(await runUnits({ filter: 'xa-mot', json: true }, surroundings)).toBe(0);
  expect(JSON.parse(written.out)).toMatchObject([{ code: 'xa-mot', bloc: 'communes', officials: [] }]);
});
