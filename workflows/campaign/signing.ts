import { plain } from '../api/acts.js';
import { Actor, type SignOff, messages } from '../api/messages.js';
import { proofOf } from '../api/proof.js';
import { refusalSentence } from '../api/refusal-sentences.js';
import type { Refusal } from '../api/refusals.js';
import type { Course } from './campaign.js';
import { giveBack, returnLetter, shown } from './list.js';
import { bringUpToDate } from './selecting.js';
import type { LeftLetter } from '../engine/context.js';
import { faultOf } from '../engine/faults.js';
import { readMessage } from '../engine/receiving.js';
import { addDays, dayOf, instantOf } from '../rules/days.js';

/** Stage 7: the Chairman's decision comes as a signal; each is kept and read in its turn. */
export function listenForSignOffs(course: Course): void {
  const { context } = course;
  context.onSignal(messages.signOff, (input) => {
    course.inbox.push(input);
  });
}

const refusalsKept = 20;

function nomineesOf(course: Course): string[] {
  return course.state.selection?.winners.map((winner) => winner.nominee) ?? [];
}

/** Reads the signals that came, one by one; a refused one leaves a trace that its sender can read. */
export async function receiveSignOffs(course: Course): Promise<void> {
  for (const input of course.inbox.splice(0)) {
    course.state.signals += 1;
    try {
      await receiveSignOff(course, input);
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) throw error;
      await refuseSignOff(course, actorIn(input), fault);
    }
  }
}

async function receiveSignOff(course: Course, input: unknown): Promise<void> {
  const read = readMessage(messages.signOff, input);
  if ('refusal' in read) return refuseSignOff(course, actorIn(input), read.refusal);
  await bringUpToDate(course);
  const { message } = read;
  const { list } = course.state;
  const refusal = checkSignOff(course, message);
  if (refusal !== null || list === null) {
    const wrong = { code: 'stage.wrong', stage: course.stage, message: 'signOff' } as const;
    return refuseSignOff(course, message.actor, refusal ?? wrong);
  }
  const { digest, decision } = message;
  const proof = proofOf(messages.signOff.name, input);
  const outcome = await course.context.record({
    key: `sign-off/${String(course.state.signals)}`,
    act: 'signOff',
    actor: message.actor,
    reason: decision === 'return' ? message.reason : null,
    facts: {
      digest,
      input: list.input,
      decision,
      strikes: decision === 'approve' ? message.strikes : [],
    },
    change: { type: 'list-signed', list: shown(course, list), approves: decision === 'approve' },
    letters: [letterOn(course, message, list.input)],
    ...(proof !== null && { proof }),
  });
  if (outcome.refusal !== null) {
    course.lookAgain();
    course.selectAgain();
    return refuseSignOff(course, message.actor, outcome.refusal, true);
  }
  sign(course, message, outcome.at, outcome.holder);
}

function checkSignOff(course: Course, message: SignOff): Refusal | null {
  const { list, signed } = course.state;
  if (signed !== null) return { code: 'stage.wrong', stage: course.stage, message: 'signOff' };
  if (list !== null && message.digest !== list.digest) {
    return { code: 'list.stale', current: list.digest, shown: message.digest };
  }
  if (list === null || !list.isAppraised) {
    return { code: 'stage.wrong', stage: course.stage, message: 'signOff' };
  }
  if (message.decision === 'return') return null;
  const listed = nomineesOf(course);
  const unknown = message.strikes
    .map((strike) => strike.nominee)
    .filter((nominee) => !listed.includes(nominee));
  return unknown.length > 0 ? { code: 'strike.unknown', nominees: unknown } : null;
}

function sign(
  course: Course,
  message: SignOff,
  at: number,
  holder: { name: string; signsAs: string } | null,
): void {
  const { state } = course;
  if (message.decision === 'return') return giveBack(course, 'chairman', message.reason);
  const { digest, strikes, actor } = message;
  const input = state.list?.input ?? '';
  const { name, signsAs } = holder ?? { name: actor.person, signsAs: '' };
  state.signed = { digest, input, struck: strikes, person: actor.person, name, signsAs, at };
}

/** What Home Affairs reads of the decision. */
function letterOn(course: Course, message: SignOff, input: string): LeftLetter {
  if (message.decision === 'return') return returnLetter(course, 'chairman', message.reason);
  const { digest, strikes } = message;
  return {
    event: `signed/${String(course.state.round)}`,
    recipients: [{ office: 'home-affairs' }],
    content: { code: 'signed', campaign: course.campaign, digest, input, struck: strikes.length },
  };
}

function actorIn(input: unknown): Actor | null {
  if (typeof input !== 'object' || input === null || !('actor' in input)) return null;
  return Actor.safeParse(input.actor).data ?? null;
}

/** A refused decision leaves a trace that its sender can read; the records have it already where they refused it. */
async function refuseSignOff(
  course: Course,
  actor: Actor | null,
  refusal: Refusal,
  isRecorded = false,
): Promise<void> {
  const { state } = course;
  const trace = { at: course.now, actor, refusal, sentence: refusalSentence(course.plan, refusal) };
  state.refusals = [...state.refusals, trace].slice(-refusalsKept);
  state.refusalsUntold += 1;
  if (isRecorded) return;
  const facts = { refusal: plain(refusal), sender: actor?.person ?? null };
  await course.note('signOff-refused', `sign-off-refused/${String(state.signals)}`, facts);
}

/** One letter a day at most to the Chairman's office, which counts what was refused; the last of them once it is closed. */
export async function tellRefusals(course: Course): Promise<void> {
  const { state, campaign, now } = course;
  const count = state.refusalsUntold;
  const refusal = state.refusals.at(-1)?.refusal;
  if (count === 0 || refusal === undefined || (now < state.nextRefusalLetter && !state.isClosed)) return;
  const event = `sign-refused/${String(state.signals)}`;
  const content = { code: 'sign-refused', campaign, refusal, count } as const;
  await course.note('sign-refusals-told', event, { count }, [
    { event, recipients: [{ office: 'chairman' }], content },
  ]);
  state.refusalsUntold -= count;
  state.nextRefusalLetter = instantOf(addDays(dayOf(now), 1), 8);
}
