import { sql } from 'kysely';
import { z } from 'zod';
import type { Json } from '../../../workflows/api/acts.js';
import { Bloc, CampaignKey, type Day, NomineeKind } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

const DecidedBy = z
  .object({
    question: z.string().nullable(),
    office: z.string(),
    person: z.string().nullable(),
    name: z.string().nullable(),
  })
  .nullable();
/** Who decided a seat: the answer to a question, a shortlist (`question` is null), or, where null, the rule alone. */
type DecidedBy = z.infer<typeof DecidedBy>;

const Reward: z.ZodType<Record<string, Json>> = z.record(z.string(), z.json());

/** One certificate. `year` is null in the summary. */
export interface LedgerRow {
  plan: string;
  campaign: CampaignKey;
  year: number | null;
  bloc: Bloc;
  kind: NomineeKind;
  seat: string;
  unit: string;
  unitName: string;
  nominee: string;
  personId: string | null;
  name: string;
  clause: string;
  decidedBy: DecidedBy;
  decision: { number: string; date: Day };
  signedBy: string;
  signsAs: string;
  /** đồng */
  money: number;
  /** The law behind the money: base, coefficient, instruments and clauses. */
  reward: Record<string, Json>;
  revoked: { number: string; date: Day; reason: string | null } | null;
  /** Given before this program came: who decided it, and by which rule, isn't known here. */
  isImported?: true;
}

/** Where the bloc stands in its plan. */
const placeOfBloc = sql`(
  select min(place) from plan, jsonb_array_elements(plan.document -> 'blocs') with ordinality as bloc(it, place)
  where plan.code = ledger.plan and it ->> 'code' = ledger.bloc
)`;

/** The award ledger by campaign, bloc, kind and seat; of one campaign where it is named. Revoked rows stay, marked: all, or those that were revoked by an instant (epoch ms). */
export async function ledgerRows(
  records: Records,
  filter: { plan?: string; campaign?: string; asOf?: number } = {},
): Promise<LedgerRow[]> {
  let query = records.db
    .selectFrom('ledger')
    .innerJoin('unit', 'unit.code', 'ledger.unit')
    .selectAll('ledger')
    .select('unit.name as unit_name')
    .orderBy(sql`campaign collate "C"`)
    .orderBy(placeOfBloc)
    .orderBy('kind')
    // highest-rank stands before greatest-leap; of numbered seats there are fewer than ten.
    .orderBy(sql`seat like 'greatest-leap%'`)
    .orderBy(sql`seat collate "C"`);
  if (filter.plan !== undefined) query = query.where('plan', '=', filter.plan);
  if (filter.campaign !== undefined) query = query.where('campaign', '=', filter.campaign);
  const rows = await query.execute();
  return rows.map((row) => ({
    plan: row.plan,
    campaign: CampaignKey.parse(row.campaign),
    year: row.campaign === 'summary' ? null : Number(row.campaign),
    bloc: Bloc.parse(row.bloc),
    kind: NomineeKind.parse(row.kind),
    seat: row.seat,
    unit: row.unit,
    unitName: row.unit_name,
    nominee: row.nominee,
    personId: row.person_id,
    name: row.name,
    clause: row.clause,
    decidedBy: DecidedBy.parse(row.decided_by),
    decision: { number: row.decision_number, date: row.decision_date },
    signedBy: row.signed_by,
    signsAs: row.signs_as,
    money: row.money,
    reward: Reward.parse(row.reward),
    revoked:
      row.revoked_number === null ||
      row.revoked_date === null ||
      (row.revoked_at ?? 0) > (filter.asOf ?? Infinity)
        ? null
        : { number: row.revoked_number, date: row.revoked_date, reason: row.revoked_reason },
    ...(row.imported && { isImported: row.imported }),
  }));
}
