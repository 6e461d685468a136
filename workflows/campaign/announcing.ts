import type { CourseResult } from './state.js';
import { campaignId, movementId } from '../api/identity.js';
import { type RecordCeremony, type RecordDecision, messages } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import type { Course } from './campaign.js';
import { closeDossiers } from './dossiers.js';
import { recordListAct, shown } from './list.js';
import { refuse } from '../engine/faults.js';

/** Stage 8: the decision's number and date, then the ceremony. */
export function listenForDecisions(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.recordDecision, {
    check: (message) => checkDecision(course, message),
    apply: (message) => recordDecision(course, message),
  });
  context.onUpdate(messages.recordCeremony, {
    check: () => checkCeremony(course),
    apply: (message) => recordCeremony(course, message),
  });
}

function checkDecision(course: Course, message: RecordDecision): Refusal | null {
  const { signed, decision } = course.state;
  if (signed === null || decision !== null) {
    return { code: 'stage.wrong', stage: course.stage, message: 'recordDecision' };
  }
  return message.digest === signed.digest
    ? null
    : { code: 'list.stale', current: signed.digest, shown: message.digest };
}

/** Stage 8: the ledger is written once, all are told, the dossiers end. */
async function recordDecision(course: Course, message: RecordDecision) {
  const { state, context, campaign } = course;
  const { signed } = state;
  if (signed === null) return refuse({ code: 'stage.wrong', stage: course.stage, message: 'recordDecision' });
  const { actor, decision } = message;
  const { digest, input, name, signsAs } = signed;
  const struck = signed.struck.map((strike) => strike.nominee);
  const { value } = await recordListAct(course, 'recordDecision', actor, {
    reason: null,
    facts: { digest, input, decision, struck },
    change: { type: 'awards', list: shown(course, signed), struck, decision, signedBy: name, signsAs },
    letters: [
      {
        event: 'result',
        recipients: [{ dossiersOf: campaign }],
        content: { code: 'result', campaign, digest, input },
      },
      {
        event: 'press-bulletin',
        recipients: [{ press: true }],
        content: { code: 'press-bulletin', campaign, digest, input },
      },
    ],
  });
  const awards =
    value?.type === 'awards-written' ? { rows: value.rows, total: value.total } : { rows: 0, total: 0 };
  state.decision = decision;
  state.awards = awards;
  await closeDossiers(course);
  // Certificates that come late count in the summary too (III.1.b).
  if (campaign !== 'summary') await context.nudge(campaignId(course.plan.plan, 'summary'));
  course.wake();
  return awards;
}

function checkCeremony(course: Course): Refusal | null {
  const { awards, ceremony, isClosed } = course.state;
  return awards === null || ceremony !== null || isClosed
    ? { code: 'stage.wrong', stage: course.stage, message: 'recordCeremony' }
    : null;
}

async function recordCeremony(course: Course, { actor, date, place }: RecordCeremony) {
  await course.context.recordAct('recordCeremony', actor, {
    reason: null,
    facts: { date, place },
    change: { type: 'ceremony', date },
  });
  course.state.ceremony = { date, place };
  course.wake();
  return { date };
}

/** Both the awards and the ceremony are recorded: the campaign is over. */
export async function closeIfDone(course: Course): Promise<void> {
  const { isClosed, awards, ceremony } = course.state;
  if (!isClosed && awards !== null && ceremony !== null) await close(course, 'campaign-closed');
}

/** A ceremony that nobody reported holds the campaign no longer. */
export async function giveUpCeremony(course: Course): Promise<void> {
  if (course.state.awards !== null) await close(course, 'ceremony-not-reported');
}

async function close(course: Course, act: string): Promise<void> {
  const { awards, total } = resultOf(course);
  await course.context.record({
    key: act,
    act,
    actor: null,
    reason: null,
    facts: { awards, total },
    change: { type: 'campaign-closed' },
  });
  course.state.isClosed = true;
  await course.context.nudge(movementId(course.plan.plan));
}

export function resultOf({ campaign, state }: Course): CourseResult {
  const { rows, total } = state.awards ?? { rows: 0, total: 0 };
  return { campaign, awards: rows, total };
}
