import { sql } from 'kysely';
import type { Change, Entry } from '../../../workflows/api/acts.js';
import { DossierContent } from '../../../workflows/api/messages.js';
import type { ChangeOutcome, Trx } from './outcome.js';

/** Nobody reviews a version that he filed or is nominated in. */
export async function checkReviewer(trx: Trx, receipt: string, person: string | null) {
  const filing = await trx
    .selectFrom('filing')
    .select(['content', 'person'])
    .where('receipt', '=', receipt)
    .executeTakeFirstOrThrow();
  const { nominees } = DossierContent.parse(filing.content);
  const own = nominees.find((it) => it.kind === 'individual' && it.personId === person);
  if (own !== undefined) return { code: 'actor.is-nominee', nominee: own.id } as const;
  return filing.person === person ? ({ code: 'actor.filed-it' } as const) : null;
}

/** Refuses an actor who is himself one of these nominees, by the dossiers as they stand. */
export async function checkNominees(
  trx: Trx,
  entry: Entry,
  change: Extract<Change, { type: 'nominees-checked' }>,
): Promise<ChangeOutcome> {
  const person = entry.actor?.person;
  if (person === undefined || change.nominees.length === 0) return { refusal: null, value: null };
  const own = await sql<{ id: string }>`
    select nominee ->> 'id' as id
    from dossier join filing using (receipt), jsonb_array_elements(filing.content -> 'nominees') as nominee
    where dossier.plan = ${entry.plan} and dossier.campaign = ${entry.campaign}
      and nominee ->> 'personId' = ${person} and nominee ->> 'id' = any(${change.nominees}::text[])
    order by 1 limit 1
  `.execute(trx);
  const [nominee] = own.rows;
  return nominee === undefined
    ? { refusal: null, value: null }
    : { refusal: { code: 'actor.is-nominee', nominee: nominee.id } as const, value: null };
}
