import type { Day } from '../plan/schema.js';
import type { Refusal } from '../api/refusals.js';
import { addDays, dayOf } from '../rules/calendar.js';

/**
 * IV.1.b: awards are announced in the first quarter, so time granted for a dossier ends within it; a later day is taken
 * for a slip unless its sender says why. `announceBy`: the first instant after the quarter, epoch ms.
 */
export function checkWithinQuarter(date: Day, announceBy: number | null): Refusal | null {
  if (announceBy === null) return null;
  const last = addDays(dayOf(announceBy), -1);
  return date > last ? { code: 'date.beyond-quarter', date, last } : null;
}
