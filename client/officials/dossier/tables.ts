import { readCells } from '../../../activities/reference/setup/read-sheet.js';
import { cleaned } from '../../../activities/reference/setup/cells.js';
import { say, type Words } from '../../language/language.js';
import type { DossierFault, DossierFaultFacts } from './faults.js';

/** A column of a table: its field, and the titles by which it is known beside that. */
export interface TableColumn {
  field: string;
  titles: readonly string[];
  isOptional?: true;
}

/** A row's texts by field, and where it stands. */
export interface TableRow {
  place: string;
  texts: Record<string, string>;
}

/** Reads a CSV table: its first row that is neither blank nor a remark (`#`) holds the titles. All faults at once. */
export function readTable(
  name: string,
  bytes: Uint8Array,
  columns: readonly TableColumn[],
): { rows: TableRow[]; faults: DossierFault[] } {
  const at = (row: number | null): string =>
    row === null ? name : say(`${name}, dòng ${row}`, `${name}, row ${row}`);
  const cells = readCells(bytes);
  if (!Array.isArray(cells))
    return onlyFault(name, { code: 'description.unreadable', reason: say(...notCsv) });
  const head = cells.findIndex(isFilled);
  const titles = cells[head]?.map(cleaned);
  if (titles === undefined) return onlyFault(name, { code: 'table.empty' });
  const fields = titles.map((title) => columns.find((it) => isTitleOf(it, title))?.field);
  const faults = titleFaults(columns, titles, fields).map((it) => ({
    ...it,
    place: at(head + 1),
    field: null,
  }));
  if (faults.length > 0) return { rows: [], faults };
  const rows = cells.flatMap((row, index): TableRow[] => {
    if (index <= head || !isFilled(row)) return [];
    const texts = row.flatMap((text, column): [string, string][] => {
      const field = fields[column];
      return field === undefined || cleaned(text) === '' ? [] : [[field, cleaned(text)]];
    });
    return [{ place: at(index + 1), texts: Object.fromEntries(texts) }];
  });
  return { rows, faults };
}

const notCsv: Words = ['cần một bảng CSV dạng UTF-8', 'a CSV table in UTF-8 is needed'];

const onlyFault = (place: string, facts: DossierFaultFacts) => ({
  rows: [],
  faults: [{ place, field: null, ...facts }],
});

const isFilled = (row: readonly string[]): boolean =>
  !(row[0] ?? '').trim().startsWith('#') && row.some((text) => cleaned(text) !== '');

function titleFaults(
  columns: readonly TableColumn[],
  titles: readonly string[],
  fields: readonly (string | undefined)[],
): DossierFaultFacts[] {
  const known = columns.map((it) => it.field);
  return [
    ...titles.flatMap((title, index): DossierFaultFacts[] => {
      const field = fields[index];
      if (field === undefined) return title === '' ? [] : [{ code: 'column.unknown', title, known }];
      return fields.indexOf(field) < index ? [{ code: 'column.repeated', title }] : [];
    }),
    ...columns
      .filter(({ field, isOptional }) => isOptional !== true && !fields.includes(field))
      .map(({ field }) => ({ code: 'column.missing', title: field }) as const),
  ];
}

const isTitleOf = ({ field, titles }: TableColumn, title: string): boolean =>
  [field, ...titles].some((it) => plain(it) === plain(title));

/** A text as titles and codes are compared: `Mã đề cử`, `ma_de_cu` and `MA DE CU` are the same. */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/đ/g, 'd')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');
