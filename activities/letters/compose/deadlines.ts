import type { CampaignKey, Cutoff, Plan } from '../../../workflows/plan/schema.js';
import { datesYear, dayOfCutoff } from '../../../workflows/rules/calendar.js';
import { instantOf } from '../../../workflows/rules/days.js';

const inYear = (year: number, cutoff: Pick<Cutoff, 'month' | 'day'>): number =>
  instantOf(dayOfCutoff(cutoff, year));

/** V.1, III.1.a: a unit's launch plan counts for the year it is made in; the first instant too late, epoch ms. */
export const launchBy = (plan: Plan, campaign: CampaignKey): number =>
  inYear(datesYear(plan, campaign), { month: 1, day: 1 });

/** IV.1.a: the first instant, epoch ms, at which the campaign's dossiers come too late. */
export const dossierCutoff = (plan: Plan, campaign: CampaignKey): number =>
  inYear(datesYear(plan, campaign), plan.cutoffs.dossier);

/** IV.1.b: the first instant, epoch ms, after the quarter in which awards are announced. */
export const announceBy = (plan: Plan, campaign: CampaignKey): number =>
  inYear(datesYear(plan, campaign), plan.cutoffs.announce);
