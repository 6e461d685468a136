import type { Day } from '../../../workflows/plan/schema.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import { dayOf } from '../../../workflows/rules/days.js';

/** A document, a meeting or a ceremony can't bear a later date than that of the act that records it. */
export function checkNotFuture(days: readonly (Day | null | undefined)[], at: number): Refusal | null {
  const today = dayOf(at);
  const date = days.find((day) => day != null && day > today);
  return date == null ? null : { code: 'date.in-future', date, today };
}
