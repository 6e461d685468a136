import { plan263 } from '../../../workflows/plan/plan-263.js';
import type { CampaignKey } from '../../../workflows/plan/schema.js';
import type { CriteriaNames } from './problems.js';

/** III.1: the criteria that a filing of this campaign answers, by kind of nominee. */
export function criteriaNames(plan: string, campaign: CampaignKey): CriteriaNames {
  if (plan !== plan263.plan) throw new Error(`There is no plan ${plan}.`);
  const { criteria } = campaign === 'summary' ? plan263.summary : plan263.annual;
  return {
    collective: criteria.collective.map((it) => it.code),
    individual: criteria.individual.map((it) => it.code),
  };
}
