import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { type Actor, DossierContent } from '../../../workflows/api/messages.js';
import type { UnitCode } from '../../../workflows/plan/schema.js';
import type { DossierKey, ReceivedFiling } from '../../../workflows/api/effects.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import { checkOfficial } from '../acts/official-check.js';
import { checkProof, type ProvedAct } from '../acts/proof-check.js';
import { businessNow, clockMode } from '../database/business-time.js';
import { planOf } from '../registry/plans.js';
import { receiptAct, type ReceiptAsked, recordUnproved } from './receipt-proof.js';
import { unknownFiles } from './files.js';
import {
  digestsOf,
  type FilingProblem,
  filingProblems,
  filingProblemSentence,
  missingFiles,
} from './problems.js';
import { type Records, toInstant } from '../database/open.js';
import type { Database } from '../database/schema.js';
import { makeStorable } from '../database/storable.js';

/**
 * Takes a unit's filing first of all (IV.1.a): one row, the database's business time, a receipt. The same content from
 * the same person at the same instant has the same receipt. Only the message `fileDossier` makes it the dossier's.
 * A unit files for itself; for one that has ended another does, as Home Affairs decides: the dossier checks which.
 * Where the records ask for proofs it needs one of its own, for at the deadline it counts though no message came: see
 * {@link receiptAct}, by the unit's focal official of that day. One that fails is kept in the audit table.
 * Refused: `message.malformed`, `proof.…`, `actor.not-official`, `unit.unknown`, `actor.wrong-unit`, `filing.faulty`; nothing of it is kept then.
 */
