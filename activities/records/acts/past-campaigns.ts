import { sql } from 'kysely';
import type { Entry } from '../../../workflows/api/acts.js';
import { campaignId } from '../../../workflows/api/identity.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { datesYear, dayOfCutoff } from '../../../workflows/rules/calendar.js';
import { instantOf } from '../../../workflows/rules/days.js';
import { type PastCampaign, pastDigest } from '../../reference/import/past.js';
import { toInstant } from '../database/open.js';
import { type ChangeOf, type ChangeOutcome, done, type Trx } from './outcome.js';

/** A campaign that was not held here stands in the records as closed. */
async function closePastCampaign(
  trx: Trx,
  { plan, campaign, at, list }: { plan: string; campaign: CampaignKey; at: number; list: string | null },
): Promise<void> {
  const closed = {
    frozen: list === null ? ('free' as const) : ('decided' as const),
    list_digest: list,
    closed_at: toInstant(at),
  };
  await trx
    .insertInto('campaign')
    .values({ plan, campaign, ...closed })
    .onConflict((conflict) => conflict.columns(['plan', 'campaign']).doUpdateSet(closed))
    .execute();
  const view = {
    stage: 'closed',
    next: null,
    awaiting: '[]',
    open_questions: '[]',
    digest: list,
    round: list === null ? 0 : 1,
    frozen: list === null ? 'free' : 'signed',
    shown_at: sql<string>`business_now()`,
  };
  await trx
    .insertInto('campaign_view')
    .values({ workflow: campaignId(plan, campaign), plan, campaign, ...view })
    .onConflict((conflict) => conflict.column('workflow').doUpdateSet(view))
    .execute();
}

/** Past before the movement began: nobody holds it here any more. */
export async function skipCampaign(
  trx: Trx,
  { plan }: Entry,
  at: number,
  { campaign }: ChangeOf<'campaign-skipped'>,
): Promise<ChangeOutcome> {
  await closePastCampaign(trx, { plan, campaign, at, list: null });
  return done;
}

/** A campaign as it ended before this program came, in place of what was imported of it before. */
export async function writePastCampaign(trx: Trx, plan: Plan, past: PastCampaign, at: number): Promise<void> {
  const of = { plan: plan.plan, campaign: past.campaign };
  for (const table of ['ranking', 'dossier', 'ledger'] as const)
    await trx.deleteFrom(table).where('plan', '=', of.plan).where('campaign', '=', of.campaign).execute();
  await insertRankings(trx, of, past, at);
  await insertDossiers(trx, of, past, {
    at,
    cutoff: instantOf(dayOfCutoff(plan.cutoffs.dossier, datesYear(plan, past.campaign))),
  });
  await insertCertificates(trx, of, past, at);
  await closePastCampaign(trx, { ...of, at, list: pastDigest(past) });
}

interface Of {
  plan: string;
  campaign: CampaignKey;
}

async function insertRankings(trx: Trx, of: Of, { rankings }: PastCampaign, at: number): Promise<void> {
  if (rankings.length === 0) return;
  const rows = rankings.map(({ bloc, decision, rows: ranks }) => ({
    ...of,
    bloc,
    period: 'current' as const,
    decision_number: decision.number,
    decision_date: decision.date,
    rows: JSON.stringify(ranks),
    recorded_at: toInstant(at),
  }));
  await trx.insertInto('ranking').values(rows).execute();
}

async function insertDossiers(
  trx: Trx,
  of: Of,
  { dossiers }: PastCampaign,
  { at, cutoff }: { at: number; cutoff: number },
): Promise<void> {
  const rows = dossiers.map(({ unit, outcome }) => ({
    ...of,
    unit,
    status: outcome,
    cutoff: toInstant(cutoff),
    filer: unit,
    changed_at: toInstant(at),
  }));
  await sql`
    insert into dossier (plan, campaign, unit, status, cutoff, filer, changed_at)
    select plan, campaign, unit, status, cutoff, filer, changed_at
    from json_populate_recordset(null::dossier, ${JSON.stringify(rows)}::json)
  `.execute(trx);
}

/**
 * The ledger's rows of a past campaign, by the table's columns. The money is what was paid; the law behind it is of then.
 * Nobody here decided. @param list digest of all that was imported of the campaign
 */
export const pastCertificates = (
  of: { plan: string; campaign: string },
  { winners, list, at }: Pick<PastCampaign, 'winners'> & { list: string; at: number },
) =>
  winners.map((it) => ({
    ...of,
    bloc: it.bloc,
    kind: it.kind,
    seat: it.seat,
    unit: it.unit,
    nominee: it.personId ?? it.unit,
    person_id: it.personId,
    name: it.name,
    clause: it.clause,
    decided_by: null,
    list_digest: list,
    decision_number: it.decision.number,
    decision_date: it.decision.date,
    signed_by: it.signedBy,
    signs_as: it.signsAs,
    money: it.money,
    reward: { amount: it.money },
    written_at: at,
    imported: true,
  }));

async function insertCertificates(trx: Trx, of: Of, past: PastCampaign, at: number): Promise<void> {
  const list = pastDigest(past);
  const rows = pastCertificates(of, { winners: past.winners, list, at }).map((it) => ({
    ...it,
    reward: JSON.stringify(it.reward),
    written_at: toInstant(it.written_at),
  }));
  await trx.insertInto('ledger').values(rows).execute();
}
