import { dayOf } from '../rules/calendar.js';
import { openingOf } from '../rules/late-start.js';
import { skipLaunchReminders } from './late.js';
import type { Course } from './campaign.js';

/** A campaign that has just begun; the summary has no launch of its own. */
export const isToLaunch = ({ campaign, state }: Course): boolean =>
  campaign !== 'summary' && state.launchedAt === 0 && state.cutoff === null;

/** Stage 1: units are asked for their own launch plan, and those without one reminded while the year lasts (V.1). */
export async function requestLaunchPlans(course: Course): Promise<void> {
  const { state, campaign } = course;
  if (!isToLaunch(course)) return;
  state.launchedAt = course.now;
  if (state.began >= openingOf(course.plan, campaign)) return;
  await skipLaunchReminders(course);
  const recipients = [{ unitsInForceOn: dayOf(state.launchedAt) }];
  const content = { code: 'launch-request' as const, campaign };
  await course.note('launch-plans-asked', 'launch-request', {}, [
    { event: 'launch-request', recipients, content },
  ]);
}

/** @param at the reminder's instant, epoch ms */
export async function remindOfLaunchPlans(course: Course, at: number): Promise<void> {
  const { campaign } = course;
  const event = `launch-reminder/${String(at)}`;
  const recipients = [{ unitsWithoutLaunchPlan: campaign, on: dayOf(at) }];
  const content = { code: 'launch-reminder' as const, campaign };
  await course.note('reminded', event, { of: 'launch-plans' }, [{ event, recipients, content }]);
}
