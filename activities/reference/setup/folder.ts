import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SheetFacts } from './faults.js';
import { readCells } from './read-sheet.js';
import { fileOf, parts, type SetUp } from './sheets.js';
import { csvOf, guideOf } from './template.js';

/** The file that says how the others are filled. */
export const guide = 'huong-dan.md';

/** The cells of a sheet that a folder holds as a CSV file. */
export async function readCsvFile(file: string): Promise<string[][] | SheetFacts> {
  try {
    return readCells(await readFile(file));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return error.code === 'ENOENT'
      ? { code: 'sheet.missing' }
      : { code: 'sheet.unreadable', reason: error.code };
  }
}

const isSystemError = (error: unknown): error is Error & { code: string } =>
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

/** Writes a set-up into a folder, with a guide to its columns; without rows it is a template. As {@link writeTexts}. */
export const writeFolder = (
  folder: string,
  { setUp, blocs, isSample }: { setUp: SetUp; blocs: readonly GuideBloc[]; isSample: boolean },
): Promise<Written> =>
  writeTexts(folder, [
    ...parts.map((part) => ({ file: fileOf(part), text: csvOf(part, setUp) })),
    { file: guide, text: guideOf(blocs, isSample) },
  ]);

/** Writes files into a folder. Where one of them is there already, or can't be written, none is. */
export async function writeTexts(
  folder: string,
  files: readonly { file: string; text: string }[],
): Promise<Written> {
  const texts = files.map((it) => ({ ...it, path: join(folder, it.file) }));
  const existing = texts.filter(({ path }) => existsSync(path)).map(({ file }) => file);
  if (existing.length > 0) return { ok: false, code: 'existing', files: existing };
  const begun: string[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const { path, text } of texts) {
      const file = await open(path, 'wx');
      begun.push(path);
      await file.writeFile(text).finally(() => file.close());
    }
  } catch (error) {
    for (const path of begun) await rm(path, { force: true });
    if (!isSystemError(error)) throw error;
    return { ok: false, code: 'unwritable', reason: error.code };
  }
  return { ok: true, files: texts.map(({ file }) => file) };
}
