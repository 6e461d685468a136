import { CampaignKey } from '../plan/schema.js';

/**
 * The questions that the engine itself asks: about the last day before a cutoff, who takes part in the summary, and whether a
 * campaign whose cutoff was past before the movement began is opened at all.
 */
const ownQuestions = ['cutoff', 'forward-cutoff', 'participants', 'late-opening'] as const;
export type OwnQuestion = (typeof ownQuestions)[number];

/** `2023/cutoff/last-day-not-working`, `summary/participants`, `2023/late-opening` */
export const ownQuestionKey = (campaign: CampaignKey, about: OwnQuestion): string =>
  about === 'participants' || about === 'late-opening'
    ? `${campaign}/${about}`
    : `${campaign}/${about}/last-day-not-working`;

/** Which of the engine's own questions a key is; null: one of the selection's. */
export const ownQuestionOf = (campaign: CampaignKey, key: string): OwnQuestion | null =>
  ownQuestions.find((about) => ownQuestionKey(campaign, about) === key) ?? null;

/** The same where the campaign isn't known. */
export function ownQuestionIn(key: string): OwnQuestion | null {
  const campaign = CampaignKey.safeParse(key.slice(0, key.indexOf('/'))).data;
  return campaign === undefined ? null : ownQuestionOf(campaign, key);
}
