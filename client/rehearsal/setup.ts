import type { Records } from '../../activities/records/database/open.js';
import { loadUnits } from '../../activities/reference/tables.js';
import { keepPlan } from '../../activities/records/registry/plans.js';
import { inventedContacts, loadOffices, seedReference } from '../../activities/records/registry/setup.js';
import type { Plan } from '../../workflows/plan/schema.js';

/** Sets up a rehearsal's records: its plan, the units, the offices with their invented people, mailboxes that reach nobody. */
export async function setUpRehearsal(records: Records, plan: Plan): Promise<void> {
  const units = loadUnits(plan.plan);
  await keepPlan(records, plan);
  await seedReference(records, { units, offices: loadOffices(), contacts: inventedContacts(plan, units) });
}
