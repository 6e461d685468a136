import { planFaults } from './faults.js';
import { Plan } from './schema.js';

/** A plan whose parts fit together, too: what a plan's file is read by. */
export const CheckedPlan = Plan.superRefine((plan, context) => {
  for (const { path, message } of planFaults(plan)) context.addIssue({ code: 'custom', path, message });
});
