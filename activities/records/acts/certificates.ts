import { type Kysely, sql } from 'kysely';
import type { Instrument } from '../../../workflows/api/messages.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import { budget, type Reward, reward, type RewardTables } from '../../../workflows/rules/reward.js';
import type { Database } from '../database/schema.js';
import type { StoredAnswer } from '../selection/kept.js';

type Db = Kysely<Database>;
type Winner = StoredAnswer['winners'][number];

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

/** Whose certificates: the winners of the list, and the instant at which the decision was recorded, epoch ms. */
interface Signed {
  plan: string;
  campaign: string;
  at: number;
  winners: readonly Winner[];
  /** Only what was decided before this row of the audit counts; null: all. */
  before?: number | null;
}

/** A row of the ledger as it follows from a signed list, by the table's columns; `written_at` in epoch ms. */
export interface Certificate {
  plan: string;
  campaign: string;
  bloc: string;
  kind: string;
  seat: string;
  unit: string;
  nominee: string;
  person_id: string | null;
  name: string;
  clause: string;
  decided_by: ReturnType<typeof decidedBy>;
  list_digest: string;
  decision_number: string;
  decision_date: string;
  signed_by: string;
  signs_as: string;
  money: number;
  reward: Reward;
  written_at: number;
}

/**
 * The certificates of a signed list, derived from it, the decision, the law of rewards and who decided what: each winner
 * who was not struck. `total` in đồng. Refused (`reward.no-law`) where no law says what a certificate of that day is worth.
 */
export async function certificatesOf(
  db: Db,
  signed: Signed,
  { digest, struck, decision, signedBy, signsAs }: SignedList,
  tables: RewardTables,
): Promise<{ certificates: Certificate[]; total: number } | { refusal: Refusal }> {
  const { plan, campaign, at } = signed;
  const winners = signed.winners.filter((it) => !struck.includes(it.nominee));
  const collective = reward(tables, { kind: 'collective', on: decision.date });
  const individual = reward(tables, { kind: 'individual', on: decision.date });
  if ('code' in collective) return { refusal: collective };
  if ('code' in individual) return { refusal: individual };
  const rewards = { collective, individual };
  const deciders = await findDeciders(db, signed);
  const certificates = winners.map((it) => ({
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
    decided_by: decidedBy(it, deciders),
    list_digest: digest,
    decision_number: decision.number,
    decision_date: decision.date,
    signed_by: signedBy,
    signs_as: signsAs,
    money: rewards[it.kind].amount,
    reward: rewards[it.kind],
    written_at: at,
  }));
  return { certificates, total: budget(winners.map((it) => rewards[it.kind])) };
}

interface Decider {
  act: string;
  subject: string;
  office: string | null;
  person: string | null;
  holder: string | null;
}

/** Who answered each question and who shortlisted each bloc, by the audit table: the last word of each. */
async function findDeciders(
  db: Db,
  { plan, campaign, before = null }: Signed,
): Promise<Map<string, Decider>> {
  const { rows } = await sql<Decider>`
    select act, office, person, holder,
      case act when 'answerQuestion' then facts ->> 'question' else (facts ->> 'kind') || '/' || (facts ->> 'bloc') end as subject
    from audit
    where plan = ${plan} and campaign = ${campaign} and act in ('answerQuestion', 'shortlist')
      and outcome -> 'refusal' = 'null'::jsonb and seq < coalesce(${before}, seq + 1)
    order by seq
  `.execute(db);
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
