import type { Records } from '../../activities/records/database/open.js';
import { knownNominees } from '../../activities/records/reads/nominees.js';
import { allUnits } from '../../activities/records/registry/units.js';
import type { Plan } from '../../workflows/plan/schema.js';
import type { Names } from './act-words.js';

/** What units and nominees are called, as the records have it; what they don't know is called by its code. */
export async function namesOfRecords(records: Records, plan: Plan): Promise<Names> {
  const units = new Map((await allUnits(records.db)).map(({ code, name }) => [code, name]));
  const nominees = new Map(
    (await knownNominees(records, plan.plan)).map(({ nominee, name }) => [nominee, name]),
  );
  return { plan, unit: (code) => units.get(code) ?? code, nominee: (id) => nominees.get(id) ?? id };
}
