import { sql } from 'kysely';
import type { ClosedCampaign, MovementStanding } from '../../../workflows/api/effects.js';
import { CampaignKey, type Plan } from '../../../workflows/plan/schema.js';
import { checkInstance, instanceOf } from '../database/instance.js';
import type { Records } from '../database/open.js';
import { keepPlan } from '../registry/plans.js';
import { closingActs } from './expected-workflows.js';

/** The campaigns of a plan that are over, in the order they ended, with what the ledger has of each. */
async function closedCampaigns(records: Records, plan: string): Promise<ClosedCampaign[]> {
  const { rows } = await sql<{ campaign: string; awards: number; total: number; isSkipped: boolean }>`
    select closing.campaign, count(ledger.seat) as awards, coalesce(sum(ledger.money), 0)::bigint as total,
      closing.skipped as "isSkipped"
    from (
      select coalesce(campaign, facts ->> 'campaign') as campaign, min(seq) as seq,
        bool_and(act = 'campaign-skipped') as skipped
      from audit
      where plan = ${plan} and coalesce(campaign, facts ->> 'campaign') is not null
        and act = any(${closingActs}::text[]) and outcome -> 'refusal' = 'null'::jsonb
      group by 1
    ) as closing
    left join ledger on ledger.plan = ${plan} and ledger.campaign = closing.campaign
    group by closing.campaign, closing.seq, closing.skipped order by closing.seq
  `.execute(records.db);
  return rows.map(({ campaign, isSkipped, ...row }) => ({
    ...row,
    campaign: CampaignKey.parse(campaign),
    ...(isSkipped && { isSkipped }),
  }));
}

/** The acts by which a movement begins a campaign, or leaves out one that is past. */
const beginningActs = ['campaign-started', 'campaign-skipped'];

async function beganAt(records: Records, plan: string): Promise<number | null> {
  const { rows } = await sql<{ began: number | null }>`
    select case when count(*) > 0 then coalesce(max((facts ->> 'began')::bigint), 0) end as began
    from audit
    where plan = ${plan} and act = any(${beginningActs}::text[]) and outcome -> 'refusal' = 'null'::jsonb
  `.execute(records.db);
  return rows[0]?.began ?? null;
}

/** What a movement goes by: whose records these are, what is closed in them, since when it runs. Its plan is kept in them. Throws where it names another's. */
export async function movementStanding(
  records: Records,
  { plan, instance }: { plan: Plan; instance: string },
): Promise<MovementStanding> {
  const own = await instanceOf(records);
  if (instance !== '') checkInstance(own, instance);
  await keepPlan(records, plan);
  return {
    instance: own,
    closed: await closedCampaigns(records, plan.plan),
    began: await beganAt(records, plan.plan),
  };
}
