import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileName } from '../../activities/documents/kinds.js';
import type { Records } from '../../activities/records/database/open.js';
import { documentBytes, documentRows } from '../../activities/records/reads/documents.js';

interface File {
  path: string;
  bytes: Buffer;
}

/** What was written; or the path of a file that is there with other contents. */
type Written = { files: string[] } | { taken: string };

/**
 * Writes documents into a folder, a folder a campaign in it. A file that stands there with the same contents stays; where
 * one has others nothing is written, and its path is given.
 */
export async function saveDocuments(
  records: Records,
  of: { plan: string; campaign?: string | undefined },
  folder: string,
): Promise<Written> {
  const files: File[] = [];
  for (const row of await documentRows(records, of))
    files.push({
      path: join(folder, row.campaign, fileName(row)),
      bytes: await documentBytes(records, row.key),
    });
  return writeDocuments(files);
}

/** Writes files, their folders too, all or none; as {@link saveDocuments} where some are there. */
export async function writeDocuments(files: readonly File[]): Promise<Written> {
  for (const { path, bytes } of files) {
    const there = await readFile(path).catch(() => null);
    if (there !== null && !there.equals(bytes)) return { taken: path };
  }
  for (const { path, bytes } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
  return { files: files.map(({ path }) => path) };
}
