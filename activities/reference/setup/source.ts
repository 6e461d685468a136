import { access, constants, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Grid } from './cells.js';
import type { SheetFacts } from './faults.js';
import { isSystemError, isWorkbookName, readCsvFile } from './folder.js';
import type { SheetCells } from './read.js';
import { csvFileOf, type Part, sheets } from './sheets.js';
import { readWorkbook, sheetNamed } from './workbook.js';
import { largestFile } from './workbook-archive.js';
import type { WorkbookFault } from './workbook-facts.js';

/** Where sheets are read from, and how one is called where something is wrong with it. */
export interface SheetSource {
  cellsOf: (sheet: string) => Promise<Grid | SheetFacts>;
  nameOf: (sheet: string) => string;
}

/** Why nothing at all can be read from a place. */
export type SourceFault =
  | { code: 'source.missing'; path: string }
  | { code: 'source.unreadable'; path: string; reason: string }
  | { code: 'source.other'; path: string }
  | { code: WorkbookFault; path: string };

export type OpenedSource = { ok: true; source: SheetSource } | { ok: false; fault: SourceFault };

/** Opens a folder of CSV files, or a workbook (.xlsx). */
export async function openSource(path: string): Promise<OpenedSource> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) {
      await access(path, constants.R_OK | constants.X_OK);
      return { ok: true, source: folderSource(path) };
    }
    if (!found.isFile() || !isWorkbookName(path)) return { ok: false, fault: { code: 'source.other', path } };
    if (found.size > largestFile) return { ok: false, fault: { code: 'workbook.too-large', path } };
    return await workbookSource(path, await readFile(path));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const isMissing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    const fault: SourceFault = isMissing
      ? { code: 'source.missing', path }
      : { code: 'source.unreadable', path, reason: error.code };
    return { ok: false, fault };
  }
}

const folderSource = (path: string): SheetSource => ({
  cellsOf: (sheet) => readCsvFile(join(path, csvFileOf(sheet))),
  nameOf: csvFileOf,
});

async function workbookSource(path: string, bytes: Buffer): Promise<OpenedSource> {
  const workbook = await readWorkbook(bytes);
  if (!workbook.ok) return { ok: false, fault: { code: workbook.code, path } };
  return {
    ok: true,
    source: {
      cellsOf: (sheet) => Promise.resolve(sheetNamed(workbook.sheets, sheet)),
      nameOf: (sheet) => `trang “${sheet}”`,
    },
  };
}

/** What a set-up is read from, and how its sheets are called where something is wrong with them. */
export interface SetUpSource {
  cells: SheetCells;
  nameOf: (part: Part) => string;
}

export type ReadSource = { ok: true; source: SetUpSource } | { ok: false; fault: SourceFault };

/** Reads the sheets of a set-up. */
export const readSource = async (path: string): Promise<ReadSource> => sheetsOf(await openSource(path));

/** Reads the sheets of a set-up from a workbook's bytes. @param name as its sender calls it */
export const readSourceOf = async (name: string, bytes: Buffer): Promise<ReadSource> =>
  sheetsOf(await workbookSource(name, bytes));

async function sheetsOf(opened: OpenedSource): Promise<ReadSource> {
  if (!opened.ok) return opened;
  const { cellsOf, nameOf } = opened.source;
  const cells = (part: Part) => cellsOf(sheets[part].sheet);
  return {
    ok: true,
    source: {
      cells: {
        units: await cells('units'),
        mailboxes: await cells('mailboxes'),
        officials: await cells('officials'),
        holders: await cells('holders'),
      },
      nameOf: (part) => nameOf(sheets[part].sheet),
    },
  };
}
