import type { Course } from './campaign.js';
import { moveCutoff, tellDossiers } from './collecting.js';
import { addParticipants } from './opening.js';
import { look, supersede } from './standing.js';
import { readChoice } from '../api/choices.js';
import { refuse } from '../engine/context.js';
import { campaignId } from '../api/identity.js';
import {
  type AnswerQuestion,
  messages,
  type RecordRanking,
  type Shortlist,
  type WaiveCriterion,
} from '../api/messages.js';
import { plan263 } from '../plan/plan-263.js';
import { addDays, instantOf } from '../rules/calendar.js';
import { rankingShape } from '../rules/selection/ranking.js';
import type { Refusal } from '../api/refusals.js';
import type { SelectionRequest, SelectionSummary } from '../api/effects.js';
import type { Question } from '../api/campaign-state.js';

/** Messages that lead to a list: rankings, answers, shortlists, waivers. */
export function listenForSelection(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.recordRanking, {
    check: (message) => checkRanking(course, message),
    apply: (message) => recordRanking(course, message),
  });
  context.onUpdate(messages.answerQuestion, {
    check: (message) => checkAnswer(course, message),
    apply: (message) => answer(course, message),
  });
  context.onUpdate(messages.shortlist, {
    check: (message) => checkShortlist(course, message),
    apply: (message) => shortlist(course, message),
  });
  context.onUpdate(messages.waiveCriterion, {
    check: (message) => checkWaiver(course, message),
    apply: (message) => waive(course, message),
  });
}

/** After the signature nothing changes; a forwarded list is changed only with a reason, by a new list. */
function checkChangeable(course: Course, message: string, reason: string | undefined): Refusal | null {
  const { state, stage } = course;
  if (state.signed !== null || state.isClosed) return { code: 'stage.wrong', stage, message };
  return state.list !== null && reason === undefined ? { code: 'list.frozen', message } : null;
}

function checkRanking(course: Course, message: RecordRanking): Refusal | null {
  const frozen = checkChangeable(course, 'recordRanking', message.reason);
  if (frozen !== null) return frozen;
  if (course.campaign === 'summary' && message.period === 'previous') {
    return { code: 'ranking.no-previous', campaign: course.campaign };
  }
  const seen = new Set<string>();
  const repeated: { row: number; unit: string }[] = [];
  message.rows.forEach(({ unit }, index) => {
    if (seen.has(unit)) repeated.push({ row: index + 1, unit });
    seen.add(unit);
  });
  if (repeated.length > 0) return { code: 'ranking.repeated-unit', rows: repeated };
  const misfits = rankingShape(message.rows.map((row) => row.rank));
  return misfits.length === 0 ? null : { code: 'ranking.shape', bloc: message.bloc, rows: misfits };
}

async function recordRanking(course: Course, message: RecordRanking) {
  const { actor, bloc, period, decision, rows, reason } = message;
  await course.context.recordAct('recordRanking', actor, {
    reason: reason ?? null,
    facts: { bloc, period, decision, rows: rows.length },
    change: { type: 'ranking', bloc, period, decision, rows },
  });
  const others = course.state.rankings.filter((it) => it.bloc !== bloc || it.period !== period);
  course.state.rankings = [...others, { bloc, period, decision, units: rows.length }];
  course.selectAgain();
  await supersede(course, 'ranking', reason ?? null);
  // Next year's greatest leap is reckoned from this ranking (III.3.a).
  if (period === 'current' && course.campaign !== 'summary') {
    const next = campaignId(course.input.plan, String(Number(course.campaign) + 1));
    await course.context.tell(next, messages.look, null);
  }
  return { bloc, period, units: rows.length };
}

function findQuestion(course: Course, key: string): Question | undefined {
  const { questions, selection, answers } = course.state;
  return [...questions, ...(selection?.questions ?? []), ...answers].find((question) => question.key === key);
}

