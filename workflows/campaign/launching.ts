import { dayOf } from '../rules/calendar.js';
import type { Course } from './campaign.js';

/** Stage 1: units are asked for their own launch plan, and those without one reminded while the year lasts (V.1). */
export function requestLaunchPlans(course: Course): void {
  const { state, context, campaign } = course;
  state.launchedAt = course.now;
  const recipients = [{ unitsInForceOn: dayOf(state.launchedAt) }];
  context.mail('launch-request', recipients, { code: 'launch-request', campaign });
}

/** @param at the reminder's instant, epoch ms */
export function remindOfLaunchPlans({ context, campaign }: Course, at: number): void {
  const recipients = [{ unitsWithoutLaunchPlan: campaign, on: dayOf(at) }];
  context.mail(`launch-reminder/${String(at)}`, recipients, { code: 'launch-reminder', campaign });
}
