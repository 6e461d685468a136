import { sql } from 'kysely';
import { Plan } from '../../../workflows/plan/schema.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import type { Records } from '../database/open.js';

/** The records hold another plan of this code. The message is for the operator. */
export class OtherPlan extends Error {
  constructor(readonly code: string) {
    super(
      `Cơ sở dữ liệu đã giữ một kế hoạch khác mang mã “${code}”; kế hoạch đã dùng thì không thay được, đề nghị dùng mã mới.`,
    );
  }
}

/**
 * Keeps a plan under its code and digest, for ever: what was decided by it can be explained by nothing else. Keeping it
 * again changes nothing, nor does keeping what it was amended to. Throws {@link OtherPlan} where the code stands for another already.
 */
export async function keepPlan(records: Pick<Records, 'db'>, plan: Plan): Promise<void> {
  const digest = digestOf(plan);
  await records.db
    .insertInto('plan')
    .values({ code: plan.plan, digest, document: JSON.stringify(plan) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const kept = await records.db
    .selectFrom('plan')
    .select('digest')
    .where('code', '=', plan.plan)
    .executeTakeFirst();
  if (kept?.digest === digest) return;
  const amendments = await planAmendments(records, plan.plan);
  if (!amendments.some((it) => it.digest === digest)) throw new OtherPlan(plan.plan);
}

/** One amendment: from which plan to which, for which campaigns, and why. */
export interface PlanAmendment {
  number: number;
  before: string;
  digest: string;
  /** Those that had not begun. */
  campaigns: string[];
  decision: { number: string; date: string };
  reason: string;
  /** epoch ms */
  at: number;
}

/** The amendments of a plan, in their order; none in records whose tables are older. */
export async function planAmendments(records: Pick<Records, 'db'>, code: string): Promise<PlanAmendment[]> {
  if (!(await isThere(records, 'plan_amendment'))) return [];
  const rows = await records.db
    .selectFrom('plan_amendment')
    .selectAll()
    .where('plan', '=', code)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    before: row.before,
    digest: row.digest,
    campaigns: row.campaigns,
    decision: { number: row.decision_number, date: row.decision_date },
    reason: row.reason,
    at: row.amended_at,
  }));
}

/** What was read stays true: a plan of this digest never changes. */
const read = new WeakMap<Records['db'], Map<string, Plan>>();

/**
 * The plan of this code that the records keep, or null: the one that the campaign goes by; without one, or for one that has
 * not begun, the one as last amended.
 */
export async function findPlan(
  records: Pick<Records, 'db'>,
  code: string,
  campaign: string | null = null,
): Promise<Plan | null> {
  const amendments = await planAmendments(records, code);
  const last = amendments.filter((it) => campaign === null || it.campaigns.includes(campaign)).at(-1);
  const known = read.get(records.db) ?? new Map<string, Plan>();
  read.set(records.db, known);
  const key = `${code}/${last?.digest ?? ''}`;
  const plan = known.get(key);
  if (plan !== undefined) return plan;
  const found = await readPlan(records, code, last);
  if (found !== null) known.set(key, found);
  return found;
}

async function readPlan(
  records: Pick<Records, 'db'>,
  code: string,
  amendment: PlanAmendment | undefined,
): Promise<Plan | null> {
  const row =
    amendment === undefined
      ? await records.db.selectFrom('plan').select('document').where('code', '=', code).executeTakeFirst()
      : await records.db
          .selectFrom('plan_amendment')
          .select('document')
          .where('plan', '=', code)
          .where('number', '=', amendment.number)
          .executeTakeFirst();
  return row === undefined ? null : Plan.parse(row.document);
}

/** As {@link findPlan}. Rejects where the records keep none: they were given none to work by. */
export async function planOf(
  records: Pick<Records, 'db'>,
  code: string,
  campaign: string | null = null,
): Promise<Plan> {
  const plan = await findPlan(records, code, campaign);
  if (plan === null) throw new Error(`There is no plan ${code}.`);
  return plan;
}

/** The codes of the plans that the records keep; none in records whose tables are not made yet. */
export async function keptPlans(records: Pick<Records, 'db'>): Promise<string[]> {
  if (!(await isThere(records, 'plan'))) return [];
  const rows = await records.db
    .selectFrom('plan')
    .select('code')
    .orderBy(sql`code collate "C"`)
    .execute();
  return rows.map(({ code }) => code);
}

/** Whether a table is made yet. */
async function isThere(records: Pick<Records, 'db'>, table: 'plan' | 'plan_amendment'): Promise<boolean> {
  const { rows } = await sql<{ isThere: boolean }>`
    select to_regclass(${table}) is not null as "isThere"
  `.execute(records.db);
  return rows[0]?.isThere === true;
}
