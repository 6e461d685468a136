import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSetUp } from '../../activities/reference/setup/read.js';
import { setUpSentence } from '../../activities/reference/setup/sentences.js';
import { readSource } from '../../activities/reference/setup/source.js';
import { readWorkbook } from '../../activities/reference/setup/workbook.js';
import { runImportTemplate } from '../../client/cli/commands/import.js';
import { runSetup } from '../../client/cli/commands/setup.js';
import { runSetupSample, runSetupTemplate } from '../../client/cli/commands/setup-files.js';
import { collected } from '../cli/collected.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { type ForeignSheet, foreignParts, tampered, zipped } from './foreign.js';
import { plainFiles, read } from './sheets.js';

let home: string;
let server: TestServer;
let url: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'thidua-spoiled-'));
  server = await startTestServer();
  url = await server.createDatabase();
});
afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

const raw = (text: string) => ({ raw: text });
const plainSheets = (): ForeignSheet[] => [
  { name: 'don-vi', rows: plainFiles.units.map((it) => it.split(',')) },
  { name: 'hop-thu', rows: plainFiles.mailboxes.map((it) => it.split(',')) },
  { name: 'can-bo-dau-moi', rows: plainFiles.officials.map((it) => it.split(',')) },
  { name: 'chuc-vu', rows: plainFiles.holders.map((it) => it.split(',')) },
];
const plainWorkbook = (): Buffer => zipped(foreignParts(plainSheets()));

/** The plain sheets, the first of which gets rows or an end of its own. */
const withUnits = (change: Partial<ForeignSheet>): ForeignSheet[] =>
  plainSheets().map((it, index) => (index === 0 ? { ...it, ...change } : it));

let files = 0;
async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(home, `tep-${String(++files)}.xlsx`);
  await writeFile(path, bytes);
  return path;
}

async function readBytes(bytes: Uint8Array) {
  const opened = await readSource(await fileOf(bytes));
  if (!opened.ok) return { found: null, sentences: [opened.fault.code] };
  const { cells, nameOf } = opened.source;
  const found = readSetUp(cells, { blocs: ['departments', 'communes'], on: '2026-03-01' });
  return { found, sentences: found.ok ? [] : found.faults.map((it) => setUpSentence(it, nameOf)) };
}

describe('a workbook of another writer', () => {
  test.each(['inline', 'shared'] as const)('with %s strings is read the same', async (strings) => {
    const { found } = await readBytes(zipped(foreignParts(plainSheets(), { strings })));
    expect(found).toStrictEqual(read(plainFiles));
  });

  test('with macros, links to other files and drawings is read for its cells alone', async () => {
    const parts = {
      ...foreignParts(plainSheets()),
      'xl/vbaProject.bin': 'Sub Auto_Open()',
      'xl/externalLinks/externalLink1.xml': '<externalLink/>',
      'xl/externalLinks/_rels/externalLink1.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="http://127.0.0.1:1/khac.xlsx" TargetMode="External"/></Relationships>',
      'xl/drawings/drawing1.xml': '<wsDr/>',
    };
    expect((await readBytes(zipped(parts))).found).toStrictEqual(read(plainFiles));
  });

  // 1 July 2022 in days since 31/12/1899 (with 29/2/1900) and since 1/1/1904.
  test.each([
    [44743, false, 1],
    [44743, false, 2],
    [43281, true, 1],
  ])('has the day %s (from 1904: %s, style %s)', async (serial, date1904, style) => {
    const rows = plainSheets()[0]?.rows ?? [];
    rows[4] = ['xa-moi', 'UBND xã Mới', 'communes', '', raw(`<c s="${style}"><v>${serial}</v></c>`)];
    const { found } = await readBytes(zipped(foreignParts(withUnits({ rows }), { date1904 })));
    expect(found).toStrictEqual(read(plainFiles));
  });

  test('with decomposed names, blanks that do not break and calculated cells is read the same', async () => {
    const rows = plainFiles.units.map((it) => it.normalize('NFD').replaceAll('Sở ', 'Sở\u00a0').split(','));
    const calculated = raw('<c t="str"><f>PROPER("x")</f><v>Sở Y tế</v></c>');
    const changed = rows.map((row, index) =>
      index === 2 ? [row[0] ?? '', calculated, ...row.slice(2)] : row,
    );
    const { found } = await readBytes(zipped(foreignParts(withUnits({ rows: changed }))));
    expect(found).toStrictEqual(read(plainFiles));
  });
});

