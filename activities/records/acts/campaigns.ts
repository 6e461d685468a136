import { type Kysely, sql, type Transaction } from 'kysely';
import type { UnitCode } from '../../../workflows/plan/schema.js';
import { type Records, toInstant } from '../database/open.js';
import type { Database } from '../database/schema.js';
import type { CampaignOf, CampaignStanding } from '../../../workflows/api/effects.js';

type Trx = Transaction<Database>;

/** The list that a campaign has in hand, by the records. */
export interface ListInHand {
  frozen: CampaignStanding['frozen'];
  digest: string | null;
  input: string | null;
  isAppraised: boolean;
  /** epoch ms */
  signedAt: number | null;
}

/**
 * Holds the campaign's row to the end of the transaction: shared by acts that leave the list alone, exclusive for those
 * that move it. So what a list rests on and the list itself never change side by side.
 */
export async function lockCampaign(
  trx: Trx,
  { plan, campaign }: CampaignOf,
  mode: 'share' | 'update',
): Promise<ListInHand> {
  const query = trx
    .selectFrom('campaign')
    .selectAll()
    .where('plan', '=', plan)
    .where('campaign', '=', campaign);
  const held = mode === 'share' ? query.forShare() : query.forUpdate();
  let row = await held.executeTakeFirst();
  if (row === undefined) {
    await begin(trx, { plan, campaign });
    row = await held.executeTakeFirstOrThrow();
  }
  return {
    frozen: row.frozen,
    digest: row.list_digest,
    input: row.list_input,
    isAppraised: row.is_appraised,
    signedAt: row.signed_at,
  };
}

const begin = (trx: Trx, of: CampaignOf) =>
  trx
    .insertInto('campaign')
    .values(of)
    .onConflict((conflict) => conflict.doNothing())
    .execute();

const facts = 263_000_004;

/** Held by acts on what several campaigns' lists rest on (rankings, certificates) and by those that compare a list with it. */
export const lockFacts = (trx: Trx) => sql`select pg_advisory_xact_lock(${facts})`.execute(trx);

/** Moves the list in hand; the row is held already. */
export async function moveList(
  trx: Trx,
  { plan, campaign }: CampaignOf,
  values: {
    frozen: CampaignStanding['frozen'];
    round?: ReturnType<typeof sql<number>>;
    list_digest?: string;
    list_input?: string;
    is_appraised?: boolean;
    signed_at?: string | null;
  },
): Promise<void> {
  await trx
    .updateTable('campaign')
    .set(values)
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .execute();
}

/** Frees what was forwarded: it is nobody's to appraise or sign any more. */
export async function freeList(trx: Trx, of: CampaignOf): Promise<void> {
  await lockCampaign(trx, of, 'update');
  await moveList(trx, of, { frozen: 'free', is_appraised: false, signed_at: null });
}

interface StandingRow {
  unit: UnitCode;
  status: string;
  deadline: number;
  unseen: boolean;
}

/** Each dossier's own deadline, and whether a filing received before it was neither taken nor refused yet. */
const standingRows = (db: Kysely<Database>, { plan, campaign }: CampaignOf) =>
  sql<StandingRow>`
    select d.unit, d.status, deadline_of(d.cutoff, d.complete_by) as deadline,
      exists (
        select from filing f where f.plan = d.plan and f.campaign = d.campaign and f.unit = d.unit and f.actor_unit = d.filer
          and f.refused is null and f.seq > d.seen and f.received_at < deadline_of(d.cutoff, d.complete_by)
      ) as unseen
    from dossier d where d.plan = ${plan} and d.campaign = ${campaign}
    order by d.unit collate "C"
  `.execute(db);

/** Waits for its unit, which has time still, or for its own workflow, which decides at its deadline. */
const awaitsFiling = ({ status, deadline, unseen }: StandingRow, now: number): boolean =>
  status === 'open' || status === 'returned' || unseen || deadline > now;

/** Units whose dossier is pending: a list without them would be made behind their back. */
export async function pendingUnits(trx: Trx, of: CampaignOf, now: number): Promise<UnitCode[]> {
  const { rows } = await standingRows(trx, of);
  return rows.filter((row) => row.status === 'submitted' || awaitsFiling(row, now)).map((row) => row.unit);
}

const hour = 3_600_000;

/** How a campaign's dossiers and its list stand at an instant (epoch ms; null: the records' business clock). */
export async function campaignStanding(
  records: Records,
  { at, ...of }: CampaignOf & { at: number | null },
): Promise<CampaignStanding> {
  const instant = at === null ? null : toInstant(at);
  const [{ rows }, clock, list] = await Promise.all([
    standingRows(records.db, of),
    sql<{ now: number }>`select coalesce(${instant}::timestamptz, business_now()) as now`.execute(records.db),
    records.db
      .selectFrom('campaign')
      .select('frozen')
      .where('plan', '=', of.plan)
      .where('campaign', '=', of.campaign)
      .executeTakeFirst(),
  ]);
  const now = clock.rows[0]?.now ?? 0;
  const filing = rows.filter((row) => awaitsFiling(row, now));
  const own = filing.filter((row) => row.deadline <= now);
  const moments = [
    ...filing.filter((row) => row.deadline > now).map((row) => row.deadline),
    ...own.map((row) => row.deadline + hour).filter((moment) => moment > now),
  ];
  return {
    at: now,
    frozen: list?.frozen ?? 'free',
    filing: filing.length,
    review: rows.filter((row) => row.status === 'submitted' && !awaitsFiling(row, now)).length,
    overdue: own.filter((row) => row.deadline + hour <= now).map((row) => row.unit),
    nextLook: moments.length === 0 ? null : Math.min(...moments),
  };
}
