import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileName } from '../../activities/documents/kinds.js';
import { sha256 } from '../../activities/records/database/digest.js';
import type { Records } from '../../activities/records/database/open.js';
import { documentBytes, documentRows } from '../../activities/records/reads/documents.js';

/**
 * Writes documents into a folder, a folder a campaign in it. A file that stands there with the same contents stays; where
 * one has others nothing is written, and its path is given.
 */
export async function saveDocuments(
  records: Records,
  of: { plan: string; campaign?: string | undefined },
  folder: string,
): Promise<{ files: string[] } | { taken: string }> {
  const rows = await documentRows(records, of);
  const placed = rows.map((row) => ({ ...row, path: join(folder, row.campaign, fileName(row)) }));
  for (const { path, digest } of placed) {
    const there = await readFile(path).catch(() => null);
    if (there !== null && sha256(there) !== digest) return { taken: path };
  }
  for (const { path, key } of placed) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await documentBytes(records, key));
  }
  return { files: placed.map(({ path }) => path) };
}