test('each spoiled cell is named beside all other faults, a merged range once', async () => {
  const rows: ForeignSheet['rows'] = [
    ...plainFiles.units.map((it) => it.split(',')),
    ['so-a', raw('<c t="e"><v>#N/A</v></c>'), 'khoi la', '', raw('<c><v>45839</v></c>')],
    ['so-b', raw('<c><f>A1&amp;"x"</f></c>'), 'departments', '', '1/7/25'],
    ['so-c', 'Sở C', 'departments', '', '', ''],
    ['so-d', '', '', '', '', ''],
  ];
  const after = '<mergeCells count="1"><mergeCell ref="B8:C9"/></mergeCells>';
  const { sentences } = await readBytes(zipped(foreignParts(withUnits({ rows, after }))));
  expect(sentences).toStrictEqual([
    'trang “don-vi”, dòng 6, cột “ten”: Ô báo lỗi #N/A. Hãy sửa công thức, hoặc thay bằng giá trị.',
    expect.stringContaining('trang “don-vi”, dòng 6, cột “khoi”: “khoi la” không phải là mã'),
    expect.stringContaining('trang “don-vi”, dòng 6, cột “tu_ngay”: “45839” là số ngày của bảng tính'),
    expect.stringContaining('trang “don-vi”, dòng 7, cột “ten”: Ô có công thức chưa được tính (=A1&"x").'),
    expect.stringContaining('trang “don-vi”, dòng 7, cột “tu_ngay”: “1/7/25” không phải là ngày'),
    expect.stringContaining('trang “don-vi”, dòng 8, cột “khoi”: Các ô B8:C9 được gộp lại.'),
  ]);
});

describe('a file that is no workbook to be read', () => {
  const ole = (stream: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from(stream, 'utf16le'),
      Buffer.alloc(600),
    ]);
  const uncompressed = 24;
  const bomb = () => {
    const parts = foreignParts(plainSheets());
    return zipped({
      ...parts,
      'xl/worksheets/sheet1.xml': `${parts['xl/worksheets/sheet1.xml'] ?? ''}${' '.repeat(60_000_000)}`,
    });
  };
  const withEntry = (name: string) => zipped({ ...foreignParts(plainSheets()), [name]: 'x' });
  test.each<[string, () => Buffer, string]>([
    ['empty', () => Buffer.alloc(0), 'workbook.empty'],
    ['an .xls', () => ole('Workbook'), 'workbook.old'],
    ['behind a password', () => ole('EncryptedPackage'), 'workbook.locked'],
    ['a CSV file', () => Buffer.from(plainFiles.units.join('\n')), 'workbook.other'],
    ['an archive of other things', () => zipped({ 'a.xml': '<a/>' }), 'workbook.other'],
    ['cut short', () => plainWorkbook().subarray(0, 2_000), 'workbook.damaged'],
    ['a bomb', bomb, 'workbook.too-large'],
    [
      'a bomb whose directory says it is small',
      () => tampered(bomb(), (header) => header.writeUInt32LE(2_000, uncompressed)),
      'workbook.damaged',
    ],
    [
      'a bomb whose directory says it is nothing',
      () => tampered(bomb(), (header) => header.writeUInt32LE(0, uncompressed)),
      'workbook.damaged',
    ],
    [
      'of more parts than any',
      () => zipped(Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`a${n}.xml`, '']))),
      'workbook.too-large',
    ],
    [
      'with encrypted parts',
      () => tampered(plainWorkbook(), (header) => header.writeUInt16LE(1, 8)),
      'workbook.locked',
    ],
    [
      'with another check sum',
      () => tampered(plainWorkbook(), (header) => header.writeUInt32LE(7, 16)),
      'workbook.damaged',
    ],
    ['with a part of an absolute path', () => withEntry('/etc/passwd.xml'), 'workbook.damaged'],
    ['with a part outside', () => withEntry('../../passwd.xml'), 'workbook.damaged'],
  ])('%s', async (_, bytesOf, code) => {
    expect((await readBytes(bytesOf())).sentences).toStrictEqual([code]);
  });

  test('takes no more memory and time than it may', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `<row><c r="XFD${n + 1}"><v>1</v></c></row>`);
    const far = `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`;
    const wide = zipped({ ...foreignParts(plainSheets()), 'xl/worksheets/sheet1.xml': far });
    expect(await readWorkbook(wide, { megabytes: 64, milliseconds: 60_000 })).toStrictEqual({
      ok: false,
      code: 'workbook.too-large',
    });
    expect(await readWorkbook(plainWorkbook(), { megabytes: 512, milliseconds: 1 })).toStrictEqual({
      ok: false,
      code: 'workbook.too-slow',
    });
  });
});

