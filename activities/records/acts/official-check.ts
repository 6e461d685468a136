import type { Actor } from '../../../workflows/api/messages.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import { dayOf } from '../../../workflows/rules/days.js';
import { unitOfficials } from '../registry/units.js';
import type { Trx } from './outcome.js';
import { areAsked, type Asking } from './proof-check.js';

/**
 * Whether a person may act for a unit: where proofs are asked, it is the unit's focal official of that day. Null: he may.
 * @param at the business instant of the act, epoch ms
 */
export async function checkOfficial(
  trx: Trx,
  asking: Pick<Asking, 'proofs' | 'mode'>,
  { office, unit, person }: Actor,
  at: number,
): Promise<Refusal | null> {
  if (office !== 'unit' || unit === undefined || !areAsked(asking)) return null;
  const on = dayOf(at);
  const officials = await unitOfficials({ db: trx }, { unit, on });
  return officials.some((it) => it.person === person)
    ? null
    : { code: 'actor.not-official', unit, person, on };
}
