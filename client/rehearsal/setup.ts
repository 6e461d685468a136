import type { Records } from '../../activities/records/database/open.js';
import { loadUnits } from '../../activities/reference/tables.js';
import { inventedContacts, loadOffices, seedReference } from '../../activities/records/registry/setup.js';

/** Sets up a rehearsal's records: the real units, the offices with their invented people, mailboxes that reach nobody. */
export async function setUpRehearsal(records: Records): Promise<void> {
  const units = loadUnits();
  await seedReference(records, { units, offices: loadOffices(), contacts: inventedContacts(units) });
}
