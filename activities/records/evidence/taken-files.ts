import { sql } from 'kysely';
import type { Records } from '../database/open.js';
import { FileAltered, type KeptFile, readFileChunks } from '../filings/files.js';
import { conditionOf, type TakenAway } from './taken-away.js';

type Readable = Pick<Records, 'db'>;

/** The stored files that filings name, sorted by digest. */
export const exportedFiles = ({ db }: Readable, of: TakenAway): Promise<KeptFile[]> =>
  db
    .selectFrom('file')
    .select(['digest', 'type', 'size'])
    .where(sql<boolean>`${conditionOf('file', of)}`)
    .orderBy('digest')
    .execute();

/** A stored file as it stands, altered as it may be: who checks what was taken away finds it. */
export async function* standingBytes(records: Readable, file: KeptFile): AsyncGenerator<Buffer> {
  try {
    yield* readFileChunks(records, file);
  } catch (error) {
    if (!(error instanceof FileAltered)) throw error;
  }
}