test('the command says what is wrong with a file, ends with 2 and writes nothing', async () => {
  const path = await fileOf(Buffer.from(plainFiles.units.join('\n')));
  const { surroundings, written } = collected({ DATABASE_URL: url });
  expect(await runSetup(path, { yes: true }, surroundings, null)).toBe(2);
  expect(written.errors).toContain('.xlsx: Tệp không phải là bảng tính .xlsx dù có tên như vậy.');
  const json = collected({ DATABASE_URL: url });
  expect(await runSetup(path, { yes: true, json: true }, json.surroundings, null)).toBe(2);
  expect(JSON.parse(json.written.out)).toMatchObject({
    outcome: 'faulty',
    faults: [{ sheet: null, row: null, code: 'workbook.other' }],
  });
});

describe('the workbooks that are written', () => {
  const quiet = () => collected({}).surroundings;

  test('the sample holds what the CSV sample holds; no file is written over', async () => {
    const [workbook, folder] = [join(home, 'mau.xlsx'), join(home, 'mau')];
    expect(await runSetupSample(workbook, undefined, quiet())).toBe(0);
    expect(await runSetupSample(folder, undefined, quiet())).toBe(0);
    const over = collected({});
    expect(await runSetupTemplate(workbook, undefined, over.surroundings)).toBe(2);
    expect(over.written.errors).toContain('Đã có tệp');
    const [ofWorkbook, ofFolder] = await Promise.all([digestOf(workbook), digestOf(folder)]);
    expect(ofWorkbook).toMatch(/^[0-9a-f]{64}$/);
    expect(ofWorkbook).toBe(ofFolder);
  });

  async function digestOf(path: string): Promise<unknown> {
    const { surroundings, written } = collected({ DATABASE_URL: url });
    await runSetup(path, { json: true }, surroundings, null);
    const report: unknown = JSON.parse(written.out);
    return typeof report === 'object' && report !== null && 'digest' in report ? report.digest : null;
  }

  test('another reader finds the sheets, their titles and lists in them', async () => {
    const [setup, past] = [join(home, 'trong.xlsx'), join(home, 'dot-cu.xlsx')];
    expect(await runSetupTemplate(setup, undefined, quiet())).toBe(0);
    expect(await runImportTemplate(past, undefined, quiet())).toBe(0);
    expect(foundBy(setup)).toMatchObject({
      'Hướng dẫn': { lists: [] },
      'don-vi': {
        titles: ['ma', 'ten', 'khoi', 'cap_tren', 'tu_ngay', 'den_ngay', 'ke_thua'],
        lists: [expect.stringMatching(/^C2:C\d+ 'Danh mục'!\$A\$2:\$A\$\d+$/)],
      },
      'hop-thu': { titles: ['noi_nhan', 'dia_chi', 'ten'] },
      'can-bo-dau-moi': { lists: [expect.stringContaining('G2:')] },
      'chuc-vu': { lists: [expect.stringContaining('A2:'), expect.stringContaining('I2:')] },
      'Danh mục': {},
    });
    expect(foundBy(past)).toMatchObject({
      'ho-so': { titles: ['dot', 'don_vi', 'ket_qua'], lists: [expect.stringContaining('C2:')] },
      'bang-khen': { lists: [expect.stringContaining('B2:'), expect.stringContaining('C2:')] },
    });
  });
});

const reader = `
import json, sys, zipfile, xml.etree.ElementTree as tree
m = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
parts = {name: tree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(('.xml', '.rels'))}
shared = [''.join(t.text or '' for t in si.iter(m + 't')) for si in parts['xl/sharedStrings.xml']]
found = {}
for number, sheet in enumerate(parts['xl/workbook.xml'].iter(m + 'sheet'), 1):
    body = parts['xl/worksheets/sheet%d.xml' % number]
    row = next(body.iter(m + 'row'))
    titles = [shared[int(c.find(m + 'v').text)] for c in row if c.find(m + 'v') is not None]
    lists = [v.get('sqref') + ' ' + v.find(m + 'formula1').text for v in body.iter(m + 'dataValidation')]
    found[sheet.get('name')] = {'titles': titles, 'lists': lists}
print(json.dumps(found))
`;

/** What a reader that is none of ours finds: Python's zip and XML. */
const foundBy = (path: string): unknown =>
  JSON.parse(execFileSync('python3', ['-c', reader, path], { encoding: 'utf8' }));
