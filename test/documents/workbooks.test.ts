import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { renderWorkbook } from '../../activities/documents/workbooks/render.js';
import type { WorkbookDraft } from '../../activities/documents/workbooks/workbook.js';

const workbook = (
  rows: WorkbookDraft['tables'][number]['rows'],
  mark: string | null = null,
): WorkbookDraft => ({
  title: 'Sổ',
  author: 'Sở Nội vụ',
  day: '2024-02-10',
  mark,
  tables: [
    {
      name: 'Sổ khen',
      title: 'SỔ BẰNG KHEN',
      notes: ['Một dòng ghi chú.'],
      none: 'Chưa có ai.',
      columns: [
        { title: 'Tên' },
        { title: 'Ngày', holds: 'day' },
        { title: 'Lúc', holds: 'moment' },
        { title: 'Tiền', holds: 'money' },
      ],
      rows,
    },
  ],
});
const last = Date.parse('2024-02-09T16:59:59Z');
const aRow = ['Nguyễn Thị Hoa', '2024-03-09', last, 2_700_000];

const partsOf = async (draft: WorkbookDraft): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(new Uint8Array(await renderWorkbook(draft)))).map(([name, bytes]) => [
      name,
      strFromU8(bytes),
    ]),
  );
const sheetOf = async (draft: WorkbookDraft): Promise<string> =>
  (await partsOf(draft))['xl/worksheets/sheet1.xml'] ?? '';

test('days and instants are numbers by the clocks of Asia/Ho_Chi_Minh, money is a number', async () => {
  const sheet = await sheetOf(workbook([aRow]));
  // 45360 is 09/03/2024; 09/02/2024 23:59:59 is a second before 45332.
  expect(sheet).toMatch(/<c r="C4" s="\d+"><v>45360<\/v>/);
  expect(Number(/<c r="D4" s="\d+"><v>([^<]+)/.exec(sheet)?.[1])).toBeCloseTo(45332 - 1 / 86_400, 9);
  expect(sheet).toMatch(/<c r="E4" s="\d+"><v>2700000<\/v>/);
  expect((await partsOf(workbook([aRow])))['xl/styles.xml']).toContain('formatCode="dd/mm/yyyy hh:mm"');
});

test('the titles are frozen and filtered, and stand on every printed page', async () => {
  const parts = await partsOf(workbook([aRow]));
  const sheet = parts['xl/worksheets/sheet1.xml'];
  expect(sheet).toContain('<pane ySplit="3" topLeftCell="A4" state="frozen"');
  expect(sheet).toContain('<autoFilter ref="A3:E4"/>');
  expect(sheet).toMatch(/<col [^>]*width="\d+"/);
  expect(parts['xl/workbook.xml']).toMatch(/Print_Titles[^<]*>(&apos;|')Sổ khen(&apos;|')!\$3:\$3</);
});

test.each(['=1+1', '+84 292', '-5', '@SUM(A1)', '=HYPERLINK("http://x","y")'])(
  'a name that begins like a formula stays a text, also when typed again: %s',
  async (name) => {
    const bytes = await renderWorkbook(workbook([[name, null, null, null]]));
    const { sheets } = await readXlsx(new Uint8Array(bytes), { readStyles: true });
    const cell = sheets[0]?.cells?.get('3,1');
    expect(sheets[0]?.rows[3]?.[1]).toBe(name);
    expect(cell?.formula).toBeUndefined();
    expect(cell?.style?.numFmt).toBe('@');
  },
);

test('an empty table says so, a mark stands above, names are composed and keep what XML would take', async () => {
  const name = 'Lê <Thị> "Ánh" & Con\u0000';
  const draft = workbook([[name.normalize('NFD'), null, null, null]], 'DIỄN TẬP');
  const { sheets } = await readXlsx(new Uint8Array(await renderWorkbook(draft)));
  expect(sheets[0]?.rows[1]?.[0]).toBe('DIỄN TẬP');
  expect(sheets[0]?.rows[4]?.[1]).toBe('Lê <Thị> "Ánh" & Con');
  const none = await readXlsx(new Uint8Array(await renderWorkbook(workbook([]))));
  expect(none.sheets[0]?.rows[3]?.[0]).toBe('Chưa có ai.');
});

test('two thousand rows, each of the same number of cells', async () => {
  const rows = Array.from({ length: 2000 }, (_, index) => [`Nguyễn ${String(index)}`, ...aRow.slice(1)]);
  const { sheets } = await readXlsx(new Uint8Array(await renderWorkbook(workbook(rows))));
  expect(sheets[0]?.rows).toHaveLength(2003);
  expect(sheets[0]?.rows[2002]?.slice(0, 2)).toStrictEqual([2000, 'Nguyễn 1999']);
});

test('three processes in three time zones make the same bytes', async () => {
  const program = fileURLToPath(
    new URL('../../.build/activities/documents/workbooks/render.js', import.meta.url),
  );
  const script = `import { renderWorkbook } from ${JSON.stringify(program)};
    process.stdout.write((await renderWorkbook(${JSON.stringify(workbook([aRow]))})).toString('base64'));`;
  const made = await Promise.all(
    ['Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Kiritimati'].map(async (TZ) => {
      const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, TZ },
      });
      return (await run).stdout;
    }),
  );
  const here = (await renderWorkbook(workbook([aRow]))).toString('base64');
  expect(made).toStrictEqual([here, here, here]);
});

const reader = `
import json, sys, zipfile, xml.etree.ElementTree as tree
m = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
shared = [''.join(t.text or '' for t in si.iter(m + 't')) for si in tree.fromstring(book.read('xl/sharedStrings.xml'))]
def value(cell):
    v = cell.find(m + 'v')
    return None if v is None else shared[int(v.text)] if cell.get('t') == 's' else float(v.text)
body = tree.fromstring(book.read('xl/worksheets/sheet1.xml'))
print(json.dumps([[value(c) for c in row if value(c) is not None] for row in body.iter(m + 'row')]))
`;

test('a reader that is none of ours (Python’s zip and XML) finds the same cells', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'thidua-sheet-'));
  const path = join(folder, 'so.xlsx');
  await writeFile(path, await renderWorkbook(workbook([aRow, ['=1+1', null, null, 0]])));
  const rows: unknown = JSON.parse(execFileSync('python3', ['-c', reader, path], { encoding: 'utf8' }));
  await rm(folder, { recursive: true });
  expect(rows).toStrictEqual([
    ['SỔ BẰNG KHEN'],
    ['Một dòng ghi chú.'],
    ['STT', 'Tên', 'Ngày', 'Lúc', 'Tiền'],
    [1, 'Nguyễn Thị Hoa', 45_360, expect.closeTo(45_332, 3), 2_700_000],
    [2, '=1+1', 0],
  ]);
});
