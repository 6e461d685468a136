import { sql, type Transaction } from 'kysely';
import type { Entry, RecordOutcome } from '../../../workflows/api/acts.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import { dayOf } from '../../../workflows/rules/days.js';
import { toInstant } from '../database/open.js';
import type { Database } from '../database/schema.js';
import { checkOfficial } from './official-check.js';
import { type Asking, checkProof } from './proof-check.js';

/** What an act finds: whose records these are, whether it was recorded before, when it is, and who holds its actor's office. */
export interface Opening extends Asking {
  recorded: unknown;
  at: number;
  name: string | null;
  signs_as: string | null;
}

/**
 * In one round trip: whose records these are, whether they ask for proofs, whether the key is known, the business instant, and who holds the actor's
 * office then. Invented people hold none in service.
 */
export async function readOpening(trx: Transaction<Database>, { key, at, actor }: Entry): Promise<Opening> {
  const instant = at === null ? null : toInstant(at);
  const { rows } = await sql<Opening>`
    select instance.id as instance, instance.proofs, clock.mode,
      (select outcome from audit where key = ${key}) as recorded, moment.at, holder.name, holder.signs_as
    from (select coalesce(${instant}::timestamptz, business_now()) as at) as moment
    cross join instance cross join clock
    left join lateral (
      select name, signs_as from office_holder
      where office = ${actor?.office ?? ''} and person = ${actor?.person ?? ''}
        and (moment.at at time zone 'Asia/Ho_Chi_Minh')::date between valid_from and coalesce(valid_to, 'infinity')
        and (not invented or clock.mode <> 'service')
      order by valid_from desc limit 1
    ) as holder on true
  `.execute(trx);
  const [opening] = rows;
  if (opening === undefined) throw new Error('The records gave no answer.');
  return opening;
}

/** Who holds the actor's office, as he signs; null: the act is of nobody who holds one. */
export const holderOf = ({ name, signs_as: signsAs }: Opening): RecordOutcome['holder'] =>
  name !== null && signsAs !== null ? { name, signsAs } : null;

/** Why a person may not act so: without a valid proof where one is asked, or not in this office that day. Null: he may, or it is the engine's act. */
export const checkActing = async (
  trx: Transaction<Database>,
  opening: Opening,
  entry: Entry,
): Promise<Refusal | null> =>
  (await checkActor(trx, opening, entry)) ?? (await checkOffice(trx, opening, entry.actor));

/** The engine's own acts need no proof. */
export async function checkActor(
  trx: Transaction<Database>,
  asking: Asking,
  { actor, workflow, proof }: Entry,
): Promise<Refusal | null> {
  return actor === null ? null : checkProof(trx, asking, { workflow, actor, proof });
}

/** Whoever acts holds the office that day; where proofs are asked, a unit's is its focal official's. */
async function checkOffice(
  trx: Transaction<Database>,
  opening: Opening,
  actor: Entry['actor'],
): Promise<Refusal | null> {
  if (actor === null) return null;
  const { at, name } = opening;
  if (actor.office === 'unit') return checkOfficial(trx, opening, actor, at);
  if (name !== null) return null;
  return { code: 'actor.not-holder', office: actor.office, person: actor.person, on: dayOf(at) };
}

/** What nobody looked at is no proof: a rehearsal keeps none. */
export function kept({ mode }: Asking, { proof, ...entry }: Entry): Entry {
  return proof === undefined || mode === 'rehearsal' ? entry : { ...entry, proof };
}
