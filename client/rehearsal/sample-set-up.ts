import type { SetUp } from '../../activities/reference/setup/sheets.js';
import { loadUnits } from '../../activities/reference/tables.js';
import { inventedAddress, inventedContacts, loadOffices } from '../../activities/records/registry/setup.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { person } from './drawn.js';

/** A set-up for trials: the units of the reference tables, with invented people and mailboxes that reach nobody. */
export function sampleSetUp(plan: Plan): SetUp {
  const units = loadUnits(plan.plan);
  return {
    units,
    mailboxes: inventedContacts(plan, units),
    officials: units.map(({ code, validFrom, validTo }) => {
      const { personId, name } = person(code, 1);
      return {
        person: personId.slice(-64),
        name,
        unit: code,
        validFrom: validFrom ?? plan.period.from,
        validTo,
        email: inventedAddress(personId.slice(-64)),
        invented: true,
      };
    }),
    holders: loadOffices().map((it) => ({ ...it, email: inventedAddress(it.person) })),
  };
}
