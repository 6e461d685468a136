import { continueAsNew } from '@temporalio/workflow';
import { Course, type CourseResult } from './campaign.js';
import { CourseInput } from './state.js';

/** The summary of the period (III.3.b): the same course, opened on the day after the period's end. */
export async function periodSummary(input: CourseInput): Promise<CourseResult> {
  const course = new Course(CourseInput.parse(input));
  course.listen();
  return course.run((next) => continueAsNew<typeof periodSummary>(next));
}
