import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { bare } from '../nearest.js';
import { CellCode, cleaned, errorValue, type Grid, type SpoiledCell } from './cells.js';
import type { SheetFacts, SheetFault } from './faults.js';
import { lettersOf } from './places.js';
import type { SheetColumn } from './sheets.js';

/** A row's value, and where it stands. */
export interface Placed<T> {
  row: number;
  value: T;
}

/** A sheet as it was read: rows at fault are left out. */
export interface ReadSheet<P extends string, T> {
  rows: Placed<T>[];
  faults: SheetFault<P>[];
  /** How each field's column is headed in it. */
  titles: ReadonlyMap<string, string>;
}

/** The cells of a CSV file: UTF-8, parted by commas, semicolons or tabs. */
export function readCells(bytes: Uint8Array): string[][] | SheetFacts {
  const text = textOf(bytes);
  if (text === null) return { code: 'sheet.not-utf8', isUtf16: isUtf16(bytes) };
  try {
    return parse(text, { delimiter: delimiterOf(text), relax_column_count: true, relax_quotes: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { code: 'sheet.malformed', line: typeof error['lines'] === 'number' ? error['lines'] : null };
  }
}

/** “Unicode Text” of spreadsheets: it has a mark, or each Latin letter a zero beside it. */
const isUtf16 = (bytes: Uint8Array): boolean =>
  ['fffe', 'feff'].includes(Buffer.from(bytes.subarray(0, 2)).toString('hex')) ||
  (bytes.subarray(0, 2).includes(0) && bytes.subarray(0, 200).filter((it) => it === 0).length > 20);

function textOf(bytes: Uint8Array): string | null {
  if (isUtf16(bytes)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Spreadsheets of Vietnamese settings write semicolons. The titles hold none of the three. */
function delimiterOf(text: string): string {
  const titles = text.split(/\r?\n/).find((line) => !isRemark(line) && line.trim() !== '') ?? '';
  const count = (delimiter: string): number => titles.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, it) => (count(it) > count(best) ? it : best));
}

const isRemark = (text: string): boolean => /^[\s"]*#/.test(text) && !errorValue.test(cleaned(text));

/** How a sheet's rows are read: their columns, and what each cell becomes. */
export interface SheetForm<T> {
  row: z.ZodType<T, Record<string, string>>;
  columns: readonly SheetColumn[];
}

/** Reads a part's rows from its cells: the first row that is neither blank nor a remark (`#`) holds the titles. */
export function readSheet<P extends string, T>(
  part: P,
  form: SheetForm<T>,
  cells: Grid | SheetFacts,
): ReadSheet<P, T> {
  const read = new Sheet(part, form);
  if (Array.isArray(cells)) read.take(cells);
  else read.fault(null, null, cells);
  return read;
}

class Sheet<P extends string, T> implements ReadSheet<P, T> {
  readonly rows: Placed<T>[] = [];
  readonly faults: SheetFault<P>[] = [];
  readonly titles = new Map<string, string>();
  private readonly columns: readonly SheetColumn[];
  private readonly toldRanges = new Set<string>();

  constructor(
    private readonly part: P,
    private readonly form: SheetForm<T>,
  ) {
    this.columns = form.columns;
  }

  fault(row: number | null, column: string | null, facts: SheetFacts): void {
    this.faults.push({ part: this.part, row, column, ...facts });
  }

  /** A merged range is told once. */
  private spoiled(row: number, column: string, { code, given }: SpoiledCell): void {
    if (code === 'cell.merged') {
      if (this.toldRanges.has(given)) return;
      this.toldRanges.add(given);
    }
    this.fault(row, column, { code, given });
  }

  take(cells: Grid): void {
    const head = cells.findIndex(isFilled);
    const titles = cells[head];
    if (titles === undefined) return this.fault(null, null, { code: 'sheet.empty' });
    const fields = this.readTitles(titles, head + 1);
    if (this.faults.length > 0) return;
    for (const [index, row] of cells.entries())
      if (index > head && isFilled(row)) this.takeRow(row, index + 1, fields);
  }

  /** The field of each column; undefined: a column without a title. */
  private readTitles(titles: Grid[number], row: number): (string | undefined)[] {
    const fields = titles.map((title) => this.columns.find((it) => isTitleOf(it, title))?.field);
    for (const [index, title] of titles.entries()) {
      const field = fields[index];
      if (typeof title !== 'string') this.spoiled(row, lettersOf(index), title);
      else if (field === undefined) {
        if (cleaned(title) !== '') this.fault(row, shown(title), { code: 'column.unknown' });
      } else if (this.titles.has(field)) this.fault(row, shown(title), { code: 'column.repeated' });
      else this.titles.set(field, cleaned(title));
    }
    for (const { field, header, isOptional } of this.columns)
      if (isOptional !== true && !this.titles.has(field)) this.fault(row, header, { code: 'column.missing' });
    return fields;
  }

  private takeRow(cells: Grid[number], row: number, fields: readonly (string | undefined)[]): void {
    const texts: Record<string, string> = Object.fromEntries(this.columns.map(({ field }) => [field, '']));
    const spoiled = new Set<string>();
    for (const [index, cell] of cells.entries()) {
      const field = fields[index];
      if (typeof cell !== 'string') {
        this.spoiled(row, field ?? lettersOf(index), cell);
        spoiled.add(field ?? '');
      } else if (field !== undefined) texts[field] = cell;
      else if (cleaned(cell) !== '') return this.fault(row, null, { code: 'row.too-long' });
    }
    const parsed = this.form.row.safeParse(texts);
    if (!parsed.success) this.takeIssues(parsed.error.issues, row, texts, spoiled);
    else if (spoiled.size === 0) this.rows.push({ row, value: parsed.data });
  }

  /** One fault a cell: what is wrong first; a spoiled one was told before. */
  private takeIssues(
    issues: readonly z.core.$ZodIssue[],
    row: number,
    texts: Record<string, string>,
    spoiled: ReadonlySet<string>,
  ): void {
    const told = new Set(spoiled);
    for (const { path, message } of issues) {
      const field = String(path[0]);
      if (told.has(field)) continue;
      told.add(field);
      const given = shown(texts[field] ?? '');
      this.fault(row, field, { code: CellCode.parse(message), given });
    }
  }
}

/** A fault with its column as it is headed in the sheet that was read. */
export function titled<F extends { column: string | null; code: string }>(
  fault: F,
  { titles }: Pick<ReadSheet<string, unknown>, 'titles'>,
  { columns }: Pick<SheetForm<unknown>, 'columns'>,
): F {
  const { column } = fault;
  if (column === null || fault.code.startsWith('column.')) return fault;
  const header = columns.find(({ field }) => field === column)?.header;
  return { ...fault, column: titles.get(column) ?? header ?? column };
}

/** As much of a cell as is told of it. */
const shown = (text: string): string => cleaned(text.slice(0, 400)).slice(0, 80);

/** Whether a row is neither blank nor a remark. */
export const isFilled = ([first = '', ...others]: Grid[number]): boolean =>
  !(typeof first === 'string' && isRemark(first)) &&
  [first, ...others].some((cell) => typeof cell !== 'string' || cleaned(cell) !== '');

/** `Từ ngày`, `tu_ngay`, `TU NGAY` and `validFrom` all head the same column. */
const isTitleOf = ({ field, header }: SheetColumn, title: Grid[number][number]): boolean =>
  typeof title === 'string' && [plainTitle(field), plainTitle(header)].includes(plainTitle(title));

/** A title without its case, diacritics and signs. */
export const plainTitle = (title: string): string => bare(title).replaceAll(' ', '');
