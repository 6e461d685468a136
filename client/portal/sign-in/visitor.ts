import type { Records } from '../../../activities/records/database/open.js';
import { allUnits } from '../../../activities/records/registry/units.js';
import { freshFor } from '../../../activities/records/acts/signers.js';
import { officeName } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { roleText } from '../rehearsal-visitor.js';
import type { Visitor } from '../visit.js';
import type { Session } from './sign-in.js';

/** Whom somebody signed in acts as: what he chose among all that he is today, else the first of it. */
export async function visitorOfSession(
  records: Records,
  plan: Plan,
  { roles }: Pick<Session, 'roles'>,
  chosen: string | undefined,
): Promise<Visitor> {
  const { actor, name, signsAs } = roles.find((it) => roleText(it.actor) === chosen) ?? roles[0];
  const units = actor.office === 'unit' ? await allUnits(records.db) : [];
  const of = units.find(({ code }) => code === actor.unit)?.name ?? officeName(plan, actor.office);
  return { kind: 'official', actor, name, of: signsAs === null ? of : `${of} (${signsAs})` };
}

/** Whether somebody signed in so short ago that he may sign. */
export const isFresh = ({ at }: Pick<Session, 'at'>): boolean => Date.now() - Date.parse(at) <= freshFor;
