import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { auditRows, verifyAudit } from '../../activities/records/acts/audit.js';
import { record } from '../../activities/records/acts/record.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { movementStanding } from '../../activities/records/reads/closed-campaigns.js';
import { verifyIn, verifyRecords } from '../../activities/records/evidence/verify.js';
import { ledgerRows } from '../../activities/records/reads/ledger.js';
import { buildSelectionInput } from '../../activities/records/selection/input.js';
import { seedReference } from '../../activities/records/registry/setup.js';
import { loadRewardTables } from '../../activities/reference/tables.js';
import { type ImportOptions, runImport } from '../../client/cli/commands/import.js';
import { runExport } from '../../client/cli/commands/export.js';
import { runLedger } from '../../client/cli/commands/ledger.js';
import { runStatus } from '../../client/cli/commands/status.js';
import { collected } from '../cli/collected.js';
import { checkedByPython } from '../evidence/python.js';
import { built } from '../environment/world.js';
import { plan263 } from '../plan/plans.js';
import { anEntry } from '../records/builders.js';
import { startTestServer, testInstance, type TestServer, units } from '../records/setup.js';
import { changed, pastFiles, sheetNames, writePastFiles } from './files.js';

const years = ['2021', '2022', '2023'];
const files = pastFiles(units, years);
let server: TestServer;
let home: string;
let url: string;
let records: Records;
beforeAll(async () => {
  server = await startTestServer();
  home = await mkdtemp(join(tmpdir(), 'thidua-import-'));
  url = await server.createDatabase();
  records = await openRecords(url);
  await records.migrate();
  await records.db.updateTable('instance').set({ id: testInstance }).execute();
  await seedReference(records, { units });
});
afterAll(async () => {
  await records.close();
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

class Undone extends Error {
  constructor(readonly columns: string[]) {
    super('undone');
  }
}

let folders = 0;
const folderOf = (given = files): Promise<string> =>
  writePastFiles(join(home, `files-${String(++folders)}`), given);

async function bring(path: string, { answer, ...options }: ImportOptions & { answer?: string } = {}) {
  const { surroundings, written } = collected({ DATABASE_URL: url });
  const ask = answer === undefined ? null : () => Promise.resolve(answer);
  const status = await runImport(path, options, surroundings, ask);
  return { status, ...written };
}

const rowsSoFar = async () => ({
  ledger: await records.db.selectFrom('ledger').selectAll().execute(),
  dossiers: await records.db.selectFrom('dossier').selectAll().execute(),
  rankings: await records.db.selectFrom('ranking').selectAll().execute(),
  audit: await auditRows(records),
});

type Sheets = NonNullable<Parameters<typeof writeXlsx>[0]['sheets']>;
const Report = z.object({
  faults: z.array(z.object({ sheet: z.string(), code: z.string(), sentence: z.string() })),
});

describe('a spoiled workbook changes nothing', () => {
  const rowsOf = (lines: readonly string[]): CellValue[][] =>
    lines.map((line) => line.replace('"90,5"', '90.5').split(','));
  const sheetsOf = (): Sheets => [
    { name: sheetNames.rankings, rows: rowsOf(files.rankings) },
    { name: sheetNames.dossiers, rows: rowsOf(files.dossiers) },
    { name: sheetNames.winners, rows: rowsOf(files.winners) },
  ];
  const bringSheets = async (sheets: Sheets) => {
    const path = join(home, `dot-cu-${String(++folders)}.xlsx`);
    await writeFile(path, await writeXlsx({ sheets }));
    return bring(path, { json: true, yes: true });
  };
  const codesOf = ({ out }: { out: string }): string[] =>
    Report.parse(JSON.parse(out)).faults.map(({ sheet, code, sentence }) => `${sheet} ${code} ${sentence}`);

  test('a sheet of another name, merged cells, days as words', async () => {
    const [rankings, dossiers, winners] = sheetsOf();
    if (rankings === undefined || dossiers === undefined || winners === undefined)
      throw new Error('no sheets');
    const wrong = await bringSheets([{ ...rankings, name: 'xep-loai' }, dossiers, winners]);
    expect(wrong.status).toBe(2);
    expect(codesOf(wrong)).toStrictEqual([expect.stringContaining('xep-hang sheet.missing')]);

    const merges = [{ startRow: 1, startCol: 0, endRow: 3, endCol: 0 }];
    const merged = await bringSheets([rankings, { ...dossiers, merges }, winners]);
    expect(codesOf(merged)[0]).toBe(
      'ho-so cell.merged trang “ho-so”, dòng 3, cột “dot”: Các ô A2:A4 được gộp lại. Hãy bỏ gộp ô và ghi giá trị vào từng ô.',
    );
    const words = (winners.rows ?? []).map((row) =>
      row.map((it) => (it === '30/03/2022' ? 'cuối tháng 3/2022' : it)),
    );
    const spoken = codesOf(await bringSheets([rankings, dossiers, { ...winners, rows: words }]));
    expect(new Set(spoken.map((it) => it.split(' ')[1]))).toStrictEqual(new Set(['cell.not-day']));
    expect(spoken).toHaveLength(files.winners.filter((line) => line.startsWith('2021')).length);
    expect(await rowsSoFar()).toStrictEqual({ ledger: [], dossiers: [], rankings: [], audit: [] });
  });
});

describe('campaigns that ended before', () => {
  test('are shown, and written only when the operator agrees', async () => {
    const folder = await folderOf();
    const unasked = await bring(folder);
    expect(unasked).toMatchObject({ status: 2 });
    expect(unasked.errors).toContain('Thêm --yes để nhập.');
    expect(unasked.out).toContain('Đợt khen thưởng năm 2021: sẽ nhập');
    expect(unasked.out).toContain('Quyết định 512/QĐ-UBND ngày 30/03/2022, CHỦ TỊCH Trần Việt Trường ký');
    expect((await bring(folder, { answer: 'k' })).status).toBe(2);
    expect((await rowsSoFar()).audit).toStrictEqual([]);
    const agreed = await bring(folder, { answer: 'c', reason: 'Bàn giao' });
    expect(agreed).toMatchObject({ status: 0, errors: '' });
    expect(agreed.out).toContain('Đã nhập: 2021, 2022, 2023.');
  });

  test('stand in the records and the ledger, marked, with their money as it was paid; the chain holds', async () => {
    const { ledger, dossiers, rankings, audit } = await rowsSoFar();
    expect(ledger).toHaveLength(files.winners.length - 1);
    expect(dossiers).toHaveLength(files.dossiers.length - 1);
    expect(rankings).toHaveLength(3 * plan263.blocs.length);
    expect(audit.map(({ act, campaign, reason }) => [act, campaign, reason])).toStrictEqual(
      years.map((year) => ['imported', year, 'Bàn giao']),
    );
    expect(await verifyAudit(records)).toMatchObject({ ok: true, rows: 3 });
    const rows = await ledgerRows(records, { campaign: '2022' });
    expect(rows.every((row) => row.isImported === true && row.signedBy === 'Trần Việt Trường')).toBe(true);
    const { surroundings, written } = collected({ DATABASE_URL: url });
    await runLedger({ year: '2022' }, surroundings);
    expect(written.out).toContain('Đã nhập');
    const status = collected({ DATABASE_URL: url });
    await runStatus({ campaign: '2022' }, status.surroundings);
    expect(status.written.out).toContain('Đã nhập         kết quả của đợt đã qua');
  });

  test('the next year has its last ranking from them, the summary its certificates, the movement finds them closed', async () => {
    const none = { plan: '263', waivers: [], answers: [], shortlist: { individuals: {}, collectives: {} } };
    const annual = await buildSelectionInput(records.db, plan263, { ...none, campaign: '2024' });
    expect(annual.rankings).toMatchObject({ current: [] });
    expect('previous' in annual.rankings ? annual.rankings.previous : []).toHaveLength(
      files.rankings.filter((line) => line.startsWith('2023')).length,
    );
    const summary = await buildSelectionInput(records.db, plan263, { ...none, campaign: 'summary' });
    expect('ledger' in summary ? summary.ledger : []).toHaveLength(files.winners.length - 1);
    const standing = await movementStanding(records, { plan: plan263, instance: '' });
    expect(standing.began).toBeNull();
    expect(standing.closed.map(({ campaign, awards }) => [campaign, awards > 0])).toStrictEqual(
      years.map((year) => [year, true]),
    );
  });

  test('imported again they change nothing; another content replaces them until a movement has begun', async () => {
    const before = await rowsSoFar();
    const again = await bring(await folderOf(), { yes: true });
    expect(again).toMatchObject({ status: 0, out: 'Đã nhập đúng như vậy từ trước; không có gì thay đổi.\n' });
    expect(await rowsSoFar()).toStrictEqual(before);
    const other = await folderOf(
      changed(files, (it) => {
        it.winners = it.winners.map((line) =>
          line.startsWith('2023') ? line.replace('512/QĐ-UBND', '513/QĐ-UBND') : line,
        );
      }),
    );
    expect((await bring(other, { yes: true })).out).toContain('Đã nhập: 2023.');
    const rows = await ledgerRows(records, { campaign: '2023' });
    expect(new Set(rows.map((row) => row.decision.number))).toStrictEqual(new Set(['513/QĐ-UBND']));
    expect(await ledgerRows(records)).toHaveLength(files.winners.length - 1);

    expect((await verifyRecords(records)).faults).toStrictEqual([]);

    const started = anEntry({ campaign: '2024', act: 'campaign-started', at: Date.parse('2024-01-01') });
    await record(records, loadRewardTables, started);
    const late = await bring(await folderOf(), { yes: true });
    expect(late.status).toBe(2);
    expect(late.errors).toContain('Đợt khen thưởng năm 2023 đã nhập với nội dung khác');
  });

  test('are taken along, and Python holds the ledger against what was imported', async () => {
    const folder = join(home, 'xuat');
    const { surroundings } = collected({ DATABASE_URL: url });
    expect(await runExport({ campaign: 'all', folder }, surroundings)).toBe(0);
    const { status, out } = checkedByPython(folder);
    expect(out).toContain(`${String(files.winners.length - 1)} Bằng khen`);
    expect(status).toBe(0);
  });

  test.each([
    { column: 'money', set: 'money = money + 1' },
    { column: 'imported', set: 'imported = false' },
    { column: 'reward', set: `reward = '{"amount": 1}'` },
    { column: 'decision_number', set: `decision_number = '1/QĐ'` },
  ])('hold the ledger to what was said: $column', async ({ column, set }) => {
    const look = records.db.transaction().execute(async (trx) => {
      await sql.raw(`update ledger set ${set} where campaign = '2022' and unit = 'cong-an'`).execute(trx);
      const { faults } = await verifyIn({ db: trx });
      throw new Undone(faults.filter((it) => it.fault === 'not-as-acted').map((it) => it.column ?? ''));
    });
    const found = await look.catch((error: unknown) => (error instanceof Undone ? error.columns : []));
    expect(new Set(found)).toStrictEqual(new Set([column]));
  });

  test('are none for a campaign that runs here, nor for a rehearsal', async () => {
    const running = await bring(await folderOf(pastFiles(units, ['2024'])), { yes: true, json: true });
    expect(running.status).toBe(2);
    expect(running.out).toContain('"campaign.held-here"');
    await setRehearsalClock(records, Date.parse('2024-05-01T00:00:00Z'));
    expect(await bring(await folderOf(), { yes: true })).toMatchObject({ status: 3 });
  });
});

test('the built command writes a template that it reads, never over a file', async () => {
  const folder = join(home, 'mau');
  const commandWith = (environment: Record<string, string>, ...args: string[]) =>
    new Promise<{ status: unknown; errors: string }>((resolve) => {
      const env = { ...process.env, ...environment };
      const words = [built('client/cli/main.js'), 'import', ...args];
      execFile(process.execPath, words, { env }, (error, _, errors) =>
        resolve({ status: error === null ? 0 : error.code, errors }),
      );
    });
  const command = (...args: string[]) => commandWith({ DATABASE_URL: url }, ...args);
  expect(await command('--template', folder)).toStrictEqual({ status: 0, errors: '' });
  expect(await readdir(folder)).toStrictEqual(['bang-khen.csv', 'ho-so.csv', 'huong-dan.md', 'xep-hang.csv']);
  expect(await readFile(join(folder, 'ho-so.csv'), 'utf8')).toBe('\ufeffdot,don_vi,ket_qua\r\n');
  expect(await command('--template', folder)).toMatchObject({ status: 2 });
  expect((await command()).errors).toContain('Thiếu tham số <nguồn>');
  const data = { DATABASE_URL: '', THIDUA_DATA: join(home, 'khong-co') };
  const none = await commandWith(data, folder);
  expect(none.status).toBe(2);
  expect(none.errors).toContain('Trước hết tạo tệp bằng «thidua setup --template don-vi.xlsx»');
}, 30_000);
