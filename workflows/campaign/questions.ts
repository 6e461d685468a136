import { cutoffAnswering, forwardCutoffAnswering } from './last-days.js';
import { type OwnQuestion, ownQuestionOf } from '../api/own-questions.js';
import type { OwnAnswering } from './own-question.js';
import type { Question } from '../api/campaign-state.js';
import { type AnswerQuestion, messages } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import type { Course } from './campaign.js';
import { lateOpeningAnswering } from './late-opening.js';
import { participant, participantsAnswering } from './participants.js';
import { checkChangeable } from './stages.js';
import { refuse } from '../engine/faults.js';

/** Answers to what the plan leaves to people: the engine's own questions and the selection's. */
export function listenForAnswers(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.answerQuestion, {
    check: (message) => checkAnswer(course, message),
    apply: (message) => answer(course, message),
  });
}

const ownAnswering: Record<OwnQuestion, OwnAnswering> = {
  cutoff: cutoffAnswering,
  'forward-cutoff': forwardCutoffAnswering,
  participants: participantsAnswering,
  'late-opening': lateOpeningAnswering,
};

function answeringOf({ campaign }: Course, key: string): OwnAnswering | null {
  const about = ownQuestionOf(campaign, key);
  return about === null ? null : ownAnswering[about];
}

function findQuestion(course: Course, key: string): Question | undefined {
  const { questions, selection, answers } = course.state;
  return [...questions, ...(selection?.questions ?? []), ...answers].find((question) => question.key === key);
}

function checkAnswer(course: Course, message: AnswerQuestion): Refusal | null {
  const frozen = checkChangeable(course.state, course.now, 'answerQuestion', undefined);
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
  const own = answeringOf(course, question.key);
  const areOffered = message.choices.every(
    (choice) => own?.isOffered(course, choice, question) ?? options.includes(choice),
  );
  if (!isCounted || !areDistinct || !areOffered) {
    return { code: 'question.choice-not-offered', question: message.question, options, choose: choose ?? 0 };
  }
  return checkSecondAnswer(course, question, message.choices);
}

/** An answer of the engine's own question was carried out at once: a second one can't undo it. */
function checkSecondAnswer(course: Course, question: Question, choices: readonly string[]): Refusal | null {
  const { questions, answers } = course.state;
  const { key } = question;
  const own = answeringOf(course, key);
  const first = answers.find((it) => it.key === key);
  const isOpen = questions.some((it) => it.key === key);
  if (own === null || first === undefined || isOpen || own.mayFollow(course, first, choices)) return null;
  return { code: 'question.answered', question: key };
}

async function answer(course: Course, message: AnswerQuestion) {
  const question = findQuestion(course, message.question);
  if (question === undefined) {
    return refuse({ code: 'question.unknown', question: message.question, open: [] });
  }
  const { actor, choices, reason } = message;
  const { key, options, choose, asked } = question;
  const own = answeringOf(course, key);
  await course.context.recordAct('answerQuestion', actor, {
    reason,
    facts: { question: key, choices, ...(asked !== '' && { asked, options }) },
    change: own?.change(course, choices) ?? { type: 'none' },
    letters: own?.letters?.(course, choices, reason) ?? [],
  });
  const { state } = course;
  const others = state.answers.filter((it) => it.key !== key);
  state.answers = [...others, { key, options, choose, asked, choices, reason }];
  state.questions = state.questions.filter((it) => it.key !== key);
  await own?.carryOut(course, choices);
  course.selectAgain();
  return { question: key, choices };
}
