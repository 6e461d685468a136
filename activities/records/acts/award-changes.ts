import { sql } from 'kysely';
import type { AwardsWritten, Entry } from '../../../workflows/api/acts.js';
import type { Instrument } from '../../../workflows/api/messages.js';
import { budget, reward, type RewardTables } from '../../../workflows/rules/reward.js';
import { lockFacts, moveList } from './campaigns.js';
import { checkNotFuture } from './day-checks.js';
import { campaignOf } from './dossier-changes.js';
import { holdList } from './list-changes.js';
import { toInstant } from '../database/open.js';
import type { ChangeOf, ChangeOutcome, Trx } from './outcome.js';
import { selectionByInput, type StoredAnswer } from '../selection/kept.js';
import { dayOf } from '../../../workflows/rules/days.js';

type Winner = StoredAnswer['winners'][number];

/**
 * III.2.b, III.4: the certificates of a signed list, once for each seat, with the money by the law in force on the
 * decision's day. They come from the very selection that was forwarded. Refused: `list.stale`, `list.pending`,
 * `date.before-signature`, `date.in-future`, `reward.no-law`.
 */
export async function writeAwards(
  trx: Trx,
  entry: Entry,
  at: number,
  change: ChangeOf<'awards'>,
  tables: RewardTables,
): Promise<ChangeOutcome> {
  const { plan } = entry;
  const campaign = campaignOf(entry);
  const held = await holdList(trx, entry, at, change.list, 'signed');
  if ('refusal' in held) return { refusal: held.refusal, value: null };
  const signed = dayOf(held.list.signedAt ?? at);
  const { date } = change.decision;
  if (date < signed) return { refusal: { code: 'date.before-signature', date, signed }, value: null };
  const future = checkNotFuture([date], at);
  if (future !== null) return { refusal: future, value: null };
  const { struck, decision, signedBy, signsAs, list } = change;
  const { digest, input } = list;
  const outcome = await writeCertificates(
    trx,
    entry,
    at,
    { digest, input, struck, decision, signedBy, signsAs },
    tables,
  );
  if (outcome.refusal === null) await moveList(trx, { plan, campaign }, { frozen: 'decided' });
  return outcome;
}

/** A list as it was signed, and the decision that carries it out. */
export interface SignedList {
  digest: string;
  /** Of the selection that was forwarded. */
  input: string;
  struck: string[];
  decision: Instrument;
  signedBy: string;
  signsAs: string;
}

/** The ledger's rows of a signed list; what was written before stays. */
export async function writeCertificates(
  trx: Trx,
  entry: Entry,
  at: number,
  change: SignedList,
  tables: RewardTables,
): Promise<ChangeOutcome> {
  const { plan } = entry;
  const campaign = campaignOf(entry);
  const selection = await selectionByInput(trx, { plan, campaign, input: change.input });
  if (selection === null)
    return { refusal: { code: 'list.stale', current: null, shown: change.digest }, value: null };
  const struck = new Set(change.struck);
  const winners = selection.answer.winners.filter((it) => !struck.has(it.nominee));
  const on = change.decision.date;
  const collective = reward(tables, { kind: 'collective', on });
  const individual = reward(tables, { kind: 'individual', on });
  if ('code' in collective) return { refusal: collective, value: null };
  if ('code' in individual) return { refusal: individual, value: null };
  const rewards = { collective, individual };
  const deciders = await findDeciders(trx, plan, campaign);
  const rows = winners.map((it) => ({
    plan,
    campaign,
    bloc: it.bloc,
    kind: it.kind,
    seat: it.seat,
    unit: it.unit,
    nominee: it.nominee,
    person_id: it.personId ?? null,
    name: it.name,
    clause: it.clause,
    decided_by: JSON.stringify(decidedBy(it, deciders)),
    list_digest: change.digest,
    decision_number: change.decision.number,
    decision_date: change.decision.date,
    signed_by: change.signedBy,
    signs_as: change.signsAs,
    money: rewards[it.kind].amount,
    reward: JSON.stringify(rewards[it.kind]),
    written_at: toInstant(at),
  }));
  if (rows.length > 0) {
    await trx
      .insertInto('ledger')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const total = budget(winners.map((it) => rewards[it.kind]));
  const value: AwardsWritten = { type: 'awards-written', rows: rows.length, total };
  return { refusal: null, value };
}

interface Decider {
  act: string;
  subject: string;
  office: string | null;
  person: string | null;
  holder: string | null;
}

/** Who answered each question and who shortlisted each bloc, by the audit table: the last word of each. */
async function findDeciders(trx: Trx, plan: string, campaign: string): Promise<Map<string, Decider>> {
  const { rows } = await sql<Decider>`
    select act, office, person, holder,
      case act when 'answerQuestion' then facts ->> 'question' else (facts ->> 'kind') || '/' || (facts ->> 'bloc') end as subject
    from audit
    where plan = ${plan} and campaign = ${campaign} and act in ('answerQuestion', 'shortlist')
      and outcome -> 'refusal' = 'null'::jsonb
    order by seq
  `.execute(trx);
  return new Map(rows.map((it) => [`${it.act}/${it.subject}`, it]));
}

/** Who decided a seat: an answered question, a shortlist, or (null) the rule alone. */
function decidedBy(winner: Winner, deciders: Map<string, Decider>) {
  const byAnswer = winner.decidedBy === undefined ? undefined : `answerQuestion/${winner.decidedBy}`;
  const decider = deciders.get(byAnswer ?? `shortlist/${winner.kind}/${winner.bloc}`);
  if (byAnswer === undefined && (decider === undefined || !isShortlisted(winner))) return null;
  return {
    question: winner.decidedBy ?? null,
    office: decider?.office ?? 'home-affairs',
    person: decider?.person ?? null,
    name: decider?.holder ?? null,
  };
}

const isShortlisted = (winner: Winner): boolean =>
  winner.kind === 'individual' || winner.seat.startsWith('period-');

/** A certificate revoked by a later decision: its row stays, marked, and no longer counts. */
export async function revokeCertificate(
  trx: Trx,
  entry: Entry,
  at: number,
  change: ChangeOf<'revocation'>,
): Promise<ChangeOutcome> {
  const { campaign, bloc, kind, seat } = change;
  const future = checkNotFuture([change.decision.date], at);
  if (future !== null) return { refusal: future, value: null };
  await lockFacts(trx);
  const certificate = trx
    .selectFrom('ledger')
    .select(['revoked_at', 'unit'])
    .where('plan', '=', entry.plan)
    .where('campaign', '=', campaign)
    .where('bloc', '=', bloc)
    .where('kind', '=', kind)
    .where('seat', '=', seat);
  const found = await certificate.forUpdate().executeTakeFirst();
  if (found === undefined) return { refusal: { code: 'certificate.unknown', seat }, value: null };
  if (found.revoked_at !== null)
    return { refusal: { code: 'certificate.already-revoked', seat }, value: null };
  await trx
    .updateTable('ledger')
    .set({
      revoked_number: change.decision.number,
      revoked_date: change.decision.date,
      revoked_reason: entry.reason,
      revoked_at: toInstant(at),
    })
    .where('plan', '=', entry.plan)
    .where('campaign', '=', campaign)
    .where('bloc', '=', bloc)
    .where('kind', '=', kind)
    .where('seat', '=', seat)
    .execute();
  return { refusal: null, value: { type: 'certificate-revoked', unit: found.unit } };
}
