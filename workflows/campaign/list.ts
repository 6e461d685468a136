import type { RecordOutcome, ShownList } from '../api/acts.js';
import type { Actor } from '../api/messages.js';
import type { Act, LeftLetter } from '../engine/context.js';
import type { Course } from './campaign.js';
import { selectionRequest } from './selecting.js';

/** The list of an act, with what the records compute it anew from. */
export const shown = (course: Course, { digest, input }: { digest: string; input: string }): ShownList => ({
  digest,
  input,
  request: selectionRequest(course),
});

/** An act on the list; where the records find another one, it is computed anew. */
export async function recordListAct(
  course: Course,
  act: string,
  actor: Actor,
  entry: Omit<Act, 'act' | 'actor'>,
): Promise<RecordOutcome> {
  try {
    return await course.context.recordAct(act, actor, entry);
  } catch (error) {
    course.lookAgain();
    course.selectAgain();
    throw error;
  }
}

/** The list goes back to Home Affairs with the reason; it, or another, is forwarded anew. */
export function giveBack(course: Course, by: 'board' | 'chairman', reason: string): void {
  const { state } = course;
  state.returned = { by, digest: state.list?.digest ?? '', reason };
  state.list = null;
}

/** The letter on a list that goes back. */
export const returnLetter = (
  { state, campaign }: Course,
  by: 'board' | 'chairman',
  reason: string,
): LeftLetter => ({
  event: `list-returned/${String(state.round)}`,
  recipients: [{ office: 'home-affairs' }],
  content: { code: 'list-returned', campaign, by, reason },
});
