import { plan263 } from '../../../workflows/plan/plan-263.js';
import type { CampaignKey, Cutoff } from '../../../workflows/plan/schema.js';
import { datesYear } from '../../../workflows/rules/calendar.js';
import { instantOf } from '../../../workflows/rules/days.js';

const inYear = (year: number, { month, day }: Pick<Cutoff, 'month' | 'day'>): number =>
  instantOf(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

/** V.1, III.1.a: a unit's launch plan counts for the year it is made in; the first instant too late, epoch ms. */
export const launchBy = (campaign: CampaignKey): number =>
  inYear(datesYear(plan263, campaign), { month: 1, day: 1 });

/** IV.1.a: the first instant, epoch ms, at which the campaign's dossiers come too late. */
export const dossierCutoff = (campaign: CampaignKey): number =>
  inYear(datesYear(plan263, campaign), plan263.cutoffs.dossier);

/** IV.1.b: the first instant, epoch ms, after the quarter in which awards are announced. */
export const announceBy = (campaign: CampaignKey): number =>
  inYear(datesYear(plan263, campaign), plan263.cutoffs.announce);
