import { sql } from 'kysely';
import type { Failing } from '../../../workflows/api/failing.js';
import { type Records, toInstant } from '../database/open.js';
import { makeStorable } from '../database/storable.js';

/** An effect of a workflow that fails now. Instants in epoch ms of wall time, in a rehearsal too. */
export interface FailingEffect extends Failing {
  workflow: string;
  triedAt: number;
}

/** What nobody has tried for this long is of a workflow that has ended: an effect is tried each ten minutes at least. */
const forgottenAfter = sql`interval '2 hours'`;

/** Notes that an effect fails, from the first time on; what is long forgotten goes. */
export async function noteFailing(records: Records, failing: FailingEffect): Promise<void> {
  const { workflow, effect, since, triedAt, why } = makeStorable(failing);
  await records.db
    .insertInto('failing_effect')
    .values({ workflow, effect, since: toInstant(since), tried_at: toInstant(triedAt), why })
    .onConflict((conflict) =>
      conflict.columns(['workflow', 'effect']).doUpdateSet((eb) => ({
        since: sql<string>`least(failing_effect.since, excluded.since)`,
        tried_at: eb.ref('excluded.tried_at'),
        why: eb.ref('excluded.why'),
      })),
    )
    .execute();
  await records.db
    .deleteFrom('failing_effect')
    .where('tried_at', '<', sql<number>`clock_timestamp() - ${forgottenAfter}`)
    .execute();
}

/** An effect has succeeded. */
export async function forgetFailing(records: Records, workflow: string, effect: string): Promise<void> {
  await records.db
    .deleteFrom('failing_effect')
    .where('workflow', '=', workflow)
    .where('effect', '=', effect)
    .execute();
}

/** What fails now, the oldest first. */
export async function failingEffects(records: Records): Promise<FailingEffect[]> {
  const rows = await records.db
    .selectFrom('failing_effect')
    .selectAll()
    .where('tried_at', '>=', sql<number>`clock_timestamp() - ${forgottenAfter}`)
    .orderBy('since')
    .orderBy(sql`workflow collate "C"`)
    .orderBy(sql`effect collate "C"`)
    .execute();
  return rows.map(({ tried_at: triedAt, ...row }) => ({ ...row, triedAt }));
}
