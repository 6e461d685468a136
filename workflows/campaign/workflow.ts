import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { Course, type CourseResult } from './campaign.js';
import { CourseInput } from './state.js';
import { dayOf } from '../rules/calendar.js';

/** One year's campaign (III.3.a): from the launch on 1 January to the ceremony in the first quarter of the next year. */
export async function annualCampaign(input: CourseInput): Promise<CourseResult> {
  const course = new Course(CourseInput.parse(input));
  course.listen();
  if (!workflowInfo().continuedFromExecutionRunId) launch(course);
  return course.run((next) => continueAsNew<typeof annualCampaign>(next));
}

/** Stage 1: units are asked for their own launch plan, and those without one reminded while the year lasts (V.1). */
function launch(course: Course): void {
  const { state, context, campaign } = course;
  state.launchedAt = context.clock.now();
  const recipients = [{ unitsInForceOn: dayOf(state.launchedAt) }];
  context.mail('launch-request', recipients, { code: 'launch-request', campaign });
}
