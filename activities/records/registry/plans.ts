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
 * again changes nothing. Throws {@link OtherPlan} where the code stands for another already.
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
  if (kept?.digest !== digest) throw new OtherPlan(plan.plan);
}

/** What was read stays true: a kept plan never changes. */
const read = new WeakMap<Records['db'], Map<string, Plan>>();

/** The plan of this code that the records keep, or null. */
export async function findPlan(records: Pick<Records, 'db'>, code: string): Promise<Plan | null> {
  const known = read.get(records.db) ?? new Map<string, Plan>();
  read.set(records.db, known);
  const plan = known.get(code);
  if (plan !== undefined) return plan;
  const row = await records.db
    .selectFrom('plan')
    .select('document')
    .where('code', '=', code)
    .executeTakeFirst();
  if (row === undefined) return null;
  const found = Plan.parse(row.document);
  known.set(code, found);
  return found;
}

/** The plan of this code. Rejects where the records keep none: they were given none to work by. */
export async function planOf(records: Pick<Records, 'db'>, code: string): Promise<Plan> {
  const plan = await findPlan(records, code);
  if (plan === null) throw new Error(`There is no plan ${code}.`);
  return plan;
}

/** The codes of the plans that the records keep; none in records whose tables are not made yet. */
export async function keptPlans(records: Pick<Records, 'db'>): Promise<string[]> {
  const { rows: found } = await sql<{ isThere: boolean }>`
    select to_regclass('plan') is not null as "isThere"
  `.execute(records.db);
  if (found[0]?.isThere !== true) return [];
  const rows = await records.db
    .selectFrom('plan')
    .select('code')
    .orderBy(sql`code collate "C"`)
    .execute();
  return rows.map(({ code }) => code);
}
