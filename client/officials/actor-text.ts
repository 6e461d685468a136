import type { AuditRow } from '../../activities/records/acts/audit.js';
import { officeName } from '../../workflows/plan/names.js';
import type { Names } from './act-details.js';

type Who = Pick<AuditRow, 'office' | 'actorUnit' | 'person' | 'holder' | 'outcome'>;

/** Who did an act: `Võ Minh Đức, Sở Nội vụ`, `Sở Y tế (so-y-te-vt)`; null: the engine. */
export function actorText({ office, actorUnit, person, holder }: Who, { plan, unit }: Names): string | null {
  if (office === null) return null;
  if (actorUnit !== null) return person === null ? unit(actorUnit) : `${unit(actorUnit)} (${person})`;
  const name = holder ?? person;
  return name === null ? officeName(plan, office) : `${name}, ${officeName(plan, office)}`;
}
