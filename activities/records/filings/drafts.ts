import { type Kysely, sql } from 'kysely';
import type { DossierContent } from '../../../workflows/api/messages.js';
import type { DossierKey } from '../../../workflows/api/effects.js';
import type { Records } from '../database/open.js';
import type { Database } from '../database/schema.js';
import { DraftContent } from './draft-content.js';

/** What a unit has prepared and not filed, incomplete as it may be. `savedAt`: business instant, epoch ms. */
export interface Draft {
  content: DraftContent;
  savedAt: number;
  /** The person who saved it; null: it isn't known. */
  savedBy: string | null;
}

/** Keeps a unit's draft in a campaign; the one before is gone. A draft is no act: nobody but the unit goes by it. */
export const saveDraft = (records: Records, key: DossierKey, content: DossierContent): Promise<void> =>
  write(records.db, key, content, null);

/** What becomes of a draft: another content, or nothing, and why. */
export type Changed<Stale> = { content: DraftContent } | { stale: Stale };

/**
 * Changes a unit's draft as it stands at this moment; nobody else changes it meanwhile.
 * @param start what it begins with where there is none yet
 * @returns the draft that is kept now; or what `change` has against it
 */
export function changeDraft<Stale>(
  records: Records,
  key: DossierKey,
  { person, start }: { person: string; start: DraftContent },
  change: (content: DraftContent) => Changed<Stale>,
): Promise<Changed<Stale>> {
  return records.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${['draft', key.plan, key.campaign, key.unit].join('/')}, 0))`.execute(
      trx,
    );
    const changed = change((await read(trx, key))?.content ?? start);
    if ('content' in changed) await write(trx, key, changed.content, person);
    return changed;
  });
}

/** A unit's draft in a campaign; null where none is kept. */
export const findDraft = (records: Records, key: DossierKey): Promise<Draft | null> => read(records.db, key);

async function write(
  db: Pick<Kysely<Database>, 'insertInto'>,
  { plan, campaign, unit }: DossierKey,
  content: DraftContent,
  person: string | null,
): Promise<void> {
  const values = {
    content: JSON.stringify(content),
    saved_at: sql<string>`business_now()`,
    saved_by: person,
  };
  await db
    .insertInto('draft')
    .values({ plan, campaign, unit, ...values })
    .onConflict((conflict) => conflict.columns(['plan', 'campaign', 'unit']).doUpdateSet(values))
    .execute();
}

async function read(
  db: Pick<Kysely<Database>, 'selectFrom'>,
  { plan, campaign, unit }: DossierKey,
): Promise<Draft | null> {
  const found = await db
    .selectFrom('draft')
    .select(['content', 'saved_at', 'saved_by'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .executeTakeFirst();
  if (found === undefined) return null;
  return { content: DraftContent.parse(found.content), savedAt: found.saved_at, savedBy: found.saved_by };
}