function checkAnswer(course: Course, message: AnswerQuestion): Refusal | null {
  const frozen = checkChangeable(course, 'answerQuestion', undefined);
  if (frozen !== null) return frozen;
  const question = findQuestion(course, message.question);
  if (question === undefined) {
    const { questions, selection } = course.state;
    const open = [...questions, ...(selection?.questions ?? [])].map((it) => it.key);
    return { code: 'question.unknown', question: message.question, open };
  }
  if (message.asked !== undefined && message.asked !== question.asked) {
    return { code: 'question.other', question: question.key, current: question.asked };
  }
  const { options, choose } = question;
  const isCounted = choose === null || message.choices.length === choose;
  const areDistinct =
    new Set(message.choices.map((choice) => participant(choice).unit)).size === message.choices.length;
  const areOffered = message.choices.every((choice) => isOffered(course, choice, question));
  if (!isCounted || !areDistinct || !areOffered) {
    return { code: 'question.choice-not-offered', question: message.question, options, choose: choose ?? 0 };
  }
  return checkSecondAnswer(course, question, message.choices);
}

/** An answer of the engine's own question was carried out at once: a second one may only let in more units. */
function checkSecondAnswer(course: Course, question: Question, choices: readonly string[]): Refusal | null {
  const { questions, answers, filers } = course.state;
  const { key } = question;
  const first = answers.find((it) => it.key === key);
  const isOpen = questions.some((it) => it.key === key);
  if (first === undefined || isOpen || !isOwn(course, key)) return null;
  if (key !== participantsKey(course)) return { code: 'question.answered', question: key };
  const now = new Map(choices.map((choice) => [participant(choice).unit, participant(choice).filer]));
  const isKept = first.choices.every((choice) => {
    const { unit } = participant(choice);
    return now.has(unit) && (now.get(unit) ?? unit) === (filers[unit] ?? unit);
  });
  return isKept ? null : { code: 'question.answered', question: key };
}

const participantsKey = ({ campaign }: Course): string => `${campaign}/participants`;
const lastDayKey = ({ campaign }: Course, of: 'cutoff' | 'forward-cutoff'): string =>
  `${campaign}/${of}/last-day-not-working`;

/** A question of the engine itself: about a last day, or who takes part in the summary. */
function isOwn(course: Course, key: string): boolean {
  return [
    participantsKey(course),
    lastDayKey(course, 'cutoff'),
    lastDayKey(course, 'forward-cutoff'),
  ].includes(key);
}

/** One of those that take part in the summary: `UNIT`, or `UNIT>FILER` where another unit in force files for it. */
function participant(choice: string): { unit: string; filer: string | undefined } {
  const read = readChoice(choice);
  return read?.what === 'participant' ? read : { unit: choice, filer: undefined };
}

function isOffered(course: Course, choice: string, { key, options }: Question): boolean {
  if (key !== participantsKey(course)) return options.includes(choice);
  const { unit, filer } = participant(choice);
  return (
    options.includes(unit) && (filer === undefined || course.state.units.some((it) => it.code === filer))
  );
}

async function answer(course: Course, message: AnswerQuestion) {
  const question = findQuestion(course, message.question);
  if (question === undefined) {
    return refuse({ code: 'question.unknown', question: message.question, open: [] });
  }
  const { actor, choices, reason } = message;
  const { key, options, choose, asked } = question;
  const cutoff = cutoffAnswered(course, key, choices);
  const units = course.state.units.map((unit) => unit.code);
  await course.context.recordAct('answerQuestion', actor, {
    reason,
    facts: { question: key, choices, ...(asked !== '' && { asked, options }) },
    change: cutoff === null ? { type: 'none' } : { type: 'extension', units, cutoff },
  });
  const { state } = course;
  const others = state.answers.filter((it) => it.key !== key);
  state.answers = [...others, { key, options, choose, asked, choices, reason }];
  state.questions = state.questions.filter((it) => it.key !== key);
  await carryOut(course, key, choices, cutoff);
  course.selectAgain();
  return { question: key, choices };
}

