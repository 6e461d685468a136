import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setTrialClock } from '../../activities/records/database/business-time.js';
import type { Records } from '../../activities/records/database/open.js';
import { LiveChanges } from '../../client/cli/show/live-changes.js';
import { areAllThere, type LiveFacts, readLive } from '../../client/officials/standing.js';
import { LiveScreen } from '../../client/cli/show/live-screen.js';
import { liveStartLines } from '../../client/cli/show/live-start.js';
import { textWidth } from '../../client/cli/terminal/tables.js';
import { plan263 } from '../plan/plans.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { paint } from '../rehearsal/terminal.js';
import { runLedger } from '../../client/cli/commands/ledger.js';
import { collected } from './collected.js';
import { now, openSeededAt } from './seeded.js';

let server: TestServer;
let records: Records;
let url = '';
let facts: LiveFacts;
beforeAll(async () => {
  server = await startTestServer();
  url = await server.createDatabase();
  records = await openSeededAt(url);
  await setTrialClock(records, now - Date.now());
  facts = { ...(await readLive(records, plan263)), at: now };
});
afterAll(async () => {
  await records.close();
  await server.stop();
});

const places = {
  temporal: { address: '127.0.0.1:7233', namespace: 'default', uiUrl: 'http://127.0.0.1:8233' },
  databaseUrl: 'postgresql://thidua:secret@127.0.0.1:54329/thidua',
  smtpUrl: 'smtp://127.0.0.1:2525',
  pages: 'http://127.0.0.1:8263',
  mailFolder: '/data/mail',
};

test('what comes next: each campaign’s own moment, and the campaign that is still to begin', () => {
  expect(facts.mode).toBe('trial');
  expect(facts.next.map(({ at }) => at)).toStrictEqual(
    facts.next.map(({ at }) => at).sort((one, other) => one - other),
  );
  expect(facts.next.at(-1)?.line).toBe(
    'Tổng kết: 00:00 ngày 01/01/2026 – Bắt đầu tổng kết giai đoạn 2021–2025.',
  );
  expect(areAllThere(facts)).toBe(false);
});

test('a start says the plan, whether it is new, the time, all addresses without a secret, what is next and who is awaited', () => {
  const lines = liveStartLines(facts, false, places, 100);
  expect(lines[0]).toBe('THỬ – Phong trào thi đua giai đoạn 2021–2025 – Kế hoạch số 263/KH-UBND');
  const text = lines.join('\n');
  for (const part of [
    'đang chạy; tiếp tục từ chỗ đã dừng',
    '09:00, thứ Tư, 20/03/2024',
    'http://127.0.0.1:8233',
    '127.0.0.1:54329/thidua',
    '/data/mail',
    '2024: Lựa chọn',
    'Tiếp theo',
    '2023: chờ Sở Nội vụ – ngày tổ chức lễ khen thưởng',
  ])
    expect(text).toContain(part);
  expect(text).not.toContain('secret');
  expect(lines.filter((line) => textWidth(line) > 100)).toStrictEqual([]);
  expect(liveStartLines({ ...facts, mode: 'service' }, true, places, 100)[0]).toMatch(/^Phong trào/);
});

describe('while it runs', () => {
  test('on a terminal: one block in its place, marked, with seconds', () => {
    const written = { text: '' };
    const screen = { isTTY: true, columns: 100, rows: 30, write: (text: string) => (written.text += text) };
    const view = new LiveScreen(screen);
    view.begin(facts);
    view.say('PostgreSQL đã chạy lại.');
    view.show({ ...facts, at: now + 5_000 });
    view.end();
    const lines = paint(written.text, screen);
    expect(lines[0]).toMatch(/^THỬ Kế hoạch 263\/KH-UBND +09:00:05 {2}thứ Tư, 20\/03\/2024$/);
    expect(lines.filter((line) => line.startsWith('Tiếp theo – '))).toHaveLength(facts.next.length);
    expect(lines.at(-1)).toBe('· PostgreSQL đã chạy lại.');
    expect(lines.filter((line) => line.startsWith('THỬ'))).toHaveLength(1);
  });

  test('elsewhere: a line when something changes, and none when nothing does', () => {
    const written = { text: '' };
    const view = new LiveChanges({ write: (text: string) => (written.text += text) });
    view.begin(facts);
    view.show({ ...facts, at: now + 1_000 });
    const rows = facts.rows.map((row) =>
      row.campaign === '2024' ? { ...row, stage: 'appraise' as const, openQuestions: [], awaiting: [] } : row,
    );
    view.show({ ...facts, rows, at: now + 2_000 });
    view.show({ ...facts, rows, at: now + 3_000 });
    view.say('Worker đã chạy lại.');
    expect(written.text).toBe('THỬ  20/03/2024 09:00:02  2024: Thẩm định\nWorker đã chạy lại.\n');
  });
});

test('the ledger of a trial says that it is one', async () => {
  const { surroundings, written } = collected({ DATABASE_URL: url });
  expect(await runLedger({}, surroundings)).toBe(0);
  expect(written.out).toMatch(/^THỬ – /);
});
