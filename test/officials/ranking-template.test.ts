import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadUnits } from '../../activities/reference/tables.js';
import { rankingGround, readRanking } from '../../client/officials/ranking-file.js';
import { rankingTemplate } from '../../client/officials/ranking-template.js';
import { plan263 } from '../plan/plans.js';

const ground = rankingGround(plan263, '2023', { bloc: 'districts', units: loadUnits('263') }, 'current');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-ranking-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const template = () => rankingTemplate(ground, '2023');

test('it has the units that may be ranked; once filled it is read as a ranking', async () => {
  const { sheets } = await readXlsx(await template());
  const [first] = sheets;
  expect(sheets.map(({ name }) => name)).toStrictEqual(['Xếp hạng', 'Hướng dẫn', 'Đơn vị']);
  const rows = (first?.rows ?? []).slice(1);
  expect(rows).toHaveLength(9);
  const filled = rows.map((row, index) => [row[0] ?? null, row[1] ?? null, index + 1, 95.5 - index]);
  const file = join(folder, 'dien.xlsx');
  await writeFile(
    file,
    await writeXlsx({ sheets: [{ name: 'Xếp hạng', rows: [first?.rows[0] ?? [], ...filled] }] }),
  );
  const read = await readRanking(file, ground);
  expect('rows' in read ? read.rows : read).toStrictEqual(
    rows.map((row, index) => ({ unit: row[0], rank: index + 1, score: 95.5 - index })),
  );
});

test('a row left open is a fault of that row, with what to do', async () => {
  const file = join(folder, 'trong.xlsx');
  await writeFile(file, await template());
  const read = await readRanking(file, ground);
  expect('faults' in read ? read.faults : []).toHaveLength(9);
  expect('faults' in read ? read.faults[0] : '').toMatch(/ô C2/i);
});

test('Excel itself refuses a unit of another bloc, a rank below one, a score below nought', async () => {
  const parts = unzipSync(await template());
  const xml = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  const rules = [...xml.matchAll(/<dataValidation [^>]*>/g)].map(([rule]) => rule);
  expect(rules.map((rule) => /type="(\w+)"/.exec(rule)?.[1])).toStrictEqual(['list', 'whole', 'decimal']);
  expect(rules.map((rule) => /sqref="([^"]+)"/.exec(rule)?.[1])).toStrictEqual([
    'A2:A10',
    'C2:C10',
    'D2:D10',
  ]);
  for (const rule of rules) expect(rule).toContain('showErrorMessage="1"');
});
