import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { CellCode, cleaned } from './cells.js';
import type { SheetFacts, SheetFault } from './faults.js';
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
  if (text === null) return { code: 'sheet.not-utf8' };
  try {
    return parse(text, { delimiter: delimiterOf(text), relax_column_count: true, relax_quotes: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { code: 'sheet.malformed', line: typeof error['lines'] === 'number' ? error['lines'] : null };
  }
}

function textOf(bytes: Uint8Array): string | null {
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

const isRemark = (text: string): boolean => /^[\s"]*#/.test(text);

/** How a sheet's rows are read: their columns, and what each cell becomes. */
export interface SheetForm<T> {
  row: z.ZodType<T, Record<string, string>>;
  columns: readonly SheetColumn[];
}

/** Reads a part's rows from its cells: the first row that is neither blank nor a remark (`#`) holds the titles. */
export function readSheet<P extends string, T>(
  part: P,
  form: SheetForm<T>,
  cells: string[][] | SheetFacts,
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

  constructor(
    private readonly part: P,
    private readonly form: SheetForm<T>,
  ) {
    this.columns = form.columns;
  }

  fault(row: number | null, column: string | null, facts: SheetFacts): void {
    this.faults.push({ part: this.part, row, column, ...facts });
  }

  take(cells: string[][]): void {
    const head = cells.findIndex(isFilled);
    const titles = cells[head];
    if (titles === undefined) return this.fault(null, null, { code: 'sheet.empty' });
    const fields = this.readTitles(titles, head + 1);
    if (this.faults.length > 0) return;
    for (const [index, row] of cells.entries())
      if (index > head && isFilled(row)) this.takeRow(row, index + 1, fields);
  }

  /** The field of each column; undefined: a column without a title. */
  private readTitles(titles: readonly string[], row: number): (string | undefined)[] {
    const fields = titles.map((title) => this.columns.find((it) => isTitleOf(it, title))?.field);
    for (const [index, title] of titles.entries()) {
      const field = fields[index];
      if (field === undefined) {
        if (cleaned(title) !== '') this.fault(row, cleaned(title), { code: 'column.unknown' });
      } else if (this.titles.has(field)) this.fault(row, cleaned(title), { code: 'column.repeated' });
      else this.titles.set(field, cleaned(title));
    }
    for (const { field, header, isOptional } of this.columns)
      if (isOptional !== true && !this.titles.has(field)) this.fault(row, header, { code: 'column.missing' });
    return fields;
  }

  private takeRow(cells: readonly string[], row: number, fields: readonly (string | undefined)[]): void {
    const texts: Record<string, string> = Object.fromEntries(this.columns.map(({ field }) => [field, '']));
    for (const [index, text] of cells.entries()) {
      const field = fields[index];
      if (field !== undefined) texts[field] = text;
      else if (cleaned(text) !== '') return this.fault(row, null, { code: 'row.too-long' });
    }
    const parsed = this.form.row.safeParse(texts);
    if (parsed.success) this.rows.push({ row, value: parsed.data });
    else this.takeIssues(parsed.error.issues, row, texts);
  }

  /** One fault a cell: what is wrong first. */
  private takeIssues(issues: readonly z.core.$ZodIssue[], row: number, texts: Record<string, string>): void {
    const told = new Set<string>();
    for (const { path, message } of issues) {
      const field = String(path[0]);
      if (told.has(field)) continue;
      told.add(field);
      const given = cleaned(texts[field] ?? '').slice(0, 80);
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

const isFilled = (row: readonly string[]): boolean =>
  !isRemark(row[0] ?? '') && row.some((text) => cleaned(text) !== '');

/** `Từ ngày`, `tu_ngay`, `TU NGAY` and `validFrom` all head the same column. */
const isTitleOf = ({ field, header }: SheetColumn, title: string): boolean =>
  [plainTitle(field), plainTitle(header)].includes(plainTitle(title));

const plainTitle = (title: string): string =>
  title
    .toLowerCase()
    .replace(/đ/g, 'd')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');
