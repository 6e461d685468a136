import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Trx } from '../acts/outcome.js';
import type { Records } from '../database/open.js';
import type { Database } from '../database/schema.js';

/** A kept file: SHA-256 of its bytes as 64 hex digits, its MIME type, its size in bytes. */
export interface KeptFile {
  digest: string;
  type: string;
  size: number;
}

const chunkSize = 256 * 1024;

/** The bytes of a file were others than its digest and size say: nothing of it was kept, or nothing can be believed. */
export class FileAltered extends Error {
  override readonly name = 'FileAltered';

  constructor(readonly digest: string) {
    super(`The bytes are not those of ${digest}.`);
  }
}

/**
 * Keeps a file under its digest, written once: one that is there already is left as it is, its bytes not read. At most a
 * chunk of it is in memory. Rejects with {@link FileAltered} where the bytes are others than was said.
 * @returns whether it was written now
 */
export async function keepFile(
  records: Records,
  file: KeptFile,
  bytes: () => AsyncIterable<Uint8Array>,
): Promise<boolean> {
  if ((await unknownFiles(records.db, [file.digest])).length === 0) return false;
  return records.db.transaction().execute(async (trx) => {
    const added = await trx
      .insertInto('file')
      .values(file)
      .onConflict((conflict) => conflict.doNothing())
      .returning('digest')
      .executeTakeFirst();
    if (added === undefined) return false;
    await writeChunks(trx, file, bytes());
    return true;
  });
}

async function writeChunks(
  trx: Trx,
  { digest, size }: KeptFile,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const hash = createHash('sha256');
  let [part, written] = [0, 0];
  for await (const chunk of inChunks(bytes)) {
    hash.update(chunk);
    written += chunk.length;
    if (written > size) break;
    await trx.insertInto('file_chunk').values({ digest, part, bytes: chunk }).execute();
    part += 1;
  }
  if (written !== size || hash.digest('hex') !== digest) throw new FileAltered(digest);
}

/** The same bytes in chunks of one size, but for the last. */
async function* inChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    held.push(piece);
    length += piece.length;
    if (length < chunkSize) continue;
    let all = Buffer.concat(held);
    for (; all.length >= chunkSize; all = all.subarray(chunkSize)) yield all.subarray(0, chunkSize);
    held = [all];
    length = all.length;
  }
  if (length > 0) yield Buffer.concat(held);
}

/** A kept file's type and size; null where none is kept under the digest. */
export async function findFile(records: Records, digest: string): Promise<KeptFile | null> {
  const found = await records.db
    .selectFrom('file')
    .select(['digest', 'type', 'size'])
    .where('digest', '=', digest)
    .executeTakeFirst();
  return found ?? null;
}

/** Those of the digests under which a file is kept, by digest. */
export async function keptFiles(
  records: Records,
  digests: readonly string[],
): Promise<ReadonlyMap<string, KeptFile>> {
  const found = await records.db
    .selectFrom('file')
    .select(['digest', 'type', 'size'])
    .where('digest', '=', sql<string>`any(${digests}::text[])`)
    .execute();
  return new Map(found.map((it) => [it.digest, it]));
}

/** A kept file's bytes, chunk by chunk. Rejects at the end with {@link FileAltered} where they aren't those that were kept. */
export async function* readFileChunks(
  records: Pick<Records, 'db'>,
  { digest, size }: KeptFile,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let read = 0;
  for (let part = 0; ; part += 1) {
    const chunk = await records.db
      .selectFrom('file_chunk')
      .select('bytes')
      .where('digest', '=', digest)
      .where('part', '=', part)
      .executeTakeFirst();
    if (chunk === undefined) break;
    hash.update(chunk.bytes);
    read += chunk.bytes.length;
    yield chunk.bytes;
  }
  if (read !== size || hash.digest('hex') !== digest) throw new FileAltered(digest);
}

/** Those of the digests under which no file is kept, sorted. */
export async function unknownFiles(
  db: Pick<Kysely<Database>, 'selectFrom'>,
  digests: readonly string[],
): Promise<string[]> {
  const known = await db
    .selectFrom('file')
    .select('digest')
    .where('digest', '=', sql<string>`any(${digests}::text[])`)
    .execute();
  const kept = new Set(known.map((it) => it.digest));
  return [...new Set(digests)].filter((it) => !kept.has(it)).sort();
}
