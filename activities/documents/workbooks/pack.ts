import { type CellStyle, type CellValue, writeXlsx } from 'hucre/xlsx';
import { instantOf } from '../../../workflows/rules/days.js';
import { sameBytes } from '../../reference/same-bytes.js';
import { lettersOf } from '../../reference/setup/places.js';
import { writable } from '../writable.js';
import type { Cell, Holds, Workbook } from './workbook.js';

type WriteSheet = Parameters<typeof writeXlsx>[0]['sheets'][number];
type Table = Workbook['tables'][number];

/** A workbook as the bytes of an .xlsx: the same for the same tables, wherever and whenever it is made. */
export async function packWorkbook({ title, author, day, mark, tables }: Workbook): Promise<Uint8Array> {
  const bytes = await writeXlsx({
    properties: { title, creator: author, lastModifiedBy: author, created: new Date(instantOf(day)) },
    defaultFont: { name: font, size: 11 },
    sheets: tables.map((table) => sheetOf(table, mark)),
    // The library doesn't quote a sheet's name where it writes this itself: Excel would call the file damaged.
    namedRanges: tables.map(({ name, notes }) => ({
      name: '_xlnm.Print_Titles',
      range: `'${name}'!$${String(headRow(notes, mark) + 1)}:$${String(headRow(notes, mark) + 1)}`,
      scope: name,
    })),
  });
  return sameBytes(bytes, day);
}

const font = 'Times New Roman';
const line = { style: 'thin', color: { rgb: 'A0A0A0' } } as const;
const framed = { top: line, bottom: line, left: line, right: line };

const titleStyle: CellStyle = { font: { name: font, size: 14, bold: true } };
const markStyle: CellStyle = { font: { name: font, size: 11, bold: true, color: { rgb: 'B00020' } } };
const noteStyle: CellStyle = { font: { name: font, size: 11, italic: true } };
const headStyle: CellStyle = {
  font: { name: font, size: 11, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E7E6E6' } },
  border: framed,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};

const formats: Readonly<Record<Holds, string | undefined>> = {
  text: undefined,
  number: '0',
  figure: undefined,
  money: '#,##0',
  day: 'dd/mm/yyyy',
  moment: 'dd/mm/yyyy hh:mm',
};

/** In characters: a day, an instant; texts take what they need, within these. */
const widths: Readonly<Record<Holds, number>> = {
  text: 10,
  number: 9,
  figure: 9,
  money: 14,
  day: 12,
  moment: 17,
};
const widest = 50;

/** The row of the columns' titles, from 0: above it stand the title, the mark and the notes. */
const headRow = (notes: readonly string[], mark: string | null): number =>
  1 + (mark === null ? 0 : 1) + notes.length;

type Styled = [place: string, cell: { value: CellValue; style: CellStyle }];

function sheetOf({ name, title, notes, columns, rows, none }: Table, mark: string | null): WriteSheet {
  const above: [text: string, style: CellStyle][] = [
    [title, titleStyle],
    ...(mark === null ? [] : [[mark, markStyle] satisfies [string, CellStyle]]),
    ...notes.map((text): [string, CellStyle] => [text, noteStyle]),
  ];
  const all = [{ title: 'STT', holds: 'number' as const }, ...columns];
  const head = headRow(notes, mark);
  const body = rows.map((row, index) => [index + 1, ...row]);
  const said = body.length === 0 ? [none] : [];
  const cells: Styled[] = [
    ...[...above, ...said.map((text): [string, CellStyle] => [text, noteStyle])].map(
      ([text, style], row): Styled => [
        `${String(row < head ? row : head + 1)},0`,
        { value: writable(text), style },
      ],
    ),
    ...all.map((it, column): Styled => [
      `${String(head)},${String(column)}`,
      { value: it.title, style: headStyle },
    ]),
    ...body.flatMap((row, index) =>
      all.map(({ holds }, column): Styled => {
        const value = valueOf(holds, row[column] ?? null);
        return [`${String(head + 1 + index)},${String(column)}`, { value, style: styleOf(holds, value) }];
      }),
    ),
  ];
  const last = lettersOf(all.length - 1);
  const wide = all.map((column, index) => widthOf(column, body, index));
  return {
    name,
    rows: [],
    cells: new Map(cells),
    columns: wide.map((width) => ({ width })),
    rowDefs: new Map([
      [head, { height: 2 * lineHeight }],
      ...body.map((row, index): [number, { height: number }] => [
        head + 1 + index,
        { height: linesOf(row, wide) * lineHeight },
      ]),
    ]),
    freezePane: { rows: head + 1 },
    ...(body.length > 0 && {
      autoFilter: { range: `A${String(head + 1)}:${last}${String(head + 1 + body.length)}` },
    }),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
    headerFooter: { oddFooter: '&C&P/&N' },
  };
}

/** In points. */
const lineHeight = 15;
/** A row can't be higher than 409 points. */
const mostLines = 27;

/** How many lines a row's longest text takes: not every program fits a row to its texts by itself. */
const linesOf = (row: readonly Cell[], wide: readonly number[]): number =>
  row.reduce<number>((most, cell, column) => {
    if (typeof cell !== 'string') return most;
    const room = Math.max(1, (wide[column] ?? widest) - 2);
    const lines = cell.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / room)), 0);
    return Math.min(mostLines, Math.max(most, lines));
  }, 1);

/** More than any spreadsheet lets one write into a cell. */
const longestText = 32_767;

/** Days and instants as a spreadsheet counts them: days since 30/12/1899, by the clocks of Asia/Ho_Chi_Minh. */
function valueOf(holds: Holds, cell: Cell): string | number | null {
  if (cell === null) return null;
  if (holds === 'moment') return daysSince(Number(cell));
  if (typeof cell === 'number') return cell;
  return holds === 'day' ? daysSince(instantOf(cell)) : writable(cell).slice(0, longestText);
}

const daysSince = (instant: number): number => (instant - instantOf('1899-12-30')) / 86_400_000;

/** Typed into again, a text that begins so would become a formula: its cell holds nothing but text. */
const likeFormula = /^[=+\-@\t]/;

function styleOf(holds: Holds, value: string | number | null): CellStyle {
  const isText = typeof value === 'string';
  const numFmt = isText && likeFormula.test(value) ? '@' : formats[holds];
  return {
    font: { name: font, size: 11 },
    border: framed,
    alignment: { vertical: 'top', wrapText: isText },
    ...(numFmt !== undefined && { numFmt }),
  };
}

/** In characters: as its longest text, within what a page shows; its title may stand on two lines. */
function widthOf(
  { title, holds }: { title: string; holds: Holds },
  rows: readonly (readonly Cell[])[],
  column: number,
): number {
  const word = Math.max(...title.split(' ').map(({ length }) => length));
  const least = Math.max(widths[holds], word + 4, Math.ceil(title.length / 2) + 4);
  if (holds !== 'text') return least;
  return rows.reduce(
    (wide, row) => Math.min(widest, Math.max(wide, String(row[column] ?? '').length + 4)),
    least,
  );
}
