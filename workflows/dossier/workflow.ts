import { continueAsNew, defineQuery, setHandler } from '@temporalio/workflow';
import { messages, queries } from '../api/messages.js';
import type { DossierStatus } from '../api/views.js';
import { live } from '../engine/life.js';
import { decideInTime, look, nextMoment } from './deadlines.js';
import { Dossier } from './dossier.js';
import { listenForFilings } from './filing.js';
import { listenForReviews } from './reviewing.js';
import { DossierInput } from './state.js';
import { showDossier } from './view.js';

/** One unit's dossier in one campaign: filing, review, return, lapse (IV.1.a, IV.2), until the awards are written. */
export async function dossier(input: DossierInput): Promise<{ status: DossierStatus }> {
  const course = new Dossier(DossierInput.parse(input));
  listen(course);
  const { context, state } = course;
  await live(
    {
      context,
      nextMoment: () => nextMoment(course),
      turn: () => turn(course),
      show: () => showDossier(course),
      isOver: () => course.isClosing,
      nextRun: () => ({ ...course.input, state, clock: context.clock.forNextRun() }),
      maximumEvents: course.input.maximumEvents,
    },
    (next) => continueAsNew<typeof dossier>(next),
  );
  return { status: state.status };
}

function listen(course: Dossier): void {
  course.context.turns.attendTo(() => turn(course));
  setHandler(defineQuery(queries.state), () => course.state);
  course.context.onSignal(messages.look, () => {
    course.isLookDue = true;
  });
  listenForFilings(course);
  listenForReviews(course);
  showDossier(course);
}

async function turn(course: Dossier): Promise<void> {
  await look(course);
  await decideInTime(course);
  await course.tellCampaign();
}