/** The first instant too late after the day that an answer about a last day extends to; null: it extends nothing. */
function extendedTo(choices: readonly string[]): number | null {
  const extension = choices.map(readChoice).find((choice) => choice?.what === 'extend');
  return extension?.what === 'extend' ? instantOf(addDays(extension.lastDay, 1)) : null;
}

const cutoffAnswered = (course: Course, key: string, choices: readonly string[]): number | null =>
  key === lastDayKey(course, 'cutoff') ? extendedTo(choices) : null;

/** What the answer to one of the engine's own questions brings about. */
async function carryOut(
  course: Course,
  key: string,
  choices: readonly string[],
  cutoff: number | null,
): Promise<void> {
  if (key === participantsKey(course)) await letIn(course, choices);
  if (key === lastDayKey(course, 'forward-cutoff')) {
    course.state.forwardCutoff = extendedTo(choices) ?? course.state.forwardCutoff;
  }
  if (cutoff === null) return;
  moveCutoff(course, cutoff);
  await tellDossiers(
    course,
    course.state.units.map((unit) => unit.code),
  );
}

async function letIn(course: Course, choices: readonly string[]): Promise<void> {
  const taking = choices.map(participant);
  for (const { unit, filer } of taking) {
    if (filer !== undefined) course.state.filers[unit] ??= filer;
  }
  await addParticipants(
    course,
    taking.map((it) => it.unit),
  );
}

function checkShortlist(course: Course, message: Shortlist): Refusal | null {
  const frozen = checkChangeable(course, 'shortlist', undefined);
  if (frozen !== null) return frozen;
  const isCollectiveInYear = message.kind === 'collective' && course.campaign !== 'summary';
  if (course.state.selection === null || isCollectiveInYear) {
    return { code: 'stage.wrong', stage: course.stage, message: 'shortlist' };
  }
  return null;
}

async function shortlist(course: Course, message: Shortlist) {
  const { state, context } = course;
  const { actor, kind, bloc, nominees, reason } = message;
  const list = kind === 'individual' ? 'individuals' : 'collectives';
  const tried = { ...state.shortlist, [list]: { ...state.shortlist[list], [bloc]: nominees } };
  const faults = await context.records.tryShortlist({ ...selectionRequest(course), shortlist: tried });
  const own = faults.filter((fault) => fault.path.startsWith(`/shortlist/${list}/${bloc}`));
  if (own.length > 0) refuse({ code: 'shortlist.faulty', faults: own });
  await context.recordAct('shortlist', actor, {
    reason,
    facts: { kind, bloc, nominees },
    change: { type: 'nominees-checked', nominees },
  });
  state.shortlist = tried;
  course.selectAgain();
  return { kind, bloc, nominees };
}

function checkWaiver(course: Course, message: WaiveCriterion): Refusal | null {
  const frozen = checkChangeable(course, 'waiveCriterion', undefined);
  if (frozen !== null) return frozen;
  const known = criteriaOf(course, message.kind);
  if (!known.includes(message.criterion)) {
    return { code: 'criterion.unknown', criterion: message.criterion, known };
  }
  const isWaived = course.state.waivers.some(
    (waiver) => waiver.kind === message.kind && waiver.criterion === message.criterion,
  );
  return isWaived ? { code: 'criterion.already-waived', criterion: message.criterion } : null;
}

function criteriaOf(course: Course, kind: WaiveCriterion['kind']): string[] {
  const { criteria } = course.campaign === 'summary' ? plan263.summary : plan263.annual;
  return criteria[kind].map((criterion) => criterion.code);
}

async function waive(course: Course, { actor, kind, criterion, reason }: WaiveCriterion) {
  await course.context.recordAct('waiveCriterion', actor, {
    reason,
    facts: { kind, criterion },
    change: { type: 'none' },
  });
  course.state.waivers.push({ kind, criterion, reason });
  course.selectAgain();
  return { kind, criterion };
}

