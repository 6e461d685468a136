import { type CellStyle, type CellValue, type DataValidation, writeXlsx } from 'hucre/xlsx';
import { lettersOf } from './places.js';
import type { ListName, SheetColumn } from './sheets.js';
import { type Row, textOf } from './template.js';

type WriteSheet = Parameters<typeof writeXlsx>[0]['sheets'][number];

/** A sheet to be filled, or filled already. */
interface TemplateSheet {
  sheet: string;
  about: string;
  columns: readonly SheetColumn[];
  rows: readonly Row[];
}

/** What may stand in a column, with its meaning. */
export type Choices = readonly { value: string; meaning: string }[];

/** A workbook for people to fill: what it says first, its sheets, the lists that cells are chosen from. */
export interface TemplateWorkbook {
  guide: readonly string[];
  sheets: readonly TemplateSheet[];
  lists: Readonly<Partial<Record<ListName, Choices>>>;
}

/** What is to be known of any workbook's sheets. */
export const howToFill: readonly string[] = [
  'Giữ nguyên tên trang và dòng tiêu đề. Không gộp ô. Dòng có ô đầu tiên bắt đầu bằng # được bỏ qua.',
  'Ngày viết dạng 01/07/2025; các ô ngày đã để dạng văn bản, để bảng tính không đổi ngày thành tháng.',
];

export const blocChoices = (blocs: readonly { code: string; full: string }[]): Choices =>
  blocs.map(({ code, full }) => ({ value: code, meaning: full }));

const guideSheet = 'Hướng dẫn';
const listSheet = 'Danh mục';
/** Rows below the last filled one whose cells are made ready. */
const spareRows = 1_000;

const bold: CellStyle = { font: { bold: true, name: 'Calibri', size: 11 } };
const wrapped: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };
/** Typed into a cell of text, 01/07/2025 stays as it was typed, whatever country the spreadsheet is set to. */
const asText: CellStyle = { numFmt: '@' };

/** The bytes of a workbook (.xlsx): the guide, a sheet a part, the lists. */
export function workbookOf({ guide, sheets, lists }: TemplateWorkbook): Promise<Uint8Array> {
  const named: NamedLists = Object.entries(lists);
  return writeXlsx({
    sheets: [
      guideOf(guide, sheets),
      ...sheets.map((it) => sheetOf(it, named)),
      listsOf(named.map(([, choices]) => choices)),
    ],
  });
}

function guideOf(guide: readonly string[], sheets: readonly TemplateSheet[]): WriteSheet {
  const titles = ['Trang', 'Cột', 'Nội dung', 'Bắt buộc có cột'];
  const rows: string[][] = [
    ...guide.map((line) => [line]),
    [],
    titles,
    ...sheets.flatMap(({ sheet, about, columns }) => [
      [sheet, '', about],
      ...columns.map((it) => [sheet, it.header, it.about, it.isOptional === true ? '' : 'có']),
    ]),
  ];
  const styled = rows.flatMap((row, index) =>
    row.map((value, column): [string, { value: string; style: CellStyle }] => [
      `${index},${column}`,
      { value, style: index === 0 || row === titles ? bold : index <= guide.length ? {} : wrapped },
    ]),
  );
  const columns = [18, 18, 90, 16].map((width) => ({ width }));
  return { name: guideSheet, columns, rows, cells: new Map(styled) };
}

/** The lists in their order, as they stand side by side. */
type NamedLists = readonly (readonly [name: string, choices: Choices])[];

function sheetOf({ sheet, columns, rows }: TemplateSheet, lists: NamedLists): WriteSheet {
  const cells: CellValue[][] = rows.map((row) =>
    columns.map((column) => textOf(column, row[column.field] ?? null) || null),
  );
  const last = rows.length + spareRows;
  const dataValidations = columns.flatMap(({ holds }, index): DataValidation[] => {
    const place = lists.findIndex(([name]) => name === holds);
    const choices = lists[place]?.[1];
    return choices === undefined
      ? []
      : [listValidation(lettersOf(index), lettersOf(2 * place), choices.length, last)];
  });
  return {
    name: sheet,
    columns: columns.map(({ header }, index) => ({ width: widthOf(header, cells, index) })),
    rows: [columns.map(({ header }) => header), ...cells],
    cells: new Map([...titleCells(columns), ...dayCells(columns, cells, last)]),
    dataValidations,
    freezePane: { rows: 1 },
  };
}

type PlacedCell = [string, { value: CellValue; style: CellStyle }];

const titleCells = (columns: readonly SheetColumn[]): PlacedCell[] =>
  columns.map(({ header }, index) => [`0,${index}`, { value: header, style: bold }]);

const dayCells = (
  columns: readonly SheetColumn[],
  cells: readonly CellValue[][],
  last: number,
): PlacedCell[] =>
  columns.flatMap(({ holds }, column) =>
    holds !== 'day'
      ? []
      : Array.from({ length: last }, (_, row): PlacedCell => {
          const value = cells[row]?.[column] ?? null;
          return [`${row + 1},${column}`, { value, style: asText }];
        }),
  );

const listValidation = (column: string, list: string, choices: number, rows: number): DataValidation => ({
  type: 'list',
  range: `${column}2:${column}${rows + 1}`,
  formula1: `'${listSheet}'!$${list}$2:$${list}$${choices + 1}`,
  allowBlank: true,
  showErrorMessage: true,
  errorStyle: 'stop',
  errorTitle: 'Không có trong danh mục',
  errorMessage: `Hãy chọn một giá trị trong danh sách (xem trang “${listSheet}”).`,
});

/** Lists side by side: what is chosen, what it means. */
function listsOf(lists: readonly Choices[]): WriteSheet {
  const longest = Math.max(...lists.map(({ length }) => length));
  const rows = Array.from({ length: longest + 1 }, (_, row): CellValue[] =>
    lists.flatMap((choices) => {
      const choice = row === 0 ? { value: 'Giá trị', meaning: 'Ý nghĩa' } : choices[row - 1];
      return [choice?.value ?? null, choice?.meaning ?? null];
    }),
  );
  const columns = lists.flatMap(() => [{ width: 18 }, { width: 50 }]);
  return { name: listSheet, rows, columns };
}

/** In characters: as its longest text, within what a screen shows. */
const widthOf = (header: string, cells: readonly CellValue[][], column: number): number =>
  cells.reduce(
    (widest, row) => Math.min(60, Math.max(widest, String(row[column] ?? '').length + 2)),
    Math.max(14, header.length + 4),
  );
