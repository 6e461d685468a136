import type { Course } from './campaign.js';
import { type Entry, plain, type RecordOutcome, type ShownList } from '../api/acts.js';
import { closeDossiers } from './opening.js';
import { bringUpToDate, selectionRequest } from './selecting.js';
import { refuse } from '../engine/context.js';
import { campaignId } from '../api/identity.js';
import { faultOf } from '../engine/faults.js';
import {
  Actor,
  type Appraise,
  type Forward,
  messages,
  type RecordCeremony,
  type RecordDecision,
  type SignOff,
} from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import { refusalSentence } from '../api/refusal-sentences.js';

const refusalsKept = 20;

/** Messages from the forwarding to the ceremony. */
export function listenForDecisions(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.forward, {
    check: (message) => checkForward(course, message),
    apply: (message) => forward(course, message),
  });
  context.onUpdate(messages.appraise, {
    check: (message) => checkAppraisal(course, message),
    apply: (message) => appraise(course, message),
  });
  context.onSignal(messages.signOff, (input) => {
    course.inbox.push(input);
  });
  context.onUpdate(messages.recordDecision, {
    check: (message) => checkDecision(course, message),
    apply: (message) => recordDecision(course, message),
  });
  context.onUpdate(messages.recordCeremony, {
    check: () => checkCeremony(course),
    apply: (message) => recordCeremony(course, message),
  });
}

function checkForward(course: Course, message: Forward): Refusal | null {
  const { state, stage } = course;
  const { selection } = state;
  const wrong = { code: 'stage.wrong', stage, message: 'forward' } as const;
  if (state.signed !== null || state.list !== null) return wrong;
  // What is due is done before the message's turn comes; it is checked again then.
  if (course.isBehind()) return null;
  if (selection === null || !course.isCollected()) return wrong;
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

/** The list of an act, with what the records compute it anew from. */
const shown = (course: Course, { digest, input }: { digest: string; input: string }): ShownList => ({
  digest,
  input,
  request: selectionRequest(course),
});

async function forward(course: Course, message: Forward) {
  const { state, context, campaign } = course;
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
  });
  state.round += 1;
  state.returned = null;
  state.list = { digest, input, forwardedBy: actor.person, at: outcome.at, isAppraised: false };
  course.wake();
  const event = `appraise-request/${String(state.round)}`;
  context.mail(event, [{ office: 'board' }], {
    code: 'appraise-request',
    campaign,
    digest,
    input,
    announceBy,
  });
  return { digest, round: state.round };
}

/** An act on the list; where the records find another one, it is computed anew. */
async function recordListAct(
  course: Course,
  act: string,
  actor: Actor,
  entry: Pick<Entry, 'reason' | 'facts' | 'change'>,
): Promise<RecordOutcome> {
  try {
    return await course.context.recordAct(act, actor, entry);
  } catch (error) {
    course.lookAgain();
    course.selectAgain();
    throw error;
  }
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
  const { state, context, campaign } = course;
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
  });
  if (decision === 'return') {
    giveBack(course, 'board', message.reason);
  } else {
    list.isAppraised = true;
    const event = `sign-request/${String(state.round)}`;
    const { input } = list;
    const content = { code: 'sign-request' as const, campaign, digest, input, announceBy };
    context.mail(event, [{ office: 'chairman' }], content);
  }
  course.wake();
  return { decision };
}

function nomineesOf(course: Course): string[] {
  return course.state.selection?.winners.map((winner) => winner.nominee) ?? [];
}

/** The list goes back to Home Affairs with the reason; it, or another, is forwarded anew. */
function giveBack(course: Course, by: 'board' | 'chairman', reason: string): void {
  const { state, context, campaign } = course;
  state.returned = { by, digest: state.list?.digest ?? '', reason };
  state.list = null;
  const event = `list-returned/${String(state.round)}`;
  context.mail(event, [{ office: 'home-affairs' }], { code: 'list-returned', campaign, by, reason });
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
  const read = course.context.read(messages.signOff, input);
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
  });
  if (outcome.refusal !== null) {
    course.lookAgain();
    course.selectAgain();
    keepRefusal(course, message.actor, outcome.refusal);
    return;
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
  const { state, context, campaign } = course;
  if (message.decision === 'return') return giveBack(course, 'chairman', message.reason);
  const { digest, strikes, actor } = message;
  const input = state.list?.input ?? '';
  const { name, signsAs } = holder ?? { name: actor.person, signsAs: '' };
  state.signed = { digest, input, struck: strikes, person: actor.person, name, signsAs, at };
  context.mail(`signed/${String(state.round)}`, [{ office: 'home-affairs' }], {
    code: 'signed',
    campaign,
    digest,
    input,
    struck: strikes.length,
  });
}

function actorIn(input: unknown): Actor | null {
  if (typeof input !== 'object' || input === null || !('actor' in input)) return null;
  return Actor.safeParse(input.actor).data ?? null;
}

async function refuseSignOff(course: Course, actor: Actor | null, refusal: Refusal): Promise<void> {
  await course.context.record({
    key: `sign-off-refused/${String(course.state.signals)}`,
    act: 'signOff-refused',
    actor: null,
    reason: null,
    facts: { refusal: plain(refusal), sender: actor?.person ?? null },
    change: { type: 'none' },
  });
  keepRefusal(course, actor, refusal);
}

function keepRefusal(course: Course, actor: Actor | null, refusal: Refusal): void {
  const { state, context, campaign } = course;
  const at = context.clock.now();
  const trace = { at, actor, refusal, sentence: refusalSentence(refusal) };
  state.refusals = [...state.refusals, trace].slice(-refusalsKept);
  const event = `sign-refused/${String(state.signals)}`;
  context.mail(event, [{ office: 'chairman' }], { code: 'sign-refused', campaign, refusal });
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
  });
  const awards =
    value?.type === 'awards-written' ? { rows: value.rows, total: value.total } : { rows: 0, total: 0 };
  state.decision = decision;
  state.awards = awards;
  context.mail('result', [{ dossiersOf: campaign }], { code: 'result', campaign, digest, input });
  context.mail('press-bulletin', [{ press: true }], { code: 'press-bulletin', campaign, digest, input });
  await closeDossiers(course);
  // Certificates that come late count in the summary too (III.1.b).
  if (campaign !== 'summary')
    await context.tell(campaignId(course.input.plan, 'summary'), messages.look, null);
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