/** What the workflow gives the selection; the rest stands in the records. */
export function selectionRequest(course: Course): SelectionRequest {
  const { state, input, campaign } = course;
  return {
    plan: input.plan,
    campaign,
    waivers: state.waivers,
    answers: state.answers
      .filter((it) => !isOwn(course, it.key))
      .map(({ key, asked, choices, reason }) => ({ question: key, asked, choices, reason })),
    shortlist: state.shortlist,
  };
}

/** Looks and computes until nothing is due: what is decided next is decided on what the records hold. */
export async function bringUpToDate(course: Course): Promise<void> {
  for (;;) {
    if (course.shouldLook()) await look(course);
    if (!course.shouldSelect()) return;
    await computeSelection(course);
  }
}

/** Stage 5: the one pure function over the records; what no longer fits is left out and said. */
async function computeSelection(course: Course): Promise<void> {
  const { state, context } = course;
  // Before the work: what changes while it is done makes another computation due.
  state.isSelectionDue = false;
  const summary = await context.records.computeSelection(selectionRequest(course));
  await dropMisfits(course, summary);
  const { input, digest, questions, waiting, winners, vacancies } = summary;
  const isNew = state.selection?.digest !== digest || state.selection.input !== input;
  state.selection = { input, digest, questions, waiting, winners, vacancies };
  if (!isNew) return;
  state.computed += 1;
  await context.record({
    key: `list-computed/${String(state.computed)}`,
    act: 'list-computed',
    actor: null,
    reason: null,
    facts: { input, digest, open: questions.map((question) => question.key), waiting: waiting.length },
    change: { type: 'none' },
  });
  if (isOvertaken(course)) await supersede(course, 'records');
  askForWhatIsOpen(course);
}

/** Until it is signed a list rests on the very facts it was made from; once signed, another list alone undoes it. */
function isOvertaken({ state }: Course): boolean {
  const { list, selection, signed } = state;
  if (list === null || selection === null) return false;
  return signed === null ? list.input !== selection.input : list.digest !== selection.digest;
}

/** Answers to another question than was asked, and shortlists at fault, fall: it is recorded, and Home Affairs told. */
async function dropMisfits(course: Course, { dropped }: SelectionSummary): Promise<void> {
  const { state, context, campaign } = course;
  const { questions, shortlists } = dropped;
  if (questions.length + shortlists.length === 0) return;
  state.answers = state.answers.filter((it) => !questions.includes(it.key));
  for (const { kind, bloc } of shortlists) {
    const list = kind === 'individual' ? 'individuals' : 'collectives';
    const rest = Object.entries(state.shortlist[list]).filter(([name]) => name !== bloc);
    state.shortlist[list] = Object.fromEntries(rest);
  }
  state.drops += 1;
  const event = `choices-dropped/${String(state.drops)}`;
  await context.record({
    key: event,
    act: 'choices-dropped',
    actor: null,
    reason: null,
    facts: { questions, shortlists },
    change: { type: 'none' },
  });
  const content = { code: 'choices-dropped' as const, campaign, questions, shortlists };
  context.mail(event, [{ office: 'home-affairs' }], content);
}

function askForWhatIsOpen(course: Course): void {
  const { state, context, campaign } = course;
  const cutoff = state.forwardCutoff;
  if (state.selection === null || cutoff === null) return;
  const questions = state.selection.questions.map((question) => question.key);
  const seats = state.selection.waiting.filter((seat) => seat.for === 'shortlist');
  const blocs = [...new Set(seats.map((seat) => seat.bloc))];
  const asked = JSON.stringify([questions, blocs]);
  if (asked === state.askedFor) return;
  state.askedFor = asked;
  const event = String(state.computed);
  const { input } = state.selection;
  if (questions.length > 0) {
    context.mail(`question/${event}`, [{ office: 'home-affairs' }], {
      code: 'question',
      campaign,
      input,
      questions,
      cutoff,
    });
  } else if (blocs.length > 0) {
    context.mail(`shortlist/${event}`, [{ office: 'home-affairs' }], {
      code: 'shortlist-request',
      campaign,
      input,
      blocs,
      cutoff,
    });
  }
}
