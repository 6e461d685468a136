import { isCollected, isLookDue, isSelectionDue } from './stages.js';
import { type Forward, messages } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import type { Course } from './campaign.js';
import { recordListAct, shown } from './list.js';
import { refuse } from '../engine/faults.js';

/** Stage 6 begins: Home Affairs forwards the list to the Board (IV.1.b). */
export function listenForForwarding(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.forward, {
    check: (message) => checkForward(course, message),
    apply: (message) => forward(course, message),
  });
}

function checkForward(course: Course, message: Forward): Refusal | null {
  const { state, stage, now } = course;
  const { selection } = state;
  const wrong = { code: 'stage.wrong', stage, message: 'forward' } as const;
  if (state.signed !== null || state.list !== null) return wrong;
  // What is due is done before the message's turn comes; it is checked again then.
  if (course.isSelecting || isLookDue(state, now) || isSelectionDue(state, now)) return null;
  if (selection === null || !isCollected(state, now)) return wrong;
  const open = [
    ...state.questions.map((question) => question.key),
    ...selection.questions.map((question) => question.key),
    ...selection.waiting.map((seat) => `${seat.bloc}/${seat.seat}`),
  ];
  if (open.length > 0) return { code: 'list.incomplete', open };
  if (message.digest !== selection.digest) {
    return { code: 'list.stale', current: selection.digest, shown: message.digest };
  }
  return state.round > 0 && message.reason === undefined ? { code: 'list.same-as-returned' } : null;
}

async function forward(course: Course, message: Forward) {
  const { state, campaign } = course;
  const { selection, announceBy } = state;
  if (selection === null || announceBy === null) {
    return refuse({ code: 'stage.wrong', stage: course.stage, message: 'forward' });
  }
  const { actor, digest, reason } = message;
  const { input } = selection;
  const outcome = await recordListAct(course, 'forward', actor, {
    reason: reason ?? null,
    facts: { digest, input, round: state.round + 1 },
    change: { type: 'list-forwarded', list: shown(course, selection) },
    letters: [
      {
        event: `appraise-request/${String(state.round + 1)}`,
        recipients: [{ office: 'board' }],
        content: { code: 'appraise-request', campaign, digest, input, announceBy },
      },
    ],
  });
  state.round += 1;
  state.returned = null;
  state.list = { digest, input, forwardedBy: actor.person, at: outcome.at, isAppraised: false };
  course.wake();
  return { digest, round: state.round };
}
