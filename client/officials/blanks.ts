import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Positions } from '../../activities/documents/blanks/positions.js';
import { makeBlanks } from '../../activities/documents/blanks/make.js';
import type { Records } from '../../activities/records/database/open.js';
import type { CampaignKey } from '../../workflows/plan/schema.js';

/** The files of printed blanks in a folder. */
const blankFiles = {
  certificates: 'bang-khen-tren-phoi.docx',
  test: 'to-in-thu.docx',
  positions: 'vi-tri.json',
} as const;

export type SavedBlanks = { files: string[] } | { problem: 'undecided' } | { problem: 'taken'; path: string };

/**
 * Writes the texts of a campaign's certificates for printed blanks, the page to try them with, and the positions they go by
 * into a folder. A file that stands there with other contents stops all of it.
 */
export async function saveBlanks(
  records: Records,
  of: { plan: string; campaign: CampaignKey },
  positions: Positions,
  folder: string,
): Promise<SavedBlanks> {
  const made = await makeBlanks(records, of, positions);
  if (made === null) return { problem: 'undecided' };
  const contents: [string, Buffer][] = [
    [join(folder, blankFiles.certificates), made.certificates],
    [join(folder, blankFiles.test), made.test],
    [join(folder, blankFiles.positions), Buffer.from(`${JSON.stringify(positions, undefined, 2)}\n`)],
  ];
  for (const [path, bytes] of contents) {
    const there = await readFile(path).catch(() => null);
    if (there !== null && !there.equals(bytes)) return { problem: 'taken', path };
  }
  await mkdir(folder, { recursive: true });
  for (const [path, bytes] of contents) await writeFile(path, bytes);
  return { files: contents.map(([path]) => path) };
}
