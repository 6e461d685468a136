import { describe, expect, test } from 'vitest';
import { blankSheet, testSheet } from '../../activities/documents/blanks/blanks.js';
import {
  type Positions,
  readPositions,
  usualPositions,
} from '../../activities/documents/blanks/positions.js';
import { renderSheet } from '../../activities/documents/render/render.js';
import type { SheetDraft } from '../../activities/documents/sheet.js';
import { anAward, facts } from './facts.js';
import { partsOf } from './text.js';

const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

const xmlOf = async (sheet: SheetDraft): Promise<string> =>
  partsOf(await renderSheet(sheet))['word/document.xml'] ?? '';

/** Each framed text with its place, in twips. */
const framesOf = (xml: string) =>
  [...xml.matchAll(/<w:p>(?:(?!<\/w:p>).)*?<w:framePr([^>]*)\/>(.*?)<\/w:p>/g)].map(
    ([, frame = '', rest = '']) => ({
      x: Number(/w:x="(\d+)"/.exec(frame)?.[1]),
      y: Number(/w:y="(\d+)"/.exec(frame)?.[1]),
      text: rest.replace(/<w:br\/>/g, '\n').replace(/<[^>]+>/g, ''),
    }),
  );

const only = (fields: Positions['fields'], over: Partial<Positions> = {}): Positions => ({
  ...usualPositions,
  ...over,
  fields,
});
const { name, unit } = usualPositions.fields;
if (name === undefined || unit === undefined) throw new Error('the usual positions are of all fields');

describe('certificates on printed blanks', () => {
  test('each text stands where its field is; what the blank says already is not printed', async () => {
    const xml = await xmlOf(blankSheet(facts(), only({ name, unit })));
    expect(framesOf(xml)).toStrictEqual([
      { x: twips(name.x), y: twips(name.y), text: 'Nguyễn Thị Hoa' },
      { x: twips(unit.x), y: twips(unit.y), text: 'Sở Y tế' },
      // A collective is its unit.
      { x: twips(name.x), y: twips(name.y), text: 'Sở Y tế' },
    ]);
    expect(xml.match(/<w:pageBreakBefore\/>/g)).toHaveLength(1);
    expect(xml).not.toContain('BẰNG KHEN');
  });

  test('all fields of one: the decision, who signs and the code with which it is looked up', async () => {
    const one = facts({ awards: [anAward()] });
    const texts = framesOf(await xmlOf(blankSheet(one, usualPositions))).map((it) => it.text);
    expect(texts).toStrictEqual([
      'Nguyễn Thị Hoa',
      'Sở Y tế',
      expect.stringMatching(/^Đã có thành tích xuất sắc[^]*năm 2023/),
      'Quyết định số 598/QĐ-UBND\nngày 09 tháng 3 năm 2024\ncủa Chủ tịch UBND thành phố Cần Thơ',
      'Cần Thơ, ngày 09 tháng 3 năm 2024',
      'KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH',
      'Phan Thị Minh Hà',
      'Mã tra cứu: AAAA-BBBB-CCCC',
    ]);
  });

  test('what the printer is off by moves all; a mark stands on each page', async () => {
    const moved = only({ name }, { shift: { x: -2, y: 1.5 } });
    const xml = await xmlOf({ ...blankSheet(facts(), moved), mark: 'THỬ – không có giá trị' });
    const frames = framesOf(xml);
    expect(frames.filter((it) => it.text === 'THỬ – không có giá trị')).toHaveLength(2);
    expect(frames[1]).toMatchObject({ x: twips(name.x - 2), y: twips(name.y + 1.5) });
  });

  test('the page to hold against a blank has a net of centimetres and each box at its place', async () => {
    const xml = await xmlOf(testSheet(facts(), usualPositions));
    const frames = framesOf(xml);
    expect(frames).toHaveLength(8);
    expect(frames[0]).toMatchObject({ x: twips(name.x), y: twips(name.y) });
    expect(frames[0]?.text).toContain(`x ${String(name.x)}, y ${String(name.y)}`);
    expect(xml.match(/<w:tr>/g)).toHaveLength(21);
  });

  test('the same bytes each time', async () => {
    const make = () => renderSheet(blankSheet(facts(), usualPositions));
    expect((await make()).equals(await make())).toBe(true);
  });
});

describe('a file of positions', () => {
  const text = (change: object): string => JSON.stringify({ ...usualPositions, ...change });

  test('is read as it was written', () => {
    expect(readPositions(text({}))).toStrictEqual({ ok: true, positions: usualPositions });
  });

  test.each([
    ['no JSON', '{', ['']],
    ['two faults at once', text({ format: 2, page: { width: 5, height: 210 } }), ['format', 'page.width']],
    ['an unknown field', text({ fields: { ten: name } }), ['fields']],
    ['a text without a size', text({ fields: { name: { ...name, size: undefined } } }), ['fields.name.size']],
    ['a box beyond the page', text({ fields: { name: { ...name, x: 200 } } }), ['fields.name']],
    [
      'a box pushed out by the shift',
      text({ shift: { x: 0, y: 30 }, fields: { name: { ...name, y: 190 } } }),
      ['fields.name'],
    ],
  ])('%s: each fault is named with its place', (_, given, places) => {
    const read = readPositions(given);
    expect(read.ok ? [] : read.faults.map(({ place }) => place)).toStrictEqual(places);
  });
});
