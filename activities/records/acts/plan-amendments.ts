import type { Entry } from '../../../workflows/api/acts.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import { toInstant } from '../database/open.js';
import { planOf } from '../registry/plans.js';
import { checkNotFuture } from './day-checks.js';
import { type ChangeOf, type ChangeOutcome, done, refused, type Trx } from './outcome.js';

/** The plan as it is from now on, beside all that it was before: what began by those is explained by nothing else. */
export async function amendPlan(
  trx: Trx,
  { plan: code, reason }: Entry,
  at: number,
  { plan, campaigns, decision }: ChangeOf<'plan-amended'>,
): Promise<ChangeOutcome> {
  const future = checkNotFuture([decision.date], at);
  if (future !== null) return refused(future);
  const before = digestOf(await planOf({ db: trx }, code));
  const last = await trx
    .selectFrom('plan_amendment')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('plan', '=', code)
    .executeTakeFirst();
  await trx
    .insertInto('plan_amendment')
    .values({
      plan: code,
      number: (last?.number ?? 0) + 1,
      digest: digestOf(plan),
      before,
      document: JSON.stringify(plan),
      campaigns: [...campaigns],
      decision_number: decision.number,
      decision_date: decision.date,
      reason: reason ?? '',
      amended_at: toInstant(at),
    })
    .execute();
  return done;
}
