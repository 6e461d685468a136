import { readFile, stat } from 'node:fs/promises';
import { readFolder } from './folder.js';
import type { SheetCells } from './read.js';
import { fileOf, type Part, sheets } from './sheets.js';
import { readWorkbook } from './workbook.js';

/** What a set-up is read from, and how its sheets are called where something is wrong with them. */
export interface SetUpSource {
  cells: SheetCells;
  nameOf: (part: Part) => string;
}

/** Reads a folder of CSV files, or a workbook (.xlsx); null: there is neither at that place. */
export async function readSource(path: string): Promise<SetUpSource | null> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true) return { cells: await readFolder(path), nameOf: fileOf };
  if (found?.isFile() !== true || !/\.xlsx$/i.test(path)) return null;
  return {
    cells: await readWorkbook(await readFile(path)),
    nameOf: (part) => `trang “${sheets[part].sheet}”`,
  };
}
