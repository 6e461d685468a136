import { usualPlan } from '../activities/reference/plans.js';
import type { Records } from '../activities/records/database/open.js';
import { findPlan, keptPlans } from '../activities/records/registry/plans.js';
import { choosePlan, type ChosenPlan } from './plan.js';

/**
 * The plan that records are read by: the one named, as they keep it where they do; where none is named, the only one that
 * they keep, else the usual one.
 */
export async function planOfRecords(records: Records, given: string | undefined): Promise<ChosenPlan> {
  const kept = await keptPlans(records);
  const code = given ?? (kept.length === 1 ? kept[0] : usualPlan) ?? usualPlan;
  const known = kept.includes(code) ? await findPlan(records, code) : null;
  if (known !== null) return { plan: known };
  const chosen = choosePlan(code);
  if ('sentence' in chosen || !kept.includes(chosen.plan.plan)) return chosen;
  return { plan: (await findPlan(records, chosen.plan.plan)) ?? chosen.plan };
}
