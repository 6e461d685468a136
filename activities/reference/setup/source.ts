import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SheetFacts } from './faults.js';
import { readCsvFile } from './folder.js';
import type { SheetCells } from './read.js';
import { type Part, sheets } from './sheets.js';
import { readWorkbook } from './workbook.js';

/** Where sheets are read from, and how one is called where something is wrong with it. */
export interface SheetSource {
  cellsOf: (sheet: string) => Promise<string[][] | SheetFacts>;
  nameOf: (sheet: string) => string;
}

/** A folder of CSV files, or a workbook (.xlsx); null: there is neither at that place. */
export async function openSource(path: string): Promise<SheetSource | null> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true)
    return { cellsOf: (sheet) => readCsvFile(join(path, csvFileOf(sheet))), nameOf: csvFileOf };
  if (found?.isFile() !== true || !/\.xlsx$/i.test(path)) return null;
  const cellsOf = await readWorkbook(await readFile(path));
  return { cellsOf: (sheet) => Promise.resolve(cellsOf(sheet)), nameOf: (sheet) => `trang “${sheet}”` };
}

const csvFileOf = (sheet: string): string => `${sheet}.csv`;

/** What a set-up is read from, and how its sheets are called where something is wrong with them. */
export interface SetUpSource {
  cells: SheetCells;
  nameOf: (part: Part) => string;
}

/** Reads the sheets of a set-up; null: there is no source at that place. */
export async function readSource(path: string): Promise<SetUpSource | null> {
  const source = await openSource(path);
  if (source === null) return null;
  const cells = (part: Part) => source.cellsOf(sheets[part].sheet);
  return {
    cells: {
      units: await cells('units'),
      mailboxes: await cells('mailboxes'),
      officials: await cells('officials'),
      holders: await cells('holders'),
    },
    nameOf: (part) => source.nameOf(sheets[part].sheet),
  };
}
