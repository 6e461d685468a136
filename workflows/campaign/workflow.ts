import { continueAsNew, defineQuery, setHandler } from '@temporalio/workflow';
import { messages, queries } from '../api/messages.js';
import { live } from '../engine/life.js';
import { nextMoment } from './agenda.js';
import { closeIfDone, listenForDecisions, resultOf } from './announcing.js';
import { listenForAppraisal } from './appraising.js';
import { Course } from './campaign.js';
import { listenForChoices } from './choosing.js';
import { listenForReports } from './collecting.js';
import { startDossiers } from './dossiers.js';
import { listenForExtensions } from './extending.js';
import { listenForForwarding } from './forwarding.js';
import { listenForHolding } from './holding-reminders.js';
import { isToLaunch, requestLaunchPlans } from './launching.js';
import { listenForAnswers } from './questions.js';
import { listenForRankings } from './ranking.js';
import { doWhatIsDue } from './reaching.js';
import { bringUpToDate } from './selecting.js';
import { isLookDue } from './stages.js';
import { listenForSignOffs, receiveSignOffs, tellRefusals } from './signing.js';
import { CourseInput, type CourseResult } from './state.js';
import { courseView, keepView, showCourse } from './view.js';

/** One year's campaign (III.3.a): from the launch on 1 January to the ceremony in the first quarter of the next year. */
export async function annualCampaign(input: CourseInput): Promise<CourseResult> {
  const course = new Course(CourseInput.parse(input));
  listen(course);
  return run(course, (next) => continueAsNew<typeof annualCampaign>(next));
}

/** The summary of the period (III.3.b): the same course, opened on the day after the period's end. */
export async function periodSummary(input: CourseInput): Promise<CourseResult> {
  const course = new Course(CourseInput.parse(input));
  listen(course);
  return run(course, (next) => continueAsNew<typeof periodSummary>(next));
}

/** All that officials may send, stage by stage. */
function listen(course: Course): void {
  course.context.turns.attendTo(() => turn(course));
  setHandler(defineQuery(queries.state), () => ({
    ...courseView(course),
    isSelecting: course.isSelecting,
    state: course.state,
  }));
  course.context.onSignal(messages.look, () => course.lookAgain());
  listenForReports(course);
  listenForExtensions(course);
  listenForRankings(course);
  listenForAnswers(course);
  listenForChoices(course);
  listenForForwarding(course);
  listenForHolding(course);
  listenForAppraisal(course);
  listenForSignOffs(course);
  listenForDecisions(course);
  showCourse(course);
}

/** The campaign's story, from the launch to the ceremony: each turn does what is due, in this order. */
async function turn(course: Course): Promise<void> {
  await requestLaunchPlans(course);
  await doWhatIsDue(course);
  await startDossiers(course);
  await bringUpToDate(course);
  await receiveSignOffs(course);
  await closeIfDone(course);
  await tellRefusals(course);
  await keepView(course);
}

/** Runs until the campaign is closed, or as far as one run should go. */
async function run(
  course: Course,
  continueWith: (input: CourseInput) => Promise<never>,
): Promise<CourseResult> {
  const { state, context, input, campaign } = course;
  await live(
    {
      context,
      nextMoment: () => nextMoment(course.plan, campaign, state, course.now),
      hasWork: () => isToLaunch(course) || state.started < state.units.length || isLookDue(state, course.now),
      turn: () => turn(course),
      show: () => showCourse(course),
      isOver: () => state.isClosed,
      isRunOver: () => course.isRunOver,
      nextRun: () => ({ ...input, state, clock: context.clock.forNextRun() }),
      maximumEvents: input.maximumEvents,
    },
    continueWith,
  );
  return resultOf(course);
}
