import { sql, type Transaction } from 'kysely';
import { type Actor, DossierContent } from '../../../workflows/api/messages.js';
import type { Plan, UnitCode } from '../../../workflows/plan/schema.js';
import type { DossierKey, ReceivedFiling } from '../../../workflows/api/effects.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import { businessNow, clockMode } from '../database/business-time.js';
import { uuidOf } from '../database/digest.js';
import { planOf } from '../registry/plans.js';
import { type FilingProblem, filingProblems, filingProblemSentence } from './problems.js';
import { type Records, toInstant } from '../database/open.js';
import type { Database } from '../database/schema.js';
import { makeStorable } from '../database/storable.js';

/** Where a dossier stands: one unit's in one campaign. */
/**
 * Takes a unit's filing first of all (IV.1.a): one row, the database's business time, a receipt. The same content from
 * the same person at the same instant has the same receipt. Only the message `fileDossier` makes it the dossier's.
 * Refused: `message.malformed`, `unit.unknown`, `actor.wrong-unit`, `filing.faulty`.
 */
export async function receiveFiling(
  records: Records,
  given: DossierKey & { actor: Actor; content: unknown },
): Promise<ReceivedFiling | { refusal: Refusal }> {
  const filing = { ...given, actor: makeStorable(given.actor) };
  const content = DossierContent.safeParse(given.content);
  if (!content.success) {
    const problems = content.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`);
    return { refusal: { code: 'message.malformed', problems } };
  }
  const plan = await planOf(records, given.plan);
  return records.db.transaction().execute(async (trx) => {
    const refusal = await checkFiler(trx, filing);
    if (refusal !== null) return { refusal };
    await lockReceiving(trx);
    const receivedAt = await businessNow({ db: trx });
    return keepFiling(trx, plan, filing, content.data, receivedAt);
  });
}

/** A unit files for itself; for one that has ended another does, as Home Affairs decides: the dossier checks which. */
async function checkFiler(
  trx: Transaction<Database>,
  { actor, unit }: { actor: Actor; unit: UnitCode },
): Promise<Refusal | null> {
  const found = await trx
    .selectFrom('unit')
    .select(
      sql<boolean>`coalesce(valid_to < (business_now() at time zone 'Asia/Ho_Chi_Minh')::date, false)`.as(
        'ended',
      ),
    )
    .where('code', '=', unit)
    .executeTakeFirst();
  if (found === undefined) return { code: 'unit.unknown', units: [unit] };
  const isAllowed = actor.office === 'unit' && (actor.unit === unit || found.ended);
  return isAllowed ? null : { code: 'actor.wrong-unit', unit: actor.unit ?? actor.office };
}

/** Keeps a filing received at `receivedAt`, unless its content is at fault. */
async function keepFiling(
  trx: Transaction<Database>,
  document: Plan,
  { actor, ...key }: DossierKey & { actor: Actor },
  content: DossierContent,
  receivedAt: number,
): Promise<ReceivedFiling | { refusal: Refusal }> {
  const problems = filingProblems(content, document, key.campaign);
  if (problems.length === 0) problems.push(...(await takenNominees(trx, key, content)));
  if (problems.length > 0) {
    return { refusal: { code: 'filing.faulty', problems: problems.map(filingProblemSentence) } };
  }
  const { plan, campaign, unit } = key;
  const { person } = actor;
  const digest = digestOf(content);
  const receipt = uuidOf({ plan, campaign, unit, person, digest, receivedAt });
  await trx
    .insertInto('filing')
    .values({
      receipt,
      plan,
      campaign,
      unit,
      digest,
      content: JSON.stringify(content),
      collectives: content.nominees.filter((it) => it.kind === 'collective').length,
      individuals: content.nominees.filter((it) => it.kind === 'individual').length,
      actor_unit: actor.unit ?? null,
      person,
      received_at: toInstant(receivedAt),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { receipt, digest, receivedAt };
}

/**
 * Nominees' ids are the campaign's: shortlists and strikes name them without their unit. Each belongs to one unit and one
 * person for the whole campaign, or a list would come to mean another person than the one who was appraised.
 */
async function takenNominees(
  trx: Transaction<Database>,
  { plan, campaign, unit }: DossierKey,
  content: DossierContent,
): Promise<FilingProblem[]> {
  if (content.nominees.length === 0) return [];
  const claims = content.nominees.map((it) => ({
    plan,
    campaign,
    nominee: it.id,
    unit,
    kind: it.kind,
    person_id: it.kind === 'individual' ? it.personId : null,
  }));
  const own = new Map(content.nominees.map((it) => [it.id, it]));
  const held = await trx
    .insertInto('nominee_id')
    .values(claims.sort((one, other) => (one.nominee < other.nominee ? -1 : 1)))
    .onConflict((conflict) =>
      conflict
        .columns(['plan', 'campaign', 'nominee'])
        .doUpdateSet((eb) => ({ unit: eb.ref('nominee_id.unit') })),
    )
    .returning(['nominee', 'unit', 'kind', 'person_id'])
    .execute();
  const problems = held.flatMap((it): FilingProblem[] => {
    const claim = own.get(it.nominee);
    if (it.unit !== unit) return [{ code: 'taken-nominee', nominee: it.nominee }];
    const person = claim?.kind === 'individual' ? claim.personId : null;
    const isSame = it.kind === null || (it.kind === claim?.kind && it.person_id === person);
    return isSame ? [] : [{ code: 'other-person', nominee: it.nominee, name: claim?.name ?? '' }];
  });
  // What a refused filing claimed it doesn't keep: the rows it found are as they were, its own are taken back.
  if (problems.length > 0) await releaseNominees(trx, { plan, campaign, unit });
  return problems.sort((one, other) => (sentenceKey(one) < sentenceKey(other) ? -1 : 1));
}

const sentenceKey = (problem: FilingProblem): string => JSON.stringify(problem);

/** Takes back the ids that no kept filing of the unit names. */
const releaseNominees = (trx: Transaction<Database>, { plan, campaign, unit }: DossierKey) =>
  sql`
    delete from nominee_id n where n.plan = ${plan} and n.campaign = ${campaign} and n.unit = ${unit}
      and not exists (
        select from filing f, jsonb_array_elements(f.content -> 'nominees') as it
        where f.plan = n.plan and f.campaign = n.campaign and f.unit = n.unit and it ->> 'id' = n.nominee
      )
  `.execute(trx);

const receiving = 263_000_002;

/** Held while a filing is given its time and stored: whoever looks for filings waits for those on the way. */
const lockReceiving = (trx: Transaction<Database>) =>
  sql`select pg_advisory_xact_lock_shared(${receiving})`.execute(trx);

/**
 * The newest filing of the dossier's filer, received before the instant, that the dossier has neither taken nor refused,
 * nor left behind for a newer one or by a withdrawal; null when there is none. What is being received while this looks is waited for.
 */
export async function findFiling(
  records: Records,
  query: DossierKey & { before: number },
): Promise<ReceivedFiling | null> {
  await passInstant(records, query.before);
  return records.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${receiving})`.execute(trx);
    const found = await trx
      .selectFrom('filing as f')
      .innerJoin('dossier as d', (join) =>
        join
          .onRef('d.plan', '=', 'f.plan')
          .onRef('d.campaign', '=', 'f.campaign')
          .onRef('d.unit', '=', 'f.unit'),
      )
      .select(['f.receipt', 'f.digest', 'f.received_at'])
      .where('f.plan', '=', query.plan)
      .where('f.campaign', '=', query.campaign)
      .where('f.unit', '=', query.unit)
      .where('f.received_at', '<', toSqlInstant(query.before))
      .where('f.refused', 'is', null)
      .whereRef('f.actor_unit', '=', 'd.filer')
      .where('f.seq', '>', sql<number>`d.seen`)
      .orderBy('f.seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return found === undefined
      ? null
      : { receipt: found.receipt, digest: found.digest, receivedAt: found.received_at };
  });
}

const longestWait = 30_000;

/** The server that woke the dossier and the database have two clocks: lets the database's get to the instant, too. */
async function passInstant(records: Records, instant: number): Promise<void> {
  const { mode } = await clockMode(records);
  const left = mode === 'service' ? instant - (await businessNow(records)) : 0;
  if (left > 0 && left <= longestWait) await new Promise((resolve) => setTimeout(resolve, left));
}

const toSqlInstant = (ms: number) => sql<number>`${toInstant(ms)}::timestamptz`;
