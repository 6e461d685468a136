import { plain } from '../api/acts.js';
import { type Appraise, messages } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import type { Course } from './campaign.js';
import { giveBack, recordListAct, returnLetter, shown } from './list.js';
import { refuse } from '../engine/faults.js';

/** Stage 6: the Board approves the list or returns it with reasons. */
export function listenForAppraisal(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.appraise, {
    check: (message) => checkAppraisal(course, message),
    apply: (message) => appraise(course, message),
  });
}

function checkAppraisal(course: Course, message: Appraise): Refusal | null {
  const { list } = course.state;
  if (list === null || list.isAppraised || course.state.signed !== null) {
    return { code: 'stage.wrong', stage: course.stage, message: 'appraise' };
  }
  if (message.digest !== list.digest) {
    return { code: 'list.stale', current: list.digest, shown: message.digest };
  }
  return message.actor.person === list.forwardedBy ? { code: 'actor.forwarded-it' } : null;
}

async function appraise(course: Course, message: Appraise) {
  const { state, campaign } = course;
  const { list, announceBy } = state;
  if (list === null || announceBy === null) {
    return refuse({ code: 'stage.wrong', stage: course.stage, message: 'appraise' });
  }
  const { actor, decision, digest, meeting } = message;
  await recordListAct(course, 'appraise', actor, {
    reason: decision === 'return' ? message.reason : null,
    facts: { digest, input: list.input, decision, meeting: plain(meeting) },
    change: {
      type: 'list-appraised',
      list: shown(course, list),
      approves: decision === 'approve',
      meeting: meeting.date,
    },
    letters: [
      decision === 'return'
        ? returnLetter(course, 'board', message.reason)
        : {
            event: `sign-request/${String(state.round)}`,
            recipients: [{ office: 'chairman' }],
            content: { code: 'sign-request', campaign, digest, input: list.input, announceBy },
          },
    ],
  });
  if (decision === 'return') giveBack(course, 'board', message.reason);
  else list.isAppraised = true;
  course.wake();
  return { decision };
}
