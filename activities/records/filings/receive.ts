import { sql, type Transaction } from 'kysely';
import { type Actor, DossierContent } from '../../../workflows/api/messages.js';
import type { ActProof } from '../../../workflows/api/proof.js';
import type { UnitCode } from '../../../workflows/plan/schema.js';
import type { DossierKey, ReceivedFiling } from '../../../workflows/api/effects.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import { businessNow, clockMode } from '../database/business-time.js';
import { type Asking, checkProof } from '../acts/proof-check.js';
import { uuidOf } from '../database/digest.js';
import { planOf } from '../registry/plans.js';
import { receiptAct, type ReceiptAsked, recordUnproved } from './receipt-proof.js';
import { type FilingProblem, filingProblems, filingProblemSentence } from './problems.js';
import { type Records, toInstant } from '../database/open.js';
import type { Database } from '../database/schema.js';
import { makeStorable } from '../database/storable.js';

/**
 * Takes a unit's filing first of all (IV.1.a): one row, the database's business time, a receipt. The same content from
 * the same person at the same instant has the same receipt. Only the message `fileDossier` makes it the dossier's.
 * In service it needs a proof of its own, for at the deadline it counts though no message came: see {@link receiptAct}. One that fails is kept in the audit table.
 * Refused: `message.malformed`, `proof.…`, `unit.unknown`, `actor.wrong-unit`, `filing.faulty`.
 */
