import { loadPlan, PlanFault, usualPlan } from '../activities/reference/plans.js';
import type { Plan } from '../workflows/plan/schema.js';

/** The plan that was named, or what is wrong with it, in Vietnamese. */
export type ChosenPlan = { plan: Plan } | { sentence: string };

/** The plan named on the command line, by its code or its file; the usual one where none is. */
export function choosePlan(given: string | undefined): ChosenPlan {
  try {
    return { plan: loadPlan(given ?? usualPlan) };
  } catch (error) {
    if (error instanceof PlanFault) return { sentence: error.message };
    throw error;
  }
}
