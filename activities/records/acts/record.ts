import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Entry, RecordOutcome } from '../../../workflows/api/acts.js';
import { UnitCode } from '../../../workflows/plan/schema.js';
import { Refusal } from '../../../workflows/api/refusals.js';
import type { RewardTables } from '../../../workflows/rules/reward.js';
import { appendAudit } from './audit.js';
import { applyChange } from './changes.js';
import { checkActing, checkActor, holderOf, kept, readOpening } from './opening.js';
import { leaveLetters } from './leave-letters.js';
import { isDuplicateKey, lastingSqlState } from '../database/errors.js';
import { checkInstance } from '../database/instance.js';
import type { Records } from '../database/open.js';
import type { Database } from '../database/schema.js';
import { makeStorable } from '../database/storable.js';

const StoredOutcome = z.object({
  at: z.number(),
  holder: z.object({ name: z.string(), signsAs: z.string() }).nullable(),
  refusal: Refusal.nullable(),
  value: z
    .discriminatedUnion('type', [
      z.object({
        type: z.literal('filing-taken'),
        receipt: z.string(),
        digest: z.string(),
        receivedAt: z.number(),
        collectives: z.number(),
        individuals: z.number(),
        filedBy: z.string(),
      }),
      z.object({ type: z.literal('awards-written'), rows: z.number(), total: z.number() }),
      z.object({ type: z.literal('certificate-revoked'), unit: UnitCode }),
    ])
    .nullable(),
});

/**
 * Records one act: its change, its audit row and the letters that tell of it in one transaction. A key recorded before changes nothing and gives
 * the outcome of then. An office's act by somebody who doesn't hold it that day is refused (`actor.not-holder`), where proofs
 * are asked a person's without a valid one (`proof.…`) and a unit's by another than its focal official (`actor.not-official`), and so is one that the database will never take (`records.refused`): it must not hold its workflow for ever.
 * Throws where the entry names another instance than the records': what isn't theirs is never written.
 * @param rewards the law of rewards, read only where certificates are written
 */
export async function record(
  records: Records,
  rewards: () => RewardTables,
  entry: Entry,
): Promise<RecordOutcome> {
  const storable = makeStorable(entry);
  // A rule of the tables may have been broken by an act beside this one: seen again, it is there, and nothing is broken.
  for (let isAgain = false; ; isAgain = true) {
    try {
      return await records.db.transaction().execute((trx) => recordIn(trx, rewards, storable));
    } catch (error) {
      const recorded = isDuplicateKey(error) ? await findOutcome(records, storable.key) : null;
      if (recorded !== null) return recorded;
      const sqlstate = lastingSqlState(error);
      if (sqlstate === null) throw error;
      if (isAgain || !sqlstate.startsWith('23')) return refuseForGood(records, storable, sqlstate);
    }
  }
}

/** The audit row of an act that the database will never take: all of it if it can be, else who and what alone. */
async function refuseForGood(records: Records, entry: Entry, sqlstate: string): Promise<RecordOutcome> {
  const refusal = { code: 'records.refused', sqlstate } as const;
  const unchanged: Entry = { ...entry, change: { type: 'none' } };
  const bare: Entry = { ...unchanged, at: null, reason: null, facts: {} };
  const refuseIn = (it: Entry) => (trx: Transaction<Database>) => recordRefusal(trx, it, refusal);
  try {
    return await records.db.transaction().execute(refuseIn(unchanged));
  } catch (error) {
    if (lastingSqlState(error) === null) throw error;
    return records.db.transaction().execute(refuseIn(bare));
  }
}

async function recordRefusal(
  trx: Transaction<Database>,
  entry: Entry,
  refusal: Refusal,
): Promise<RecordOutcome> {
  const opening = await readOpening(trx, entry);
  const { recorded, at } = opening;
  if (recorded !== null) return StoredOutcome.parse(recorded);
  // A proof that holds is used up by an act that the database doesn't take, too.
  const unproved = await checkActor(trx, opening, entry);
  return close(trx, kept(opening, entry), { at, holder: null, refusal: unproved ?? refusal, value: null });
}

async function recordIn(
  trx: Transaction<Database>,
  rewards: () => RewardTables,
  given: Entry,
): Promise<RecordOutcome> {
  const opening = await readOpening(trx, given);
  const { instance, recorded, at } = opening;
  const entry = kept(opening, given);
  checkInstance(instance, entry.instance);
  if (recorded !== null) return StoredOutcome.parse(recorded);
  const holder = holderOf(opening);
  const refusal = await checkActing(trx, opening, entry);
  if (refusal !== null) return close(trx, entry, { at, holder, refusal, value: null });
  const { facts, dossiers, ...change } = await applyChange(trx, entry, at, rewards);
  const outcome = { at, holder, ...change };
  await leaveLetters(trx, entry, outcome, dossiers ?? []);
  return close(trx, { ...entry, facts: { ...entry.facts, ...facts } }, outcome);
}

async function close(
  trx: Transaction<Database>,
  entry: Entry,
  outcome: RecordOutcome,
): Promise<RecordOutcome> {
  await appendAudit(trx, entry, outcome);
  return outcome;
}

async function findOutcome(records: Records, key: string): Promise<RecordOutcome | null> {
  const row = await records.db
    .selectFrom('audit')
    .select('outcome')
    .where('key', '=', key)
    .executeTakeFirst();
  return row === undefined ? null : StoredOutcome.parse(row.outcome);
}
