import { describe, expect, test } from 'vitest';
import { setUpSentence } from '../../activities/reference/setup/sentences.js';
import { bytesOf, faultsOf, type Files, filesWith, plainFiles, read } from './sheets.js';

test('plain files are read whole, their days as days, their empty cells as nothing', () => {
  const found = read(plainFiles);
  expect(faultsOf(found)).toStrictEqual([]);
  if (!found.ok) return;
  expect(found.warnings).toStrictEqual([]);
  expect(found.setUp.units[2]).toStrictEqual({
    code: 'xa-cu',
    name: 'UBND xã Cũ',
    bloc: 'communes',
    parent: null,
    validFrom: null,
    validTo: '2022-06-30',
    successor: 'xa-moi',
  });
  expect(found.setUp.officials[0]).toStrictEqual({
    person: 'snv-dau-moi',
    name: 'Lê Văn An',
    unit: 'so-noi-vu',
    validFrom: '2022-01-01',
    validTo: null,
    email: null,
    invented: false,
  });
});

const put = (file: keyof Files, row: number, line: string) => (files: Files) => {
  files[file][row - 1] = line;
};
const add = (file: keyof Files, line: string) => (files: Files) => {
  files[file].push(line);
};
const holder = (person: string, signs: string, from: string, to = '') =>
  `chairman,${person},Người ${person},Chủ tịch UBND,${signs},${from},${to}`;
/** Focal officials of two units, each with an address. */
const addresses =
  (...rows: [person: string, email: string][]) =>
  (files: Files) => {
    const lines = rows.map(
      ([person, email], index) =>
        `${person},Người ${person},${index === 0 ? 'so-noi-vu' : 'so-y-te'},01/01/2022,${email}`,
    );
    files.officials = ['ma_nguoi,ho_ten,don_vi,tu_ngay,thu_dien_tu', ...lines];
  };

