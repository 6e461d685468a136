import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSetUp } from '../../activities/reference/setup/read.js';
import { setUpSentence } from '../../activities/reference/setup/sentences.js';
import { sourceSentence } from '../../activities/reference/setup/source-sentences.js';
import { readSource } from '../../activities/reference/setup/source.js';
import { plainFiles, read } from './sheets.js';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'thidua-workbook-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

type Sheets = NonNullable<Parameters<typeof writeXlsx>[0]['sheets']>;

/** `30/06/2022` as a spreadsheet keeps a day, a name as text. */
const valueOf = (text: string): CellValue => {
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? [];
  return year === undefined ? text : new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
};
const rowsOf = (lines: readonly string[]): CellValue[][] => lines.map((line) => line.split(',').map(valueOf));

const plainSheets = (): Sheets => [
  { name: 'huong-dan', rows: [['Điền các trang sau.']] },
  { name: 'don-vi', rows: rowsOf(plainFiles.units) },
  { name: 'Hop-Thu', rows: rowsOf(plainFiles.mailboxes) },
  { name: 'can-bo-dau-moi', rows: rowsOf(plainFiles.officials) },
  { name: 'chuc-vu', rows: rowsOf(plainFiles.holders) },
];

async function readBytes(bytes: Uint8Array) {
  const path = join(home, 'thiet-lap.xlsx');
  await writeFile(path, bytes);
  const opened = await readSource(path);
  if (!opened.ok) return { found: null, sentences: [sourceSentence(opened.fault, 'thidua setup')] };
  const { source } = opened;
  const found = readSetUp(source.cells, { blocs: ['departments', 'communes'], on: '2026-03-01' });
  return { found, sentences: found.ok ? [] : found.faults.map((it) => setUpSentence(it, source.nameOf)) };
}

test('a workbook of the same sheets says the same as the files, its days days', async () => {
  const { found } = await readBytes(await writeXlsx({ sheets: plainSheets() }));
  expect(found).toStrictEqual(read(plainFiles));
});

describe('a spoiled workbook', () => {
  test('is no workbook at all', async () => {
    const { sentences } = await readBytes(new TextEncoder().encode(plainFiles.units.join('\n')));
    expect(sentences).toStrictEqual([
      expect.stringContaining('Tệp không phải là bảng tính .xlsx dù có tên như vậy.'),
    ]);
  });

  test('blows up to far more than it is', async () => {
    const [first, ...others] = plainSheets();
    const rows = Array.from({ length: 300 }, (_, row) => [`${row}${'x'.repeat(30_000)}`]);
    const bytes = await writeXlsx({ sheets: [{ ...first, name: 'huong-dan', rows }, ...others] });
    const { sentences } = await readBytes(bytes);
    expect(sentences[0]).toContain('quá lớn');
  });

  test('lacks a sheet, or has cells without a value', async () => {
    const sheets = plainSheets().filter(({ name }) => name !== 'Hop-Thu');
    const broken = sheets.map((it) =>
      it.name === 'chuc-vu'
        ? {
            ...it,
            cells: new Map([
              ['2,2', { value: null, type: 'formula' as const, formula: 'A1' }],
              ['3,27', { value: '#N/A', type: 'error' as const }],
            ]),
          }
        : it,
    );
    const { sentences } = await readBytes(await writeXlsx({ sheets: broken }));
    expect(sentences).toStrictEqual([
      expect.stringContaining(
        'trang “hop-thu”: Không có trang tính này; tệp có các trang: huong-dan, don-vi, can-bo-dau-moi, chuc-vu.',
      ),
      expect.stringContaining('trang “chuc-vu”, dòng 3, cột “ho_ten”: Ô có công thức chưa được tính (=A1).'),
      'trang “chuc-vu”, dòng 4, cột “AB”: Ô báo lỗi #N/A. Hãy sửa công thức, hoặc thay bằng giá trị.',
    ]);
  });

  test('names the row and column of a fault', async () => {
    const sheets = plainSheets().map((it) =>
      it.name === 'don-vi'
        ? { ...it, rows: [...(it.rows ?? []), ['so-moi', 'Sở mới', 'khoi-la', 7, true]] }
        : it,
    );
    const { sentences } = await readBytes(await writeXlsx({ sheets }));
    expect(sentences).toStrictEqual([
      'trang “don-vi”, dòng 6, cột “tu_ngay”: “có” không phải là ngày có thật; ngày viết dạng 01/07/2025 hoặc 2025-07-01.',
    ]);
  });
});

test('any other file is no source; what is there but unreadable is not said to be missing', async () => {
  const path = join(home, 'don-vi.csv');
  await writeFile(path, plainFiles.units.join('\n'));
  expect(await readSource(path)).toMatchObject({ ok: false, fault: { code: 'source.other' } });
  const none = await readSource(join(home, 'khong-co'));
  expect(none).toMatchObject({ ok: false, fault: { code: 'source.missing' } });
  await symlink('vong', join(home, 'vong'));
  const looped = await readSource(join(home, 'vong'));
  expect(looped).toMatchObject({ ok: false, fault: { code: 'source.unreadable', reason: 'ELOOP' } });
});