export async function receiveFiling(
  records: Records,
  given: ReceiptAsked & { content: unknown },
): Promise<ReceivedFiling | { refusal: Refusal }> {
  const filing = { ...given, actor: makeStorable(given.actor) };
  const content = DossierContent.safeParse(given.content);
  if (!content.success) {
    const problems = content.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`);
    return { refusal: { code: 'message.malformed', problems } };
  }
  const plan = await planOf(records, given.plan);
  const act = receiptAct(filing, digestOf(content.data));
  const receive = async (trx: Transaction<Database>): Promise<ReceivedFiling> => {
    const { at, ended, ...asking } = await beginReceiving(trx, filing.unit);
    const unproved = await checkProof(trx, asking, act);
    if (unproved !== null) throw new Unproved(unproved);
    checkFiler(filing, ended);
    refuseFaulty(filingProblems(content.data, plan, filing.campaign));
    const proof = asking.mode === 'rehearsal' ? undefined : act.proof;
    return keepFiling(trx, { ...filing, proof }, content.data, at);
  };
  try {
    return await records.db.transaction().execute(receive);
  } catch (error) {
    if (error instanceof Unproved) await recordUnproved(records, filing, act, error.refusal);
    if (error instanceof NotReceived) return { refusal: error.refusal };
    throw error;
  }
}

/** Nothing of what was begun is kept. */
class NotReceived extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** For want of a valid proof. */
class Unproved extends NotReceived {}

/** A unit files for itself; for one that has ended another does, as Home Affairs decides: the dossier checks which. */
function checkFiler({ actor, unit }: { actor: Actor; unit: UnitCode }, ended: boolean | null): void {
  if (ended === null) throw new NotReceived({ code: 'unit.unknown', units: [unit] });
  const isAllowed = actor.office === 'unit' && (actor.unit === unit || ended);
  if (!isAllowed) throw new NotReceived({ code: 'actor.wrong-unit', unit: actor.unit ?? actor.office });
}

function refuseFaulty(problems: FilingProblem[]): void {
  if (problems.length === 0) return;
  throw new NotReceived({ code: 'filing.faulty', problems: problems.map(filingProblemSentence) });
}

/** Keeps a filing received at an instant, and its nominees' ids, in one round trip. */
async function keepFiling(
  trx: Transaction<Database>,
  { plan, campaign, unit, actor, proof }: DossierKey & { actor: Actor; proof: ActProof | undefined },
  content: DossierContent,
  receivedAt: number,
): Promise<ReceivedFiling> {
  const { person } = actor;
  const digest = digestOf(content);
  const receipt = uuidOf({ plan, campaign, unit, person, digest, receivedAt });
  const count = (kind: string): number => content.nominees.filter((it) => it.kind === kind).length;
  const held = await sql<HeldNominee>`
    with claimed as (
      select * from jsonb_to_recordset(${JSON.stringify(claimsOf(content))}) as it (id text, kind text, person_id text)
    ), held as (
      insert into nominee_id (plan, campaign, nominee, unit, kind, person_id)
      select ${plan}, ${campaign}, id, ${unit}, kind, person_id from claimed order by id
      on conflict (plan, campaign, nominee) do update set unit = nominee_id.unit
      returning nominee, unit, kind, person_id
    ), kept as (
      insert into filing
        (receipt, plan, campaign, unit, digest, content, collectives, individuals, actor_unit, person, received_at, proof)
      values (${receipt}, ${plan}, ${campaign}, ${unit}, ${digest}, ${JSON.stringify(content)}, ${count('collective')},
        ${count('individual')}, ${actor.unit ?? null}, ${person}, ${toInstant(receivedAt)},
        ${proof === undefined ? null : JSON.stringify(proof)})
      on conflict do nothing
    )
    select nominee, unit, kind, person_id as person from held
  `.execute(trx);
  refuseFaulty(takenNominees(unit, content, held.rows));
  return { receipt, digest, receivedAt };
}

interface HeldNominee {
  nominee: string;
  unit: UnitCode;
  /** Null where it was kept before kinds and persons were. */
  kind: string | null;
  person: string | null;
}

const claimsOf = ({ nominees }: DossierContent) =>
  nominees.map((it) => ({ id: it.id, kind: it.kind, person_id: personOf(it) }));

const personOf = (nominee: DossierContent['nominees'][number]): string | null =>
  nominee.kind === 'individual' ? nominee.personId : null;

/**
 * Nominees' ids are the campaign's: shortlists and strikes name them without their unit. Each belongs to one unit and one
 * person for the whole campaign, or a list would come to mean another person than the one who was appraised.
 */
function takenNominees(unit: UnitCode, content: DossierContent, held: HeldNominee[]): FilingProblem[] {
  const own = new Map(content.nominees.map((it) => [it.id, it]));
  const problems = held.flatMap((it): FilingProblem[] => {
    const claim = own.get(it.nominee);
    if (claim === undefined || it.unit !== unit) return [{ code: 'taken-nominee', nominee: it.nominee }];
    const isSame = it.kind === null || (it.kind === claim.kind && it.person === personOf(claim));
    return isSame ? [] : [{ code: 'other-person', nominee: it.nominee, name: claim.name }];
  });
  return problems.sort((one, other) => (sentenceKey(one) < sentenceKey(other) ? -1 : 1));
}

const sentenceKey = (problem: FilingProblem): string => JSON.stringify(problem);

const receiving = 263_000_002;

/**
 * The filing's instant, whether proofs are asked, and whether its unit has ended (null: there is none). From before the instant is read until the
 * filing is stored, whoever looks for filings waits.
 */
async function beginReceiving(
  trx: Transaction<Database>,
  unit: UnitCode,
): Promise<Asking & { at: number; ended: boolean | null }> {
  const { rows } = await sql<Asking & { at: number; ended: boolean | null }>`
    with receiving as materialized (select pg_advisory_xact_lock_shared(${receiving})),
      moment as materialized (select business_now() as at from receiving)
    select moment.at, (
      select coalesce(valid_to < (moment.at at time zone 'Asia/Ho_Chi_Minh')::date, false) from unit where code = ${unit}
    ) as ended, clock.mode, instance.proofs from moment cross join clock cross join instance
  `.execute(trx);
  const [moment] = rows;
  if (moment === undefined) throw new Error('The records have no clock.');
  return moment;
}

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
