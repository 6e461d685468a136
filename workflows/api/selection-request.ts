import type { CampaignKey } from '../plan/schema.js';
import type { SelectionRequest } from './acts.js';
import type { CourseState } from './campaign-state.js';
import { ownQuestionOf } from './own-questions.js';

/** What of a campaign's state the selection is computed from. */
export const requestOf = (
  plan: string,
  campaign: CampaignKey,
  { waivers, answers, shortlist }: Pick<CourseState, 'waivers' | 'answers' | 'shortlist'>,
): SelectionRequest => ({
  plan,
  campaign,
  waivers,
  answers: answers
    .filter((it) => ownQuestionOf(campaign, it.key) === null)
    .map(({ key, asked, choices, reason }) => ({ question: key, asked, choices, reason })),
  shortlist,
});