describe('each fault is named with its file, row and column', () => {
  test.each<[string, (files: Files) => void, string[]]>([
    ['an empty name', put('units', 3, 'so-y-te, ,departments,,,,'), ['don-vi 3 ten cell.empty']],
    [
      'a code with diacritics',
      put('units', 3, 'sở-y-tế,Sở Y tế,departments,,,,'),
      ['don-vi 3 ma cell.not-code'],
    ],
    ['an unknown bloc', put('units', 3, 'so-y-te,Sở Y tế,khoi-la,,,,'), ['don-vi 3 khoi bloc.unknown']],
    [
      'nonsense for a day',
      put('units', 5, 'xa-moi,UBND xã Mới,communes,,31/02/2022,hôm qua,'),
      ['don-vi 5 tu_ngay cell.not-day', 'don-vi 5 den_ngay cell.not-day'],
    ],
    [
      'an American day',
      put('units', 5, 'xa-moi,UBND xã Mới,communes,,07/31/2022,,'),
      ['don-vi 5 tu_ngay cell.not-day'],
    ],
    [
      'a day in a year of two digits',
      put('units', 5, 'xa-moi,UBND xã Mới,communes,,1/7/22,,'),
      ['don-vi 5 tu_ngay cell.not-day'],
    ],
    ...['1/7', '7.2025', '46000', '1/13/2025', '2025-07', 'tháng 7 năm 2025', '1/7/2025 8:30'].map(
      (text): [string, (files: Files) => void, string[]] => [
        `a day written ${text}`,
        put('units', 5, `xa-moi,UBND xã Mới,communes,,${text},,`),
        ['don-vi 5 tu_ngay cell.not-day'],
      ],
    ),
    [
      'an error that a spreadsheet wrote, and one that looks like a remark',
      (files) => {
        files.units.push('so-moi,#REF!,departments,,,,', '#N/A,Sở Mới,departments,,,,');
      },
      ['don-vi 6 ten cell.error', 'don-vi 7 ma cell.error'],
    ],
    [
      'a name that is too long',
      put('units', 3, `so-y-te,${'Sở'.repeat(200)},departments,,,,`),
      ['don-vi 3 ten cell.too-long'],
    ],
    [
      'a character that was lost',
      put('units', 3, 'so-y-te,S\ufffd Y tế,departments,,,,'),
      ['don-vi 3 ten cell.unprintable'],
    ],
    ['a code twice', add('units', 'so-y-te,Sở khác,departments,,,,'), ['don-vi 6 ma row.repeated']],
    [
      'an unknown parent',
      put('units', 3, 'so-y-te,Sở Y tế,departments,so-la,,,'),
      ['don-vi 3 cap_tren unknown-parent'],
    ],
    [
      'an unknown successor',
      put('units', 4, 'xa-cu,UBND xã Cũ,communes,,,30/06/2022,xa-la'),
      ['don-vi 4 ke_thua unknown-successor'],
    ],
    [
      'a successor without an end',
      put('units', 4, 'xa-cu,UBND xã Cũ,communes,,,,xa-moi'),
      ['don-vi 4 den_ngay successor-without-end'],
    ],
    [
      'an end before the beginning',
      put('units', 5, 'xa-moi,UBND xã Mới,communes,,01/07/2022,30/06/2022,'),
      ['don-vi 5 den_ngay ends-before-it-begins'],
    ],
    [
      'a circle of successors',
      (files) => {
        files.units[1] = 'so-noi-vu,Sở Nội vụ,departments,,,31/12/2022,so-y-te';
        files.units[2] = 'so-y-te,Sở Y tế,departments,,,31/12/2023,so-noi-vu';
      },
      ['don-vi 2 ke_thua succession-cycle', 'don-vi 3 ke_thua succession-cycle'],
    ],
    [
      'two units of one name at one time',
      put('units', 3, 'so-y-te,Sở Nội vụ,departments,,,,'),
      ['don-vi 3 ten same-name-in-force'],
    ],
    ['a cell too many', put('units', 3, 'so-y-te,Sở Y tế,departments,,,,,x'), ['don-vi 3 - row.too-long']],
    [
      'a bad address',
      put('mailboxes', 6, 'unit:so-noi-vu,so-noi-vu.gov.vn,Sở Nội vụ'),
      ['hop-thu 6 dia_chi cell.not-address'],
    ],
    [
      'an address with a line break for headers',
      put('mailboxes', 6, 'unit:so-noi-vu,"a@b.vn\r\nBcc: c@d.vn",Sở Nội vụ'),
      ['hop-thu 6 dia_chi cell.not-address'],
    ],
    [
      'no kind of recipient',
      put('mailboxes', 6, 'so-noi-vu,a@b.vn,Sở Nội vụ'),
      ['hop-thu 6 noi_nhan cell.not-recipient'],
    ],
    [
      'an unknown office',
      put('mailboxes', 6, 'office:unit,a@b.vn,Sở Nội vụ'),
      ['hop-thu 6 noi_nhan cell.not-recipient'],
    ],
    [
      'a mailbox of no unit',
      add('mailboxes', 'unit:so-la,a@b.vn,Sở lạ'),
      ['hop-thu 9 noi_nhan unit.unknown'],
    ],
    ['a mailbox twice', add('mailboxes', 'unit:so-y-te,a@b.vn,Sở Y tế'), ['hop-thu 9 noi_nhan row.repeated']],
    [
      'an official of no unit',
      add('officials', 'ai-do,Ai Đó,so-la,01/01/2022,'),
      ['can-bo-dau-moi 5 don_vi unit.unknown'],
    ],
    [
      'a person id with a blank',
      add('officials', 'ai do,Ai Đó,so-y-te,01/01/2022,'),
      ['can-bo-dau-moi 5 ma_nguoi cell.not-person'],
    ],
    [
      'an official without a first day',
      add('officials', 'ai-do,Ai Đó,so-y-te,,'),
      ['can-bo-dau-moi 5 tu_ngay cell.empty'],
    ],
    [
      'an official twice at one time',
      add('officials', 'syt-dau-moi,Trần Thị Bình,so-y-te,01/01/2023,'),
      ['can-bo-dau-moi 5 tu_ngay period.overlap'],
    ],
    [
      'one id, two names',
      add('officials', 'snv-giam-doc,Người Khác,so-y-te,01/01/2023,'),
      ['can-bo-dau-moi 5 ho_ten person.two-names'],
    ],
    [
      'one person, two addresses',
      addresses(['x', 'a@thanh-pho.gov.vn'], ['x', 'b@thanh-pho.gov.vn']),
      ['can-bo-dau-moi 3 thu_dien_tu person.two-addresses'],
    ],
    [
      'one address, two people, whatever its capitals',
      addresses(['a', 'chung@thanh-pho.gov.vn'], ['b', 'Chung@thanh-pho.gov.vn']),
      ['can-bo-dau-moi 3 thu_dien_tu address.two-people'],
    ],
    [
      'no address',
      addresses(['a', 'a-thanh-pho.gov.vn'], ['b', 'b@thanh-pho.gov.vn']),
      ['can-bo-dau-moi 2 thu_dien_tu cell.not-address'],
    ],
    [
      'an unknown office of a holder',
      add('holders', 'giam-doc,a,A,B,C,01/01/2021,'),
      ['chuc-vu 7 co_quan cell.not-office'],
    ],
    [
      'an end before the beginning of a term',
      add('holders', holder('x', 'KT. CHỦ TỊCH', '02/01/2021', '01/01/2021')),
      ['chuc-vu 7 den_ngay period.reversed'],
    ],
    [
      'two chairmen at one time',
      put('holders', 4, holder('chu-tich-1', 'CHỦ TỊCH', '01/01/2021', '20/02/2025')),
      ['chuc-vu 5 tu_ngay chairman.two'],
    ],
    [
      'an acting chairman beside the chairman',
      add('holders', holder('quyen', 'Q. CHỦ TỊCH', '01/01/2026', '')),
      ['chuc-vu 7 tu_ngay chairman.two'],
    ],
    [
      'an office without a holder on the day',
      put('holders', 3, 'board,truong-ban,Đặng Thị Liên,Trưởng ban,TRƯỞNG BAN,01/01/2021,28/02/2026'),
      ['chuc-vu - - office.vacant'],
    ],
    [
      'no yes and no no',
      (files) => {
        files.holders = files.holders
          .map((line, row) => `${line},${row === 0 ? 'gia_dinh' : 'có thể'}`)
          .slice(0, 2);
      },
      ['chuc-vu 2 gia_dinh cell.not-yes-no'],
    ],
  ])('%s', (_, change, expected) => {
    expect(faultsOf(read(filesWith(change)))).toStrictEqual(expected);
  });

  test('all of them at once, in the order of the files and rows', () => {
    const files = filesWith((it) => {
      put('units', 3, 'so-y-te,,khoi la,,,,')(it);
      put('mailboxes', 6, 'unit:so-noi-vu,x,')(it);
      put('officials', 3, 'syt-dau-moi,Trần Thị Bình,so-y-te,xx,')(it);
      put('holders', 2, 'home-affairs,snv giam doc,Lê Hoàng Nam,,GIÁM ĐỐC,01/01/2021,')(it);
    });
    expect(faultsOf(read(files))).toStrictEqual([
      'don-vi 3 ten cell.empty',
      'don-vi 3 khoi cell.not-code',
      'hop-thu 6 dia_chi cell.not-address',
      'hop-thu 6 ten cell.empty',
      'can-bo-dau-moi 3 tu_ngay cell.not-day',
      'chuc-vu 2 ma_nguoi cell.not-person',
      'chuc-vu 2 chuc_danh cell.empty',
    ]);
  });

  test('a sentence says where and what to do', () => {
    const found = read(filesWith(put('units', 3, 'so-y-te,Sở Y tế,departments,,,32/13/2025,')));
    expect(found.ok ? [] : found.faults.map((it) => setUpSentence(it))).toStrictEqual([
      'don-vi.csv, dòng 3, cột “den_ngay”: “32/13/2025” không phải là ngày có thật; ngày viết dạng 01/07/2025 hoặc 2025-07-01.',
    ]);
  });
});

