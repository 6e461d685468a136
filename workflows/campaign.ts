import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { Course, type CourseResult } from './course.js';
import { CourseInput } from './course-state.js';
import { datesYear, dayOf, instantOf } from './rules/calendar.js';
import { plan263 } from './plan/plan-263.js';

/** One year's campaign (III.3.a): from the launch on 1 January to the ceremony in the first quarter of the next year. */
export async function annualCampaign(input: CourseInput): Promise<CourseResult> {
  const course = new Course(CourseInput.parse(input));
  course.listen();
  if (!workflowInfo().continuedFromExecutionRunId) launch(course);
  return course.run((next) => continueAsNew<typeof annualCampaign>(next));
}

/** Stage 1: units are asked for their own launch plan, and reminded while the year lasts (V.1). */
function launch(course: Course): void {
  const { state, context, campaign } = course;
  const opening = instantOf(`${String(datesYear(plan263, campaign))}-01-01`);
  const reminders = [`${campaign}-10-01`, `${campaign}-12-01`].map((day) => instantOf(day, 8));
  state.agenda = [
    ...reminders
      .filter((at) => at > context.clock.now())
      .map((at) => ({ at, what: 'launch-reminder' as const, workingDays: 0 })),
    { at: opening, what: 'open', workingDays: 0 },
  ];
  const recipients = [{ unitsInForceOn: dayOf(context.clock.now()) }];
  context.mail('launch-request', recipients, { code: 'launch-request', campaign });
}
