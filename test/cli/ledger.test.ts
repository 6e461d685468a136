import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Records } from '../../activities/records/database/open.js';
import { LedgerEntry, runLedger } from '../../client/cli/commands/ledger.js';
import { textWidth } from '../../client/cli/terminal/tables.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { collected } from './collected.js';
import { openSeededAt, tie } from './seeded.js';

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

const json = async (options: { year?: string }): Promise<LedgerEntry[]> => {
  const { surroundings, written } = collected(environment);
  expect(await runLedger({ ...options, json: true }, surroundings)).toBe(0);
  return z.array(LedgerEntry).parse(JSON.parse(written.out));
};

describe('--json', () => {
  test('each certificate with all its keys', async () => {
    const rows = await json({});
    expect(rows.map((row) => [row.bloc, row.seat, row.decidedBy.by])).toStrictEqual([
      ['departments', 'highest-rank', 'rule'],
      ['departments', 'individual-1', 'shortlist'],
      ['communes', 'highest-rank', 'answer'],
      ['communes', 'greatest-leap', 'rule'],
    ]);
    expect(rows[2]).toStrictEqual({
      year: 2023,
      bloc: 'communes',
      kind: 'collective',
      seat: 'highest-rank',
      unit: 'xa-mot',
      nominee: 'n3',
      name: 'Đơn vị xa-mot',
      clause: 'III.3.a',
      decidedBy: {
        by: 'answer',
        question: tie,
        office: 'home-affairs',
        person: 'snv-cchc-1',
        name: 'Nguyễn Thị Thu Vân',
      },
      decisionNumber: '812/QĐ-UBND',
      decisionDate: '2024-03-20',
      money: 5_400_000,
      revoked: false,
    });
    expect(rows[3]?.revoked).toStrictEqual({
      number: '99/QĐ-UBND',
      date: '2025-05-05',
      reason: 'Kê khai sai',
    });
  });

  test.each([
    { year: '2023', expected: 4 },
    { year: '2024', expected: 0 },
    { year: 'summary', expected: 0 },
  ])('--year $year: $expected', async ({ year, expected }) => {
    expect(await json({ year })).toHaveLength(expected);
  });
});

describe('for people', () => {
  const shown = async (columns: number, year?: string): Promise<string> => {
    const { surroundings, written } = collected(environment, columns);
    expect(await runLedger({ year }, surroundings)).toBe(0);
    return written.out;
  };

  test.each([60, 80, 120])('fits %i columns', async (columns) => {
    const lines = (await shown(columns)).split('\n');
    expect(lines.filter((line) => textWidth(line) > columns)).toStrictEqual([]);
  });

  test('says who decided, what was revoked, and the sum of what stands', async () => {
    const text = (await shown(200)).replace(/ +/g, ' ');
    expect(text).toContain('Hạng cao nhất Đơn vị so-y-te III.3.a Quy tắc');
    expect(text).toContain('Cá nhân 1 Nguyễn Thị n2 – Đơn vị so-y-te III.3.a Sở Nội vụ lựa chọn');
    expect(text).toContain('Sở Nội vụ (câu hỏi: đồng hạng)');
    expect(text).toContain('ĐÃ THU HỒI theo Quyết định 99/QĐ-UBND ngày 05/05/2025: Kê khai sai');
    expect(text).toMatch(/Tổng cộng: 2 tập thể, 1 cá nhân, tiền thưởng [\d.]+ đồng; đã thu hồi 1/);
  });

  test('says that there is none yet', async () => {
    expect(await shown(80, 'summary')).toBe(
      'Sổ khen thưởng của tổng kết giai đoạn 2021–2025 chưa có Bằng khen nào.\n',
    );
  });
});

test.each(['2025', '1999', 'tổng kết', ''])(
  'an unknown year (%s) is refused with what is possible',
  async (year) => {
    const { surroundings, written } = collected(environment);
    expect(await runLedger({ year }, surroundings)).toBe(2);
    expect(written).toStrictEqual({
      out: '',
      errors: `Không có đợt khen thưởng "${year}". Có thể chọn: 2021, 2022, 2023, 2024, summary ("summary" là tổng kết giai đoạn).\n`,
    });
  },
);

const program = fileURLToPath(new URL('../../.build/client/cli/main.js', import.meta.url));

const isBuilt = existsSync(program) && readFileSync(program, 'utf8').includes('runLedger');

test.skipIf(!isBuilt)('the built command prints JSON alone, and ends', async () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [program, ...args], {
      env: { ...process.env, ...environment },
      timeout: 20_000,
    });
  const { stdout, stderr } = await run('ledger', '--json', '--year', '2023');
  expect(z.array(LedgerEntry).parse(JSON.parse(stdout))).toHaveLength(4);
  expect(stderr).toBe('');
  await expect(run('ledger', '--year', '1999')).rejects.toMatchObject({ code: 2, stdout: '' });
});
