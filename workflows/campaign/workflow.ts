import { continueAsNew, defineQuery, setHandler, workflowInfo } from '@temporalio/workflow';
import { messages, queries } from '../api/messages.js';
import { waitSummary } from '../engine/showing.js';
import { nextMoment } from './agenda.js';
import { closeIfDone, listenForDecisions, resultOf } from './announcing.js';
import { listenForAppraisal } from './appraising.js';
import { Course } from './campaign.js';
import { listenForChoices } from './choosing.js';
import { listenForReports } from './collecting.js';
import { startDossiers } from './dossiers.js';
import { listenForExtensions } from './extending.js';
import { listenForForwarding } from './forwarding.js';
import { requestLaunchPlans } from './launching.js';
import { listenForAnswers } from './questions.js';
import { listenForRankings } from './ranking.js';
import { doWhatIsDue } from './reaching.js';
import { bringUpToDate } from './selecting.js';
import { listenForSignOffs, receiveSignOffs } from './signing.js';
import { CourseInput, type CourseResult } from './state.js';
import { courseView, keepView, showCourse } from './view.js';

/** One year's campaign (III.3.a): from the launch on 1 January to the ceremony in the first quarter of the next year. */
export async function annualCampaign(input: CourseInput): Promise<CourseResult> {
  const course = new Course(CourseInput.parse(input));
  listen(course);
  if (!workflowInfo().continuedFromExecutionRunId) requestLaunchPlans(course);
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
  course.context.attendTo({ turn: () => turn(course), wake: () => course.wake() });
  setHandler(defineQuery(queries.state), () => ({ ...courseView(course), state: course.state }));
  course.context.onSignal(messages.look, () => course.lookAgain());
  listenForReports(course);
  listenForExtensions(course);
  listenForRankings(course);
  listenForAnswers(course);
  listenForChoices(course);
  listenForForwarding(course);
  listenForAppraisal(course);
  listenForSignOffs(course);
  listenForDecisions(course);
  showCourse(course);
}

/** The campaign's story, from the launch to the ceremony: each turn does what is due, in this order. */
async function turn(course: Course): Promise<void> {
  await doWhatIsDue(course);
  await startDossiers(course);
  await bringUpToDate(course);
  await receiveSignOffs(course);
  await closeIfDone(course);
  showCourse(course);
  await keepView(course);
}

/** Runs until the campaign is closed, or as far as one run should go. */
async function run(
  course: Course,
  continueWith: (input: CourseInput) => Promise<never>,
): Promise<CourseResult> {
  const { state, context, input } = course;
  while (!state.isClosed || !context.isQuiet()) {
    const moment = nextMoment(course.campaign, state, course.now);
    await context.clock.until(moment, () => canGoOn(course), waitSummary(moment));
    // Before the work and not before the wait: what comes while the work is done is looked at in the next turn.
    course.hasNews = false;
    await context.takeTurn();
    if (!shouldContinueAsNew(course)) continue;
    context.clock.close();
    await continueWith({ ...input, state, clock: context.clock.forNextRun() });
  }
  return resultOf(course);
}

function canGoOn({ state, context, hasNews }: Course): boolean {
  return hasNews || state.started < state.units.length || (state.isClosed && context.isQuiet());
}

function shouldContinueAsNew({ state, context, input, hasNews, inbox, isRunOver }: Course): boolean {
  const isLong = isRunOver || context.isLong(input.maximumEvents);
  return isLong && !state.isClosed && !hasNews && inbox.length === 0 && context.isQuiet();
}
