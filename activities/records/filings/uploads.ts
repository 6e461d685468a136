import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { DossierKey } from '../../../workflows/api/effects.js';
import type { Records } from '../database/open.js';

/** A file on its way into a draft: where it is to stand, its name, its size in bytes, its digest as its sender says. */
export interface UploadAsked extends DossierKey {
  person: string;
  component: string;
  nominee: string | null;
  name: string;
  size: number;
  digest: string;
}

/** The same, with the bytes that came. */
export interface Upload extends UploadAsked {
  id: string;
  received: number;
}

const columns = [
  'id',
  'plan',
  'campaign',
  'unit',
  'person',
  'component',
  'nominee',
  'name',
  'size',
  'digest',
  'received',
] as const;

/** A unit has at most so many files on their way in a campaign; the oldest makes room. */
const mostOnTheirWay = 8;

/** Begins a file's way, or goes on with the one that the same person began with the same file for the same place. */
export function beginUpload(records: Records, asked: UploadAsked): Promise<Upload> {
  return records.db.transaction().execute(async (trx) => {
    await sql`delete from upload where begun_at < clock_timestamp() - interval '7 days'`.execute(trx);
    const begun = await trx
      .selectFrom('upload')
      .select(columns)
      .where('plan', '=', asked.plan)
      .where('campaign', '=', asked.campaign)
      .where('unit', '=', asked.unit)
      .orderBy('begun_at', 'desc')
      .orderBy('id')
      .forUpdate()
      .execute();
    const same = begun.find(
      (it) =>
        it.person === asked.person &&
        it.digest === asked.digest &&
        it.size === asked.size &&
        it.name === asked.name &&
        it.component === asked.component &&
        it.nominee === asked.nominee,
    );
    if (same !== undefined) return same;
    for (const { id } of begun.slice(mostOnTheirWay - 1))
      await trx.deleteFrom('upload').where('id', '=', id).execute();
    const { plan, campaign, unit, person, component, nominee, name, size, digest } = asked;
    const upload = {
      id: randomUUID(),
      ...{ plan, campaign, unit, person, component, nominee, name, size, digest },
    };
    await trx.insertInto('upload').values(upload).execute();
    return { ...upload, received: 0 };
  });
}

/** A file on its way; null where there is none. @param id a UUID */
export async function findUpload(records: Records, id: string): Promise<Upload | null> {
  const found = await records.db.selectFrom('upload').select(columns).where('id', '=', id).executeTakeFirst();
  return found ?? null;
}

/**
 * Keeps a piece that follows on what came; one for another place, or beyond the file's end, is not kept.
 * @returns how many bytes are there now; null where the file is not on its way any more
 */
export function addPiece(records: Records, id: string, place: number, bytes: Buffer): Promise<number | null> {
  return records.db.transaction().execute(async (trx) => {
    const upload = await trx
      .selectFrom('upload')
      .select(['received', 'size'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (upload === undefined) return null;
    const { received, size } = upload;
    if (received !== place || bytes.length === 0 || place + bytes.length > size) return received;
    await trx.insertInto('upload_piece').values({ upload: id, place, bytes }).execute();
    await trx
      .updateTable('upload')
      .set({ received: place + bytes.length })
      .where('id', '=', id)
      .execute();
    return place + bytes.length;
  });
}

/** What came of a file, piece by piece. */
export async function* readPieces(records: Records, id: string): AsyncGenerator<Buffer> {
  for (let place = 0; ;) {
    const piece = await records.db
      .selectFrom('upload_piece')
      .select('bytes')
      .where('upload', '=', id)
      .where('place', '=', place)
      .executeTakeFirst();
    if (piece === undefined) return;
    yield piece.bytes;
    place += piece.bytes.length;
  }
}

/** Forgets a file on its way. */
export async function endUpload(records: Records, id: string): Promise<void> {
  await records.db.deleteFrom('upload').where('id', '=', id).execute();
}
