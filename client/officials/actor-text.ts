import { z } from 'zod';
import type { AuditRow } from '../../activities/records/acts/audit.js';
import { officeName } from '../language/names.js';
import type { Names } from './act-words.js';

type Who = Pick<AuditRow, 'office' | 'actorUnit' | 'person' | 'holder' | 'outcome'>;

const Held = z.object({ holder: z.object({ signsAs: z.string() }) });

/**
 * Who did an act: `Võ Minh Đức, Sở Nội vụ`, `Sở Y tế (so-y-te-vt)`; who signed: how he does, `Lâm Ngọc Sơn (KT. CHỦ TỊCH /
 * PHÓ CHỦ TỊCH)`; null: the engine.
 */
export function actorText(row: Who, { plan, unit }: Names): string | null {
  const { office, actorUnit, person, holder, outcome } = row;
  if (office === null) return null;
  if (actorUnit !== null) return person === null ? unit(actorUnit) : `${unit(actorUnit)} (${person})`;
  const name = holder ?? person;
  if (name === null) return officeName(plan, office);
  const signsAs = office === 'chairman' ? Held.safeParse(outcome).data?.holder.signsAs : undefined;
  return signsAs === undefined ? `${name}, ${officeName(plan, office)}` : `${name} (${signsAs})`;
}
