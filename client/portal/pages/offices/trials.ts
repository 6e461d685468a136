import type { CampaignKey } from '../../../../workflows/plan/schema.js';
import type { Course } from '../../../officials/course.js';
import { type Tried, tryList } from '../../../officials/trial-list.js';
import type { Visit } from '../../visit.js';
import type { TrialShown } from './trial.js';

/** The list that something would make, to be shown; or why there is none. Nothing is written. */
export async function trialOf(
  { portal: { records }, plan }: Visit,
  campaign: CampaignKey,
  { state }: Course,
  what: string,
  tried: Tried,
): Promise<{ trial: TrialShown } | { sentence: string }> {
  const list = await tryList({ plan, records }, campaign, state, tried);
  if ('faults' in list) return { sentence: `Không tính thử được: ${list.faults.join('; ')}` };
  return { trial: { what, ...list } };
}
