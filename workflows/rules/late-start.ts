import type { CampaignKey, Plan } from '../plan/schema.js';
import { datesYear, dayOfCutoff } from './calendar.js';
import { campaignStart } from './campaign-start.js';
import { dayOf, instantOf } from './days.js';

/** When a campaign's submissions open, epoch ms. */
export const openingOf = (plan: Plan, campaign: CampaignKey): number =>
  instantOf(`${String(datesYear(plan, campaign))}-01-01`);

/** IV.1.b: the first instant after the quarter in which a campaign's awards are announced, epoch ms. */
export const announcingEnd = (plan: Plan, campaign: CampaignKey): number =>
  instantOf(dayOfCutoff(plan.cutoffs.announce, datesYear(plan, campaign)));

/** Whether a campaign was past before a movement began (epoch ms). */
export const isWhollyPast = (plan: Plan, campaign: CampaignKey, began: number): boolean =>
  announcingEnd(plan, campaign) <= began;

/** Whether a movement began (epoch ms) after the day on which a campaign should have begun. */
export const isBegunLate = (plan: Plan, campaign: CampaignKey, began: number): boolean =>
  dayOf(campaignStart(plan, campaign)) < dayOf(began);
