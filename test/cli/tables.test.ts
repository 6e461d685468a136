import { describe, expect, test } from 'vitest';
import { cut, fit, hang, table, textWidth, wrap } from '../../client/cli/terminal/tables.js';

describe('the width of a text', () => {
  test.each([
    { text: 'Đợt khen thưởng', expected: 15 },
    { text: 'Đợt khen thưởng'.normalize('NFD'), expected: 15 },
    { text: '慶祝', expected: 4 },
    { text: 'a\u200bb', expected: 2 },
    { text: '', expected: 0 },
  ])('$text: $expected', ({ text, expected }) => {
    expect(textWidth(text)).toBe(expected);
  });
});

test.each([
  { text: 'Vượt bậc', width: 10, align: 'left', expected: 'Vượt bậc  ' },
  { text: '1.490.000', width: 10, align: 'right', expected: ' 1.490.000' },
  { text: 'Vượt bậc'.normalize('NFD'), width: 6, align: 'left', expected: 'Vượt… ' },
  { text: 'abc', width: 0, align: 'left', expected: '' },
] as const)('fit "$text" to $width', ({ text, width, align, expected }) => {
  expect(fit(text, width, align)).toBe(expected);
});

test.each([
  { text: 'một hai ba bốn', width: 7, expected: ['một hai', 'ba bốn'] },
  { text: 'xa-truong-long/tie', width: 8, expected: ['xa-truon', 'g-long/t', 'ie'] },
  { text: 'a xa-truong-long b', width: 8, expected: ['a', 'xa-truon', 'g-long b'] },
  { text: '', width: 8, expected: [''] },
])('wrap "$text" at $width', ({ text, width, expected }) => {
  expect(wrap(text, width)).toStrictEqual(expected);
});

test('cut and hang keep within the width', () => {
  expect(cut('Sở Nội vụ lựa chọn', 10)).toBe('Sở Nội vụ…');
  expect(hang('Thư: ', 'đã gửi 312, bị từ chối 1', 18)).toStrictEqual([
    'Thư: đã gửi 312,',
    '     bị từ chối 1',
  ]);
});

test('a table too wide is wrapped in its flexible columns', () => {
  const columns = [
    { title: 'Vị trí' },
    { title: 'Tên', flexible: true },
    { title: 'Tiền', align: 'right' },
  ] as const;
  const rows = [['Cá nhân 1', 'Nguyễn Thị Thu Vân', '1.000'], { heading: '▸ Khối' }, ['', 'An', '2']];
  expect(table(columns, rows, 28)).toStrictEqual([
    'Vị trí     Tên          Tiền',
    '────────────────────────────',
    'Cá nhân 1  Nguyễn Thị  1.000',
    '           Thu Vân',
    '▸ Khối',
    '           An              2',
  ]);
});