export async function receiveFiling(
  records: Records,
  given: ReceiptAsked & { content: unknown },
): Promise<ReceivedFiling | { refusal: Refusal }> {
  const { campaign, unit } = given;
  const actor = makeStorable(given.actor);
  const content = DossierContent.safeParse(given.content);
  if (!content.success) {
    const problems = content.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`);
    return { refusal: { code: 'message.malformed', problems } };
  }
  const problems = [
    ...filingProblems(content.data, await planOf(records, given.plan, campaign), campaign),
    ...(await filesMissing(records, content.data)),
  ];
  const digest = digestOf(content.data);
  // What is at fault may be what the database can't take.
  const kept = problems.length > 0 ? null : JSON.stringify(content.data);
  const act = receiptAct({ ...given, actor }, digest);
  try {
    const received = await keepProved(records, act, (db) => keep(db, { ...given, actor, digest, kept, act }));
    if (received.refusal === null) return { receipt: received.receipt, digest, receivedAt: received.at };
    const refusal = refusalOf(received.refusal, { unit, actor, problems });
    if (refusal.code === 'proof.missing') await recordUnproved(records, { ...given, actor }, act, refusal);
    return { refusal };
  } catch (error) {
    if (error instanceof Unproved) {
      await recordUnproved(records, { ...given, actor }, act, error.refusal);
      return { refusal: error.refusal };
    }
    const held = heldNominees(error);
    if (held === null) throw error;
    return { refusal: faulty(takenNominees(unit, content.data, held)) };
  }
}

/** Files are kept before they are filed, and for ever. */
async function filesMissing(records: Records, content: DossierContent): Promise<FilingProblem[]> {
  const digests = digestsOf(content);
  return digests.length === 0 ? [] : missingFiles(content, await unknownFiles(records.db, digests));
}

/** For want of a valid proof by who may act for the unit; nothing of what was begun is kept. */
class Unproved extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** A proof is checked and used up in the filing's own transaction; without one a single statement is enough. */
async function keepProved(
  records: Records,
  act: ProvedAct,
  keepIn: (db: Kysely<Database>) => Promise<Received>,
): Promise<Received> {
  if (act.proof === undefined) return keepIn(records.db);
  return records.db.transaction().execute(async (trx) => {
    const asking = await trx
      .selectFrom('clock')
      .innerJoin('instance', (join) => join.onTrue())
      .select([
        'clock.mode',
        'instance.proofs',
        'instance.id as instance',
        sql<number>`business_now()`.as('at'),
      ])
      .executeTakeFirstOrThrow();
    const refusal =
      (await checkProof(trx, asking, act)) ?? (await checkOfficial(trx, asking, act.actor, asking.at));
    if (refusal !== null) throw new Unproved(refusal);
    return keepIn(trx);
  });
}

interface Filing extends DossierKey {
  actor: Actor;
  digest: string;
  /** The content as JSON; null where it is at fault. */
  kept: string | null;
  act: ProvedAct;
}

async function keep(db: Kysely<Database>, filing: Filing): Promise<Received> {
  const { plan, campaign, unit, actor, digest, kept, act } = filing;
  const filer = actor.office === 'unit' ? (actor.unit ?? null) : null;
  const proof = act.proof === undefined ? null : JSON.stringify(act.proof);
  const { rows } = await sql<Received>`
    select refusal, given as receipt, at from receive_filing(${plan}, ${campaign}, ${unit}, ${filer}, ${actor.person},
      ${digest}, ${kept}, ${kept === null}, ${proof})
  `.execute(db);
  const [received] = rows;
  if (received === undefined) throw new Error('A filing was neither received nor refused.');
  return received;
}

type Received =
  { refusal: null; receipt: string; at: number } | { refusal: RefusedAs; receipt: null; at: number };
type RefusedAs = 'proof.missing' | 'unit.unknown' | 'actor.wrong-unit' | 'filing.faulty';

function refusalOf(
  code: RefusedAs,
  { unit, actor, problems }: { unit: UnitCode; actor: Actor; problems: FilingProblem[] },
): Refusal {
  if (code === 'proof.missing') return { code };
  if (code === 'unit.unknown') return { code, units: [unit] };
  return code === 'filing.faulty' ? faulty(problems) : { code, unit: actor.unit ?? actor.office };
}

const faulty = (problems: FilingProblem[]): Refusal => ({
  code: 'filing.faulty',
  problems: problems.map(filingProblemSentence),
});

/** Ids that this filing claims and another unit or person has. */
const HeldNominees = z.array(
  z.object({
    nominee: z.string(),
    unit: z.string(),
    /** Null where it was kept before kinds and persons were. */
    kind: z.string().nullable(),
    person: z.string().nullable(),
  }),
);
type HeldNominees = z.infer<typeof HeldNominees>;

/** `receive_filing` keeps nothing then: it ends with an error of its own. */
const Taken = z.object({ code: z.literal('TD001'), detail: z.string() });

function heldNominees(error: unknown): HeldNominees | null {
  const { data } = Taken.safeParse(error);
  return data === undefined ? null : HeldNominees.parse(JSON.parse(data.detail));
}

/**
 * Nominees' ids are the campaign's: shortlists and strikes name them without their unit. Each belongs to one unit and one
 * person for the whole campaign, or a list would come to mean another person than the one who was appraised.
 */
function takenNominees(unit: UnitCode, content: DossierContent, held: HeldNominees): FilingProblem[] {
  const own = new Map(content.nominees.map((it) => [it.id, it]));
  const problems = held.map((it): FilingProblem => {
    const claim = own.get(it.nominee);
    return claim === undefined || it.unit !== unit
      ? { code: 'taken-nominee', nominee: it.nominee }
      : { code: 'other-person', nominee: it.nominee, name: claim.name };
  });
  return problems.sort((one, other) => (sentenceKey(one) < sentenceKey(other) ? -1 : 1));
}

const sentenceKey = (problem: FilingProblem): string => JSON.stringify(problem);

const receiving = 263_000_002;

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
  const left = mode !== 'rehearsal' ? instant - (await businessNow(records)) : 0;
  if (left > 0 && left <= longestWait) await new Promise((resolve) => setTimeout(resolve, left));
}

const toSqlInstant = (ms: number) => sql<number>`${toInstant(ms)}::timestamptz`;
