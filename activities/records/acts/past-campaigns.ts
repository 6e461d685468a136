import { sql } from 'kysely';
import type { Entry } from '../../../workflows/api/acts.js';
import { campaignId } from '../../../workflows/api/identity.js';
import type { CampaignKey } from '../../../workflows/plan/schema.js';
import { toInstant } from '../database/open.js';
import { type ChangeOf, type ChangeOutcome, done, type Trx } from './outcome.js';

/** A campaign that was not held here stands in the records as closed. */
export async function closePastCampaign(
  trx: Trx,
  { plan, campaign, at, list }: { plan: string; campaign: CampaignKey; at: number; list: string | null },
): Promise<void> {
  const closed = {
    frozen: list === null ? ('free' as const) : ('decided' as const),
    list_digest: list,
    closed_at: toInstant(at),
  };
  await trx
    .insertInto('campaign')
    .values({ plan, campaign, ...closed })
    .onConflict((conflict) => conflict.columns(['plan', 'campaign']).doUpdateSet(closed))
    .execute();
  const view = {
    stage: 'closed',
    next: null,
    awaiting: '[]',
    open_questions: '[]',
    digest: list,
    round: list === null ? 0 : 1,
    frozen: list === null ? 'free' : 'signed',
    shown_at: sql<string>`business_now()`,
  };
  await trx
    .insertInto('campaign_view')
    .values({ workflow: campaignId(plan, campaign), plan, campaign, ...view })
    .onConflict((conflict) => conflict.column('workflow').doUpdateSet(view))
    .execute();
}

/** Past before the movement began: nobody holds it here any more. */
export async function skipCampaign(
  trx: Trx,
  { plan }: Entry,
  at: number,
  { campaign }: ChangeOf<'campaign-skipped'>,
): Promise<ChangeOutcome> {
  await closePastCampaign(trx, { plan, campaign, at, list: null });
  return done;
}
