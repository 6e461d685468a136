import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Entry, RecordOutcome } from '../../workflows/acts.js';
import { UnitCode } from '../../workflows/plan/schema.js';
import { Refusal } from '../../workflows/refusals.js';
import type { RewardTables } from '../../workflows/rules/reward.js';
import { appendAudit } from './audit.js';
import { applyChange } from './changes.js';
import { businessDay } from './clock.js';
import { checkInstance } from './instance.js';
import { type Records, toInstant } from './open.js';
import type { Database } from './schema.js';
import { makeStorable } from './storable.js';

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
 * Records one act: its change and its audit row in one transaction. A key recorded before changes nothing and gives
 * the outcome of then. An office's act by somebody who doesn't hold it that day is refused (`actor.not-holder`).
 * Throws where the entry names another instance than the records': what isn't theirs is never written.
 * @param rewards the law of rewards, read only where certificates are written
 */
export async function record(
  records: Records,
  rewards: () => RewardTables,
  entry: Entry,
): Promise<RecordOutcome> {
  const storable = storableEntry(entry);
  try {
    return await records.db.transaction().execute((trx) => recordIn(trx, rewards, storable));
  } catch (error) {
    const recorded = isDuplicateKey(error) ? await findOutcome(records, storable.key) : null;
    if (recorded === null) throw error;
    return recorded;
  }
}

async function recordIn(
  trx: Transaction<Database>,
  rewards: () => RewardTables,
  entry: Entry,
): Promise<RecordOutcome> {
  const { instance, recorded, at, name, signs_as: signsAs } = await readOpening(trx, entry);
  checkInstance(instance, entry.instance);
  if (recorded !== null) return StoredOutcome.parse(recorded);
  const holder = name !== null && signsAs !== null ? { name, signsAs } : null;
  const { actor } = entry;
  if (actor !== null && actor.office !== 'unit' && holder === null) {
    const refusal = {
      code: 'actor.not-holder',
      office: actor.office,
      person: actor.person,
      on: businessDay(at),
    } as const;
    return close(trx, entry, { at, holder, refusal, value: null });
  }
  return close(trx, entry, { at, holder, ...(await applyChange(trx, entry, at, rewards)) });
}

async function close(
  trx: Transaction<Database>,
  entry: Entry,
  outcome: RecordOutcome,
): Promise<RecordOutcome> {
  await appendAudit(trx, entry, outcome);
  return outcome;
}

interface Opening {
  instance: string;
  recorded: unknown;
  at: number;
  name: string | null;
  signs_as: string | null;
}

/**
 * In one round trip: whose records these are, whether the key is known, the business instant, and who holds the actor's
 * office then. Invented people hold none in service.
 */
async function readOpening(trx: Transaction<Database>, { key, at, actor }: Entry): Promise<Opening> {
  const instant = at === null ? null : toInstant(at);
  const { rows } = await sql<Opening>`
    select (select id from instance) as instance,
      (select outcome from audit where key = ${key}) as recorded, moment.at, holder.name, holder.signs_as
    from (select coalesce(${instant}::timestamptz, business_now()) as at) as moment
    left join lateral (
      select name, signs_as from office_holder
      where office = ${actor?.office ?? ''} and person = ${actor?.person ?? ''}
        and (moment.at at time zone 'Asia/Ho_Chi_Minh')::date between valid_from and coalesce(valid_to, 'infinity')
        and (not invented or (select mode from clock) = 'rehearsal')
      order by valid_from desc limit 1
    ) as holder on true
  `.execute(trx);
  const [opening] = rows;
  if (opening === undefined) throw new Error('The records gave no answer.');
  return opening;
}

async function findOutcome(records: Records, key: string): Promise<RecordOutcome | null> {
  const row = await records.db
    .selectFrom('audit')
    .select('outcome')
    .where('key', '=', key)
    .executeTakeFirst();
  return row === undefined ? null : StoredOutcome.parse(row.outcome);
}

const isDuplicateKey = (error: unknown): boolean => {
  const violation = z.object({ code: z.literal('23505'), constraint: z.string() }).safeParse(error);
  return violation.success && ['audit_key_key', 'difficulty_pkey'].includes(violation.data.constraint);
};

/** A filing's content is left as it is: it is refused, not mended, for what can't be stored. */
function storableEntry(entry: Entry): Entry {
  const { change } = entry;
  return change.type === 'dossier-filed'
    ? { ...makeStorable({ ...entry, change: { type: 'none' as const } }), change }
    : makeStorable(entry);
}
