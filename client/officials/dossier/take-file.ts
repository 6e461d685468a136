import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Records } from '../../../activities/records/database/open.js';
import { keepFile, type KeptFile } from '../../../activities/records/filings/files.js';
import { isStorable } from '../../../activities/records/database/storable.js';
import type { DossierFaultFacts } from './faults.js';
import { examineFile, mostBytes } from './files.js';

/** A file that was sent: kept, with its name; or what is wrong with it. */
export type TakenFile = { file: KeptFile & { name: string } } | { fault: DossierFaultFacts };

/**
 * Takes a file that is sent: its bytes are counted, looked at for what they truly are, and kept under their digest.
 * What is sent beyond the limit is read and dropped.
 * @param digest what it is to be, where its sender said
 */
export async function takeFile(
  records: Records,
  { name: given, digest }: { name: string; digest?: string },
  bytes: AsyncIterable<Uint8Array>,
): Promise<TakenFile> {
  const name = fileName(given);
  const path = join(tmpdir(), `thidua-${randomUUID()}`);
  try {
    const size = await writeCounted(path, bytes);
    if (name === null) return { fault: { code: 'file.name', file: given.slice(0, 80) } };
    if (size > mostBytes) return { fault: { code: 'file.too-big', file: name, size, most: mostBytes } };
    const found = await examineFile(path, name);
    if ('code' in found) return { fault: found };
    if (digest !== undefined && digest !== found.digest)
      return { fault: { code: 'file.broken', file: name } };
    const file = { digest: found.digest, type: found.type, size: found.size };
    await keepFile(records, file, () => createReadStream(path));
    return { file: { ...file, name } };
  } finally {
    await rm(path, { force: true });
  }
}

/** A file's name that can stand in a folder of anybody's; null: it is none. */
export function fileName(given: string): string | null {
  const name = given.normalize('NFC').trim();
  const isName = name !== '' && name.length <= 200 && !/^\.+$/.test(name);
  return isName && isStorable(name) && !/[/\\:\p{Cc}\p{Cf}]/u.test(name) ? name : null;
}

/** Writes at most what a file may have, and reads the rest. @returns how many bytes came */
async function writeCounted(path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      size += piece.length;
      if (size <= mostBytes) yield piece;
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return size;
}
