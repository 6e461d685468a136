import { sql } from 'kysely';
import { z } from 'zod';
import { CampaignKey } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

/** A list that was given back and has not been forwarded again; `at` in epoch ms. */
export interface ListReturn {
  campaign: CampaignKey;
  by: 'board' | 'chairman';
  at: number;
  reason: string;
}

const Row = z.object({
  campaign: CampaignKey,
  act: z.enum(['forward', 'appraise', 'signOff']),
  decision: z.string().nullable(),
  at: z.coerce.number(),
  reason: z.string().nullable(),
});

/** Of each campaign of a plan whose list was given back last, by whom and why. */
export async function listReturns({ db }: Pick<Records, 'db'>, plan: string): Promise<ListReturn[]> {
  const { rows } = await sql`
    select distinct on (campaign) campaign, act, facts ->> 'decision' as decision, business_time as at, reason
    from audit
    where plan = ${plan} and campaign is not null and act in ('forward', 'appraise', 'signOff')
      and outcome -> 'refusal' = 'null'::jsonb
    order by campaign, seq desc
  `.execute(db);
  return z
    .array(Row)
    .parse(rows)
    .filter(({ act, decision }) => act !== 'forward' && decision === 'return')
    .map(({ campaign, act, at, reason }) => ({
      campaign,
      by: act === 'appraise' ? 'board' : 'chairman',
      at,
      reason: reason ?? '',
    }));
}
