import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SheetCells } from './read.js';
import { readCells, type SheetBytes } from './read-sheet.js';
import { fileOf, type Part, parts, type SetUp } from './sheets.js';
import { csvOf, guideOf } from './template.js';

const guide = 'huong-dan.md';

/** The cells of the sheets that a folder holds as CSV files. Rejects where a file is there that can't be read. */
export async function readFolder(folder: string): Promise<SheetCells> {
  const cells = async (part: Part) => readCells(await bytesOf(join(folder, fileOf(part))));
  return {
    units: await cells('units'),
    mailboxes: await cells('mailboxes'),
    officials: await cells('officials'),
    holders: await cells('holders'),
  };
}

async function bytesOf(file: string): Promise<SheetBytes> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The blocs of a plan as the guide names them. */
export interface GuideBloc {
  code: string;
  full: string;
}

export type Written = { ok: true; files: string[] } | { ok: false; existing: string[] };

/**
 * Writes a set-up into a folder, with a guide to its columns; without rows it is a template. Where one of the files is
 * there already, nothing is written.
 */
export async function writeFolder(
  folder: string,
  { setUp, blocs, isSample }: { setUp: SetUp; blocs: readonly GuideBloc[]; isSample: boolean },
): Promise<Written> {
  const texts = [
    ...parts.map((part) => ({ file: fileOf(part), text: csvOf(part, setUp) })),
    { file: guide, text: guideOf(blocs, isSample) },
  ].map((it) => ({ ...it, path: join(folder, it.file) }));
  const existing = texts.filter(({ path }) => existsSync(path)).map(({ file }) => file);
  if (existing.length > 0) return { ok: false, existing };
  await mkdir(folder, { recursive: true });
  for (const { path, text } of texts) await writeFile(path, text, { flag: 'wx' });
  return { ok: true, files: texts.map(({ file }) => file) };
}
