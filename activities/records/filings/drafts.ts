import { sql } from 'kysely';
import { DossierContent } from '../../../workflows/api/messages.js';
import type { DossierKey } from '../../../workflows/api/effects.js';
import type { Records } from '../database/open.js';

/** What a unit has prepared and not filed, incomplete as it may be. `savedAt`: business instant, epoch ms. */
export interface Draft {
  content: DossierContent;
  savedAt: number;
}

/** Keeps a unit's draft in a campaign; the one before is gone. A draft is no act: nobody but the unit goes by it. */
export async function saveDraft(
  records: Records,
  { plan, campaign, unit }: DossierKey,
  content: DossierContent,
): Promise<void> {
  const values = { content: JSON.stringify(content), saved_at: sql<string>`business_now()` };
  await records.db
    .insertInto('draft')
    .values({ plan, campaign, unit, ...values })
    .onConflict((conflict) => conflict.columns(['plan', 'campaign', 'unit']).doUpdateSet(values))
    .execute();
}

/** A unit's draft in a campaign; null where none is kept. */
export async function findDraft(
  records: Records,
  { plan, campaign, unit }: DossierKey,
): Promise<Draft | null> {
  const found = await records.db
    .selectFrom('draft')
    .select(['content', 'saved_at'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .executeTakeFirst();
  return found === undefined
    ? null
    : { content: DossierContent.parse(found.content), savedAt: found.saved_at };
}
