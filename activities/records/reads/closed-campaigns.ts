import { sql } from 'kysely';
import { CampaignKey, type Plan } from '../../../workflows/plan/schema.js';
import { checkInstance, instanceOf } from '../database/instance.js';
import type { Records } from '../database/open.js';
import { keepPlan } from '../registry/plans.js';
import { closingActs } from './expected-workflows.js';
import type { ClosedCampaign } from '../../../workflows/api/effects.js';

/** The campaigns of a plan that are over, in the order they ended, with what the ledger has of each. */
async function closedCampaigns(records: Records, plan: string): Promise<ClosedCampaign[]> {
  const { rows } = await sql<{ campaign: string; awards: number; total: number }>`
    select closing.campaign, count(ledger.seat) as awards, coalesce(sum(ledger.money), 0)::bigint as total
    from (
      select campaign, min(seq) as seq from audit
      where plan = ${plan} and campaign is not null and act = any(${closingActs}::text[])
        and outcome -> 'refusal' = 'null'::jsonb
      group by campaign
    ) as closing
    left join ledger on ledger.plan = ${plan} and ledger.campaign = closing.campaign
    group by closing.campaign, closing.seq order by closing.seq
  `.execute(records.db);
  return rows.map((row) => ({ ...row, campaign: CampaignKey.parse(row.campaign) }));
}

/** What a movement goes by: whose records these are, and what is closed in them. Its plan is kept in them. Throws where it names another's. */
export async function movementStanding(
  records: Records,
  { plan, instance }: { plan: Plan; instance: string },
): Promise<{ instance: string; closed: ClosedCampaign[] }> {
  const own = await instanceOf(records);
  if (instance !== '') checkInstance(own, instance);
  await keepPlan(records, plan);
  return { instance: own, closed: await closedCampaigns(records, plan.plan) };
}
