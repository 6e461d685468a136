import { sql } from 'kysely';
import type { Records } from '../database/open.js';
import { FileAltered, type KeptFile, readFileChunks } from '../filings/files.js';
import type { Fault } from './fault.js';

type Readable = Pick<Records, 'db'>;

/** Reads each stored file, a chunk at a time, and holds it against its digest and size; chunks of no file are named, too. */
export async function fileFaults(records: Readable): Promise<Fault[]> {
  const faults = await strayChunks(records);
  const named = new Set(faults.map(({ row }) => row));
  const files = await records.db
    .selectFrom('file')
    .select(['digest', 'type', 'size'])
    .orderBy('digest')
    .execute();
  for (const file of files) {
    const isNamed = named.has(file.digest);
    if (!isNamed && !(await isAsKept(records, file)))
      faults.push({ table: 'file_chunk', row: file.digest, fault: 'other-digest' });
  }
  return faults;
}

async function isAsKept(records: Readable, file: KeptFile): Promise<boolean> {
  const chunks = readFileChunks(records, file);
  try {
    while (!(await chunks.next()).done);
    return true;
  } catch (error) {
    if (error instanceof FileAltered) return false;
    throw error;
  }
}

/** Chunks that a reader of their file would not come to, or would not notice. */
async function strayChunks({ db }: Readable): Promise<Fault[]> {
  const { rows } = await sql<Fault>`
    select 'file_chunk' as table, digest as row, case when size is null then 'no-file' else 'altered' end as fault
    from file_chunk left join file using (digest) group by digest, size
    having size is null or max(part) + 1 <> count(*) or min(octet_length(bytes)) = 0 order by digest
  `.execute(db);
  return rows;
}
