import type { CampaignKey, Plan } from '../plan/schema.js';
import { addDays, instantOf } from './days.js';

/**
 * When a campaign begins, epoch ms: the first year's at once (the plan's own day), each other on 1 January of its year, the
 * summary after the last.
 */
export function campaignStart(plan: Plan, campaign: CampaignKey): number {
  if (campaign === 'summary') return instantOf(addDays(plan.period.to, 1));
  const isFirst = Number(campaign) === plan.annual.years[0];
  return instantOf(isFirst ? plan.period.from : `${campaign}-01-01`);
}
