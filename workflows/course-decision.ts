import type { Course } from './course.js';
import { closeDossiers } from './course-opening.js';
import { refuse } from './context.js';
import { faultOf } from './faults.js';
import { plain } from './acts.js';
import {
  Actor,
  type Appraise,
  type Forward,
  messages,
  type RecordCeremony,
  type RecordDecision,
  type SignOff,
} from './messages.js';
import { dayOf } from './rules/calendar.js';
import type { Refusal } from './refusals.js';
import { refusalSentence } from './refusal-sentences.js';

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
    check: (message) => checkCeremony(course, message),
    apply: (message) => recordCeremony(course, message),
  });
}

function checkForward(course: Course, message: Forward): Refusal | null {
  const { state, stage } = course;
  const { selection } = state;
  if (state.signed !== null || selection === null || state.isSelectionDue || !course.isCollected()) {
    return { code: 'stage.wrong', stage, message: 'forward' };
  }
  const open = [
    ...selection.questions.map((question) => question.key),
    ...selection.waiting.map((seat) => `${seat.bloc}/${seat.seat}`),
  ];
  if (open.length > 0) return { code: 'list.incomplete', open };
  if (message.digest !== selection.digest) {
    return { code: 'list.stale', current: selection.digest, shown: message.digest };
  }
  if (state.list !== null) return { code: 'stage.wrong', stage, message: 'forward' };
  const isAgain = state.round > 0;
  return isAgain && message.reason === undefined ? { code: 'list.same-as-returned' } : null;
}

async function forward(course: Course, { actor, digest, reason }: Forward) {
  const { state, context, campaign } = course;
  const { selection, announceBy } = state;
  if (selection === null || announceBy === null) {
    return refuse({ code: 'stage.wrong', stage: course.stage, message: 'forward' });
  }
  const nominees = selection.winners.map((winner) => winner.nominee);
  const outcome = await context.recordAct('forward', actor, {
    reason: reason ?? null,
    facts: { digest, input: selection.input, round: state.round + 1 },
    change: { type: 'nominees-checked', nominees },
  });
  state.round += 1;
  state.returned = null;
  state.list = {
    digest,
    input: selection.input,
    forwardedBy: actor.person,
    at: outcome.at,
    isAppraised: false,
  };
  course.wake();
  const event = `appraise-request/${String(state.round)}`;
  context.mail(event, [{ office: 'board' }], { code: 'appraise-request', campaign, digest, announceBy });
  return { digest, round: state.round };
}

function checkAppraisal(course: Course, message: Appraise): Refusal | null {
  const { list } = course.state;
  if (list === null || list.isAppraised || course.state.signed !== null) {
    return { code: 'stage.wrong', stage: course.stage, message: 'appraise' };
  }
  if (message.digest !== list.digest) {
    return { code: 'list.stale', current: list.digest, shown: message.digest };
  }
  if (message.actor.person === list.forwardedBy) return { code: 'actor.forwarded-it' };
  return checkNotFuture(course, message.meeting.date);
}

/** A document or meeting can't bear a later date than today's. */
function checkNotFuture(course: Course, date: string): Refusal | null {
  const { clock } = course.context;
  const today = dayOf(clock.now());
  return !clock.isRehearsal && date > today ? { code: 'date.in-future', date, today } : null;
}

async function appraise(course: Course, message: Appraise) {
  const { state, context, campaign } = course;
  const { list, announceBy } = state;
  if (list === null || announceBy === null) {
    return refuse({ code: 'stage.wrong', stage: course.stage, message: 'appraise' });
  }
  await context.recordAct('appraise', message.actor, {
    reason: message.decision === 'return' ? message.reason : null,
    facts: { digest: message.digest, decision: message.decision, meeting: plain(message.meeting) },
    change: { type: 'nominees-checked', nominees: nomineesOf(course) },
  });
  if (message.decision === 'return') {
    giveBack(course, 'board', message.reason);
  } else {
    list.isAppraised = true;
    const event = `sign-request/${String(state.round)}`;
    context.mail(event, [{ office: 'chairman' }], {
      code: 'sign-request',
      campaign,
      digest: list.digest,
      announceBy,
    });
  }
  course.wake();
  return { decision: message.decision };
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
  const { message } = read;
  const refusal = checkSignOff(course, message);
  if (refusal !== null) return refuseSignOff(course, message.actor, refusal);
  const outcome = await course.context.record({
    key: `sign-off/${String(course.state.signals)}`,
    act: 'signOff',
    actor: message.actor,
    reason: message.decision === 'return' ? message.reason : null,
    facts: {
      digest: message.digest,
      decision: message.decision,
      strikes: message.decision === 'approve' ? message.strikes : [],
    },
    change: { type: 'nominees-checked', nominees: nomineesOf(course) },
  });
  if (outcome.refusal !== null) {
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
  const { name, signsAs } = holder ?? { name: actor.person, signsAs: '' };
  state.signed = { digest, struck: strikes, person: actor.person, name, signsAs, at };
  context.mail('signed', [{ office: 'home-affairs' }], {
    code: 'signed',
    campaign,
    digest,
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
  if (message.digest !== signed.digest) {
    return { code: 'list.stale', current: signed.digest, shown: message.digest };
  }
  return checkNotFuture(course, message.decision.date);
}

/** Stage 8: the ledger is written once, all are told, the dossiers end. */
async function recordDecision(course: Course, { actor, decision, digest }: RecordDecision) {
  const { state, context, campaign } = course;
  const { signed } = state;
  if (signed === null) return refuse({ code: 'stage.wrong', stage: course.stage, message: 'recordDecision' });
  const struck = signed.struck.map((strike) => strike.nominee);
  const { value } = await context.recordAct('recordDecision', actor, {
    reason: null,
    facts: { digest, decision, struck },
    change: { type: 'awards', digest, struck, decision, signedBy: signed.name, signsAs: signed.signsAs },
  });
  const awards =
    value?.type === 'awards-written' ? { rows: value.rows, total: value.total } : { rows: 0, total: 0 };
  state.decision = decision;
  state.awards = awards;
  context.mail('result', [{ dossiersOf: campaign }], { code: 'result', campaign, digest });
  context.mail('press-bulletin', [{ press: true }], { code: 'press-bulletin', campaign, digest });
  await closeDossiers(course);
  course.wake();
  return awards;
}

function checkCeremony(course: Course, message: RecordCeremony): Refusal | null {
  if (course.state.awards === null || course.state.isClosed) {
    return { code: 'stage.wrong', stage: course.stage, message: 'recordCeremony' };
  }
  return checkNotFuture(course, message.date);
}

async function recordCeremony(course: Course, { actor, date, place }: RecordCeremony) {
  await course.context.recordAct('recordCeremony', actor, {
    reason: null,
    facts: { date, place },
    change: { type: 'none' },
  });
  course.state.ceremony = { date, place };
  course.wake();
  return { date };
}
