import { describe, expect, test } from 'vitest';
import { readPast, type ReadPast } from '../../activities/reference/import/read.js';
import { pastSentence } from '../../activities/reference/import/sentences.js';
import { readCells } from '../../activities/reference/setup/read-sheet.js';
import { plan263 } from '../plan/plans.js';
import { units } from '../records/setup.js';
import { bytesOf } from '../setup/sheets.js';
import { changed, type PastFiles, pastFiles } from './files.js';

const files = pastFiles(units, ['2021', '2022']);
const known = { plan: plan263, units: new Map(units.map((it) => [it.code, it])), on: '2024-02-05' };
const nothing = { held: [], imported: new Map<string, string>(), hasBegun: false };

const read = (given: PastFiles, here: Parameters<typeof readPast>[2] = nothing): ReadPast =>
  readPast(
    {
      rankings: readCells(bytesOf(given.rankings)),
      dossiers: readCells(bytesOf(given.dossiers)),
      winners: readCells(bytesOf(given.winners)),
    },
    known,
    here,
  );

const sentencesOf = (it: ReadPast): string[] =>
  it.ok ? [] : it.faults.map((fault) => pastSentence(fault, plan263, (sheet) => sheet));
const faultsIn = (change: (files: PastFiles) => void): string[] => sentencesOf(read(changed(files, change)));

/** The row of a file that holds some text, as a spreadsheet counts it. */
const rowOf = (lines: readonly string[], text: string): number =>
  lines.findIndex((line) => line.includes(text)) + 1;
const exchange = (lines: string[], text: string, from: string, to: string): void => {
  const row = rowOf(lines, text) - 1;
  const line = lines[row];
  if (line?.includes(from) !== true) throw new Error(`no ${from} beside ${text}`);
  lines[row] = line.replace(from, to);
};

test('files without a fault are campaigns, whatever the order of their rows and the form of their letters', () => {
  const found = read(files);
  expect(sentencesOf(found)).toStrictEqual([]);
  const turned = changed(files, (it) => {
    // Certificates without a clause have their seat's.
    exchange(it.winners, '2021,departments,tập thể', ',,so-noi-vu', ',III.3.a,so-noi-vu');
    for (const lines of Object.values(it)) lines.push(...lines.splice(1).reverse());
    it.winners = it.winners.map((line) => line.normalize('NFD'));
  });
  expect(read(turned)).toStrictEqual(found);
  if (!found.ok) throw new Error('at fault');
  expect(found.campaigns.map(({ campaign }) => campaign)).toStrictEqual(['2021', '2022']);
  expect(found.campaigns[0]?.winners.find(({ seat }) => seat === 'greatest-leap')).toMatchObject({
    bloc: 'communes',
    kind: 'collective',
    clause: 'III.3.a',
    decision: { number: '512/QĐ-UBND', date: '2022-03-30' },
    money: 2_980_000,
  });
});

