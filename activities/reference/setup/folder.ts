import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SheetFacts } from './faults.js';
import { readCells } from './read-sheet.js';
import { fileOf, parts, type SetUp } from './sheets.js';
import { setUpWorkbook } from './set-up-workbook.js';
import { csvOf, guideOf } from './template.js';
import { type TemplateWorkbook, workbookOf } from './workbook-template.js';

/** The file that says how the others are filled. */
export const guide = 'huong-dan.md';

/** A sheet's file that is larger is not even read. */
export const largestMegabytes = 50;

/** The cells of a sheet that a folder holds as a CSV file. */
export async function readCsvFile(file: string): Promise<string[][] | SheetFacts> {
  try {
    if ((await stat(file)).size > largestMegabytes * 1_000_000)
      return { code: 'sheet.too-large', megabytes: largestMegabytes };
    return readCells(await readFile(file));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return error.code === 'ENOENT'
      ? { code: 'sheet.missing' }
      : { code: 'sheet.unreadable', reason: error.code };
  }
}

/** An error of the file system, with its code. */
export const isSystemError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';

/** The blocs of a plan as the guide names them. */
export interface GuideBloc {
  code: string;
  full: string;
}

export type Written =
  | { ok: true; files: string[] }
  | { ok: false; code: 'existing'; files: string[] }
  | { ok: false; code: 'unwritable'; reason: string };

/** Whether a path names a workbook. */
export const isWorkbookName = (path: string): boolean => /\.xlsx$/i.test(path);

/**
 * Writes a set-up into a workbook (.xlsx) or into a folder of CSV files, with a guide to its columns; without rows it is a
 * template. As {@link writeFiles}.
 */
export const writeSetUp = (
  path: string,
  { setUp, blocs, isSample }: { setUp: SetUp; blocs: readonly GuideBloc[]; isSample: boolean },
): Promise<Written> =>
  isWorkbookName(path)
    ? writeWorkbook(path, setUpWorkbook(setUp, blocs, isSample))
    : writeFiles(path, [
        ...parts.map((part) => ({ file: fileOf(part), content: csvOf(part, setUp) })),
        { file: guide, content: guideOf(blocs, isSample) },
      ]);

/** Writes one workbook, never over a file. As {@link writeFiles}. */
export const writeWorkbook = async (path: string, workbook: TemplateWorkbook): Promise<Written> =>
  writeFiles(dirname(path), [{ file: basename(path), content: await workbookOf(workbook) }]);

/** Writes files into a folder. Where one of them is there already, or can't be written, none is. */
export async function writeFiles(
  folder: string,
  files: readonly { file: string; content: string | Uint8Array }[],
): Promise<Written> {
  const placed = files.map((it) => ({ ...it, path: join(folder, it.file) }));
  const existing = placed.filter(({ path }) => existsSync(path)).map(({ file }) => file);
  if (existing.length > 0) return { ok: false, code: 'existing', files: existing };
  const begun: string[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const { path, content } of placed) {
      const file = await open(path, 'wx');
      begun.push(path);
      await file.writeFile(content).finally(() => file.close());
    }
  } catch (error) {
    for (const path of begun) await rm(path, { force: true });
    if (!isSystemError(error)) throw error;
    return { ok: false, code: 'unwritable', reason: error.code };
  }
  return { ok: true, files: placed.map(({ file }) => file) };
}