test.each([
  '1/7/2022',
  '01-07-2022',
  '1.7.2022',
  '2022/07/01',
  '2022-7-1',
  '2022-07-01 00:00:00',
  '2022-07-01T00:00:00.000Z',
  '01/07/2022 00:00',
  'ngày 01 tháng 7 năm 2022',
  'Ngày 1 tháng 7, năm 2022'.normalize('NFD'),
  '1 tháng 07/2022',
])('a day written %s is the first of July', (text) => {
  const files = filesWith(put('units', 5, `xa-moi,UBND xã Mới,communes,,"${text}",,`));
  expect(read(files)).toStrictEqual(read(plainFiles));
});

describe('files as people save them', () => {
  const withUnits = (units: string[] | Uint8Array | null) => read({ ...plainFiles, units });

  test.each<[string, string[] | Uint8Array | null, string[]]>([
    ['no file', null, ['don-vi - - sheet.missing']],
    ['an empty file', [''], ['don-vi - - sheet.empty']],
    ['only remarks', ['# ghi chú', '', ',,,'], ['don-vi - - sheet.empty']],
    [
      'UTF-16',
      new Uint8Array(Buffer.from(`\ufeff${plainFiles.units.join('\n')}`, 'utf16le')),
      ['don-vi - - sheet.not-utf8'],
    ],
    [
      'an old code page',
      new Uint8Array(Buffer.from('ma,ten,khoi\nso-y-te,S\u00f4 Y t\u00ea,departments', 'latin1')),
      ['don-vi - - sheet.not-utf8'],
    ],
    [
      'a quote that is not closed',
      ['ma,ten,khoi', 'so-y-te,"Sở Y tế,departments'],
      ['don-vi - - sheet.malformed'],
    ],
    [
      'other titles',
      ['ma,ten goi,khoi', 'so-y-te,Sở Y tế,departments'],
      ['don-vi 1 ten goi column.unknown', 'don-vi 1 ten column.missing'],
    ],
    [
      'a title twice',
      ['ma,ten,khoi,Tên', 'so-y-te,Sở Y tế,departments,Sở'],
      ['don-vi 1 Tên column.repeated'],
    ],
    [
      'no titles',
      plainFiles.units.slice(1, 2),
      [
        'don-vi 1 so-noi-vu column.unknown',
        'don-vi 1 Sở Nội vụ column.unknown',
        'don-vi 1 departments column.unknown',
        'don-vi 1 ma column.missing',
        'don-vi 1 ten column.missing',
        'don-vi 1 khoi column.missing',
      ],
    ],
  ])('%s is a fault of the file, and no other file is blamed for it', (_, units, expected) => {
    expect(faultsOf(withUnits(units))).toStrictEqual(expected);
  });

  const plain = read(plainFiles);
  const utf8 = (lines: readonly string[]): string => lines.join('\n');
  test.each<[string, Uint8Array]>([
    ['with a byte order mark and CRLF', bytesOf([`\ufeff${plainFiles.units.join('\r\n')}`])],
    ['parted by semicolons', bytesOf(plainFiles.units.map((it) => it.replaceAll(',', ';')))],
    ['parted by tabs', bytesOf(plainFiles.units.map((it) => it.replaceAll(',', '\t')))],
    ['in decomposed Unicode', bytesOf([utf8(plainFiles.units).normalize('NFD')])],
    [
      'with blanks around, inside and unseen',
      bytesOf(plainFiles.units.map((it) => it.replace('Sở ', '  Sở\u00a0 \u200b'))),
    ],
    [
      'with remarks and blank rows',
      bytesOf(['# Danh sách', '"#, ghi chú",,', '', ...plainFiles.units, ',,,,,,', '']),
    ],
    [
      'with titles in Vietnamese',
      bytesOf(['Mã,Tên,Khối,Cấp trên,Từ ngày,Đến ngày,Kế thừa', ...plainFiles.units.slice(1)]),
    ],
    [
      'with the titles of the records',
      bytesOf(['code,name,bloc,parent,validFrom,validTo,successor', ...plainFiles.units.slice(1)]),
    ],
    [
      'with columns in another order',
      bytesOf(plainFiles.units.map((it) => it.split(',').reverse().join(','))),
    ],
  ])('%s is read the same', (_, units) => {
    expect(withUnits(units)).toStrictEqual(plain);
  });

  test('what is no UTF-8 is told apart, with what to do', () => {
    const told = (bytes: Uint8Array): string[] => {
      const found = withUnits(bytes);
      return found.ok ? [] : found.faults.map((it) => setUpSentence(it));
    };
    const text = plainFiles.units.join('\n');
    const marked = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const utf16 of [marked, marked.subarray(2), Buffer.from(marked).swap16()])
      expect(told(utf16)).toStrictEqual([
        'don-vi.csv: Tệp ở bảng mã UTF-16 (“Unicode Text”), không phải UTF-8. Trong Excel, hãy lưu dạng “CSV UTF-8 (Comma delimited)”.',
      ]);
    // “Sở Y tế” in windows-1258: letters with their marks after them.
    const old = Buffer.from('ma,ten,khoi\nso-y-te,S\u00f5\u00d2 Y t\u00ea\u00ec,departments', 'latin1');
    expect(told(old)).toStrictEqual([
      expect.stringContaining('Tệp không phải là văn bản UTF-8 (có thể ở bảng mã cũ như windows-1258'),
    ]);
  });

  test('the row is the one of a spreadsheet, remarks, blank rows and broken cells counted', () => {
    const units = [
      '# Danh sách',
      '',
      'ma,ten,khoi',
      'so-noi-vu,"Sở\nNội vụ",departments',
      '',
      'so-y-te,,departments',
    ];
    expect(faultsOf(withUnits(units))).toStrictEqual(['don-vi 6 ten cell.empty']);
  });

  test('a comma in a quoted name is no end of a cell', () => {
    const found = withUnits([...plainFiles.units, 'so-van-hoa,"Sở Văn hóa, Thể thao",departments,,,,']);
    expect(found.ok && found.setUp.units.at(-1)?.name).toBe('Sở Văn hóa, Thể thao');
  });

  test('fifty thousand units and mailboxes are read and checked', () => {
    const numbers = Array.from({ length: 50_000 }, (_, number) => String(number));
    const files = filesWith((it) => {
      it.units.push(...numbers.map((n) => `xa-${n},UBND xã ${n},communes,so-noi-vu,01/01/2022,,`));
      it.mailboxes.push(...numbers.map((n) => `unit:xa-${n},xa-${n}@thanh-pho.gov.vn,UBND xã ${n}`));
      it.officials.push(...numbers.map((n) => `xa-${n}-cb,Người ${n},xa-${n},01/01/2022,`));
    });
    const found = read(files);
    expect(faultsOf(found)).toStrictEqual([]);
    expect(found.ok && found.setUp.units.length).toBe(50_004);
  }, 30_000);
});

describe('what is hardly meant so is said, and no fault', () => {
  const warnings = (change: (files: Files) => void): string[] => {
    const found = read(filesWith(change));
    return found.ok ? found.warnings.map((it) => it.code) : faultsOf(found);
  };

  test.each<[string, (files: Files) => void, string[]]>([
    ['a unit without a mailbox', (it) => it.mailboxes.splice(6, 1), ['unit.no-mailbox']],
    ['a unit without an official', (it) => it.officials.splice(2, 1), ['unit.no-official']],
    [
      'an official whose time is over',
      put('officials', 3, 'syt-dau-moi,Trần Thị Bình,so-y-te,01/01/2022,31/12/2025'),
      ['unit.no-official'],
    ],
    ['an office without a mailbox', (it) => it.mailboxes.splice(2, 1), ['office.no-mailbox']],
    [
      'a gap between a unit and its successor',
      put('units', 4, 'xa-cu,UBND xã Cũ,communes,,,31/05/2022,xa-moi'),
      ['registry'],
    ],
  ])('%s', (_, change, expected) => {
    expect(warnings(change)).toStrictEqual(expected);
  });
});