describe('refused whole, each fault by its row and cell', () => {
  const ranking = rowOf(files.rankings, '2022,communes,xa-hai');
  const dossier = rowOf(files.dossiers, '2022,xa-hai');
  const individual = rowOf(files.winners, '2022,communes,cá nhân,Cá nhân 1');

  test('all of them at once', () => {
    const found = faultsIn((it) => {
      exchange(it.rankings, '2022,communes,xa-hai', 'xa-hai', 'xa-hay');
      exchange(it.dossiers, '2022,xa-hai', '2022', '2031');
      exchange(it.winners, '2022,communes,cá nhân,Cá nhân 1', '30/03/2023', '30 tháng 3');
    });
    expect(found).toContain(
      `xep-hang, dòng ${ranking}, cột “don_vi”: Chưa thiết lập đơn vị nào có mã “xa-hay”. Có phải là “xa-hai”?`,
    );
    expect(found).toContain(
      `ho-so, dòng ${dossier}, cột “dot”: Kế hoạch không có đợt khen thưởng năm “2031”; các đợt: 2021, 2022, 2023, 2024.`,
    );
    expect(found).toContain(
      `bang-khen, dòng ${individual}, cột “ngay_quyet_dinh”: “30 tháng 3” không phải là ngày có thật; ngày viết dạng 01/07/2025 hoặc 2025-07-01.`,
    );
  });

  type Case = [string, (files: PastFiles) => void, string];
  const cases: Case[] = [
    [
      'a bloc',
      (it) => exchange(it.winners, 'Cá nhân 1', '2021,departments', '2021,department'),
      'Có phải là “departments”?',
    ],
    [
      'a unit of another bloc',
      (it) => exchange(it.rankings, '2021,districts', 'districts', 'vertical'),
      'Đơn vị “quan-mot” thuộc khối “districts”, không thuộc khối “vertical”.',
    ],
    [
      'a unit that had ended',
      (it) => it.dossiers.push('2022,xa-cu,không nộp'),
      'Đơn vị “xa-cu” không hoạt động vào ngày 31/12/2022',
    ],
    ['a unit twice', (it) => it.dossiers.push(it.dossiers[1] ?? ''), 'đã có ở dòng 2 trong cùng một đợt'],
    [
      'a seat',
      (it) => exchange(it.winners, '2022,communes,tập thể,Vượt', 'Vượt bậc', 'Vượt bực'),
      'Có phải là “Vượt bậc”?',
    ],
    [
      'a seat twice',
      (it) => exchange(it.winners, '2022,communes,tập thể,Vượt', 'Vượt bậc', 'Hạng cao nhất'),
      'Vị trí “Hạng cao nhất” của khối đã có người ở dòng',
    ],
    [
      'more than the quota',
      (it) => {
        const row = it.winners.find((line) => line.startsWith('2022,vertical,tập thể')) ?? '';
        it.winners.push(row.replace('cong-an', 'so-y-te'));
      },
      'Vượt số lượng: khối các cơ quan ngành dọc năm 2022 có nhiều nhất 1 Bằng khen tập thể.',
    ],
    [
      'a clause',
      (it) => exchange(it.winners, '2022,communes,tập thể,Vượt', 'bậc,,', 'bậc,III.3.b,'),
      'Vị trí này theo mục III.3.a của Kế hoạch, không theo mục “III.3.b”.',
    ],
    [
      'a collective twice',
      (it) => exchange(it.winners, '2022,communes,tập thể,Vượt', ',xa-hai,', ',xa-mot,'),
      'Đơn vị “xa-mot” đã có ở dòng',
    ],
    [
      'a person twice',
      (it) => exchange(it.winners, '2022,communes,cá nhân,Cá nhân 2', 'xa-hai-cb1', 'xa-ba-cb1'),
      'Người có mã “xa-ba-cb1” đã được tặng ở dòng',
    ],
    [
      'a person of two names',
      (it) => exchange(it.winners, '2022,communes,cá nhân,Cá nhân 2', 'Cán bộ xa-hai', 'Cán bộ khác'),
      'Mã “xa-hai-cb1” đã là của Cán bộ xa-hai',
    ],
    ['a person without an id', (it) => exchange(it.winners, 'xa-ba-cb1', 'xa-ba-cb1', ''), 'Thiếu mã người'],
    [
      'a winner whose dossier was not accepted',
      (it) => exchange(it.dossiers, '2022,xa-ba', 'chấp nhận', 'từ chối'),
      'Hồ sơ năm đó của đơn vị “xa-ba” bị từ chối, nên không thể được tặng Bằng khen.',
    ],
    [
      'a decision before the opening',
      (it) => exchange(it.winners, '2022,communes,tập thể,Vượt', '30/03/2023', '30/12/2022'),
      'Ngày 30/12/2022 ngoài thời gian của đợt (từ 01/01/2023 đến 31/12/2023).',
    ],
    [
      'a decision of tomorrow',
      (it) => exchange(it.winners, '2022,communes,tập thể,Vượt', '30/03/2023', '06/02/2024'),
      'Ngày 06/02/2024 sau ngày hôm nay (05/02/2024).',
    ],
    [
      'a rank out of the row',
      (it) => exchange(it.rankings, '2022,communes,xa-hai', ',2,"', ',9,"'),
      'Thứ hạng 9 không khớp',
    ],
    [
      'two decisions of one ranking',
      (it) => exchange(it.rankings, '2022,communes,xa-hai', '11/QĐ-UBND', '12/QĐ-UBND'),
      'cột “so_quyet_dinh”: Quyết định công bố khác với dòng',
    ],
    [
      'a campaign without a certificate',
      (it) => (it.winners = it.winners.filter((line) => !line.startsWith('2022'))),
      'Đợt khen thưởng năm 2022 không có Bằng khen nào',
    ],
    ['an outcome', (it) => it.dossiers.push('2022,xa-mot,tốt'), 'không phải là kết quả hồ sơ'],
    [
      'an amount',
      (it) => exchange(it.winners, '1.490.000', '1.490.000', '1.49 triệu'),
      'không phải là số tiền',
    ],
  ];
  test.each(cases)('%s', (_, change, sentence) => {
    const found = faultsIn(change);
    expect(found.filter((it) => it.includes(sentence))).not.toStrictEqual([]);
  });

  test('a campaign that runs here, and another content once a movement has gone by the one before', () => {
    expect(sentencesOf(read(files, { ...nothing, held: ['2022'] }))).toStrictEqual([
      'bang-khen: Đợt khen thưởng năm 2022 đang hoặc đã thực hiện trên hệ thống này, không nhập được.',
    ]);
    const imported = new Map([['2021', 'a'.repeat(64)]]);
    expect(read(files, { ...nothing, imported }).ok).toBe(true);
    expect(sentencesOf(read(files, { held: [], imported, hasBegun: true }))).toStrictEqual([
      expect.stringContaining('Đợt khen thưởng năm 2021 đã nhập với nội dung khác'),
    ]);
  });

  test('fifty thousand rows', () => {
    const many = changed(files, (it) => {
      for (let row = 0; row < 50_000; row += 1) it.dossiers.push(`2022,don-vi-${row},không nộp`);
    });
    expect(sentencesOf(read(many))).toHaveLength(50_000);
  });
});
