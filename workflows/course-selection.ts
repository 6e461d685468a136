import type { SelectionRequest, SelectionSummary } from './acts.js';
import type { Course } from './course.js';
import { extendDossiers, moveCutoff } from './course-intake.js';
import { addParticipants } from './course-opening.js';
import type { Question } from './course-state.js';
import { readChoice } from './choices.js';
import { refuse } from './context.js';
import {
  type AnswerQuestion,
  messages,
  type RecordRanking,
  type Shortlist,
  type WaiveCriterion,
} from './messages.js';
import { plan263 } from './plan/plan-263.js';
import { addDays, instantOf } from './rules/calendar.js';
import { rankingShape } from './rules/ranking.js';
import type { Refusal } from './refusals.js';

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
  selectAgain(course);
  return { bloc, period, units: rows.length };
}

function selectAgain(course: Course): void {
  course.state.isSelectionDue = true;
  course.wake();
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
  const { options, choose } = question;
  const isCounted = choose === null || message.choices.length === choose;
  const areDistinct = new Set(message.choices.map(optionIn)).size === message.choices.length;
  const areOffered = message.choices.every((choice) => isOffered(course, question, choice));
  if (isCounted && areDistinct && areOffered) return null;
  return { code: 'question.choice-not-offered', question: message.question, options, choose: choose ?? 0 };
}

/** An option; in the question of who takes part in the summary also `UNIT>FILER`, the filer being a unit in force. */
function isOffered(course: Course, { key, options }: Question, choice: string): boolean {
  const read = readChoice(choice);
  if (read?.what !== 'participant') return options.includes(choice);
  const isKnown = course.state.units.some((unit) => unit.code === read.filer);
  return key === participantsKey(course) && options.includes(read.unit) && isKnown;
}

/** What is chosen, whoever files for it. */
function optionIn(choice: string): string {
  const read = readChoice(choice);
  return read?.what === 'participant' ? read.unit : choice;
}

const participantsKey = ({ campaign }: Course): string => `${campaign}/participants`;

async function answer(course: Course, message: AnswerQuestion) {
  const { actor, choices, reason } = message;
  const question = findQuestion(course, message.question);
  if (question === undefined)
    return refuse({ code: 'question.unknown', question: message.question, open: [] });
  await course.context.recordAct('answerQuestion', actor, {
    reason,
    facts: { question: question.key, choices },
    change: { type: 'none' },
  });
  const { state } = course;
  const { key, options, choose } = question;
  const others = state.answers.filter((it) => it.key !== key);
  state.answers = [...others, { key, options, choose, choices, reason }];
  const isOwn = state.questions.some((it) => it.key === key);
  state.questions = state.questions.filter((it) => it.key !== key);
  if (isOwn) await applyOwnAnswer(course, key, choices, reason);
  selectAgain(course);
  return { question: key, choices };
}

/** An answer to a question of the engine itself: about a last day, or who takes part in the summary. */
async function applyOwnAnswer(course: Course, key: string, choices: string[], reason: string): Promise<void> {
  const { state, campaign } = course;
  const read = choices.flatMap((choice) => readChoice(choice) ?? []);
  const extension = read.find((choice) => choice.what === 'extend');
  if (extension !== undefined) {
    const cutoff = instantOf(addDays(extension.lastDay, 1));
    if (key === `${campaign}/cutoff/last-day-not-working`) {
      moveCutoff(course, cutoff);
      await extendDossiers(
        course,
        state.units.map((unit) => unit.code),
        cutoff,
        reason,
      );
    } else {
      state.forwardCutoff = cutoff;
    }
  }
  if (key === participantsKey(course)) {
    for (const choice of read) {
      if (choice.what === 'participant') state.filers[choice.unit] = choice.filer;
    }
    const units = read.flatMap((choice) =>
      choice.what === 'participant' ? choice.unit : choice.what === 'option' ? choice.option : [],
    );
    await addParticipants(course, units);
  }
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
  const request = { ...selectionRequest(course), shortlist: tried, strict: true };
  const { faults } = await context.records.computeSelection(request);
  const own = faults.filter((fault) => fault.path.startsWith(`/shortlist/${list}/${bloc}`));
  if (own.length > 0) refuse({ code: 'shortlist.faulty', faults: own });
  await context.recordAct('shortlist', actor, {
    reason,
    facts: { kind, bloc, nominees },
    change: { type: 'nominees-checked', nominees },
  });
  state.shortlist = tried;
  selectAgain(course);
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
  selectAgain(course);
  return { kind, criterion };
}

function selectionRequest(course: Course): SelectionRequest {
  const { state, input, campaign } = course;
  const own = new Set([participantsKey(course)]);
  const isOwn = (key: string): boolean => own.has(key) || key.endsWith('/last-day-not-working');
  return {
    plan: input.plan,
    campaign,
    units: state.units.map((unit) => unit.code),
    waivers: state.waivers,
    decisions: state.answers
      .filter((it) => !isOwn(it.key))
      .map(({ key, choices, reason }) => ({ question: key, choices, reason })),
    shortlist: state.shortlist,
    strict: false,
  };
}

/** Stage 5: the one pure function over the records; what no longer fits is left out and said. */
export async function computeSelection(course: Course): Promise<void> {
  const { state, context } = course;
  const summary = await context.records.computeSelection(selectionRequest(course));
  state.isSelectionDue = false;
  dropMisfits(course, summary);
  const { input, digest, questions, waiting, winners, vacancies } = summary;
  const isNew = state.selection?.digest !== digest || state.selection.input !== input;
  state.selection = { input, digest, questions, waiting, winners, vacancies };
  if (!isNew) return;
  await context.record({
    key: `list-computed/${input}/${String(state.round)}`,
    act: 'list-computed',
    actor: null,
    reason: null,
    facts: { input, digest, open: questions.map((question) => question.key), waiting: waiting.length },
    change: { type: 'none' },
  });
  if (state.list !== null && state.list.digest !== digest) await supersede(course, digest);
  askForWhatIsOpen(course);
}

function dropMisfits(course: Course, { dropped }: SelectionSummary): void {
  const { state } = course;
  state.answers = state.answers.filter((it) => !dropped.questions.includes(it.key));
  for (const { kind, bloc } of dropped.shortlists) {
    const list = kind === 'individual' ? 'individuals' : 'collectives';
    const rest = Object.entries(state.shortlist[list]).filter(([name]) => name !== bloc);
    state.shortlist[list] = Object.fromEntries(rest);
  }
}

/** A later ranking or review made another list: the forwarded one is no longer to be signed. */
async function supersede(course: Course, digest: string): Promise<void> {
  const { state, context } = course;
  await context.record({
    key: `list-superseded/${String(state.round)}`,
    act: 'list-superseded',
    actor: null,
    reason: null,
    facts: { was: state.list?.digest ?? null, is: digest },
    change: { type: 'none' },
  });
  state.list = null;
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
  const event = state.selection.input;
  if (questions.length > 0) {
    context.mail(`question/${event}`, [{ office: 'home-affairs' }], {
      code: 'question',
      campaign,
      questions,
      cutoff,
    });
  } else if (blocs.length > 0) {
    context.mail(`shortlist/${event}`, [{ office: 'home-affairs' }], {
      code: 'shortlist-request',
      campaign,
      blocs,
      cutoff,
    });
  }
}
