import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { Course, type CourseResult } from './course.js';
import { CourseInput } from './course-state.js';
import { plan263 } from './plan/plan-263.js';
import { datesYear, instantOf } from './rules/calendar.js';

/** The summary of the period (III.3.b): the same course, opened on the day after the period's end. */
export async function periodSummary(input: CourseInput): Promise<CourseResult> {
  const course = new Course(CourseInput.parse(input));
  course.listen();
  if (!workflowInfo().continuedFromExecutionRunId) {
    const opening = instantOf(`${String(datesYear(plan263, 'summary'))}-01-01`);
    course.state.agenda = [{ at: opening, what: 'open', workingDays: 0 }];
  }
  return course.run((next) => continueAsNew<typeof periodSummary>(next));
}
