import { requestOf } from '../api/selection-request.js';
import { isLookDue, isSelectionDue } from './stages.js';
import type { SelectionSummary } from '../api/effects.js';
import type { LeftLetter } from '../engine/context.js';
import type { Course } from './campaign.js';
import { look, supersede } from './standing.js';
import type { SelectionRequest } from '../api/acts.js';

/** What the workflow gives the selection; the rest stands in the records. */
export const selectionRequest = ({ state, plan, campaign }: Course): SelectionRequest =>
  requestOf(plan.plan, campaign, state);

/** Looks and computes until nothing is due: what is decided next is decided on what the records hold. */
export async function bringUpToDate(course: Course): Promise<void> {
  for (;;) {
    if (isLookDue(course.state, course.now)) await look(course);
    if (!isSelectionDue(course.state, course.now)) return;
    course.isSelecting = true;
    try {
      await computeSelection(course);
    } finally {
      course.isSelecting = false;
    }
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
  const open = questions.map((question) => question.key);
  const facts = { input, digest, open, waiting: waiting.length };
  const key = `list-computed/${String(state.computed)}`;
  await course.note('list-computed', key, facts, askForWhatIsOpen(course));
  if (isOvertaken(course)) await supersede(course, 'records');
}

/** Until it is signed a list rests on the very facts it was made from; once signed, another list alone undoes it. */
function isOvertaken({ state }: Course): boolean {
  const { list, selection, signed } = state;
  if (list === null || selection === null) return false;
  return signed === null ? list.input !== selection.input : list.digest !== selection.digest;
}

/** Answers to another question than was asked, and shortlists at fault, fall: it is recorded, and Home Affairs told. */
async function dropMisfits(course: Course, { dropped }: SelectionSummary): Promise<void> {
  const { state, campaign } = course;
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
  const content = { code: 'choices-dropped' as const, campaign, questions, shortlists };
  const letter = { event, recipients: toHomeAffairs, content };
  await course.note('choices-dropped', event, { questions, shortlists }, [letter]);
}

const toHomeAffairs = [{ office: 'home-affairs' as const }];

/** What of a new selection is open is asked of Home Affairs, unless it was asked already. */
function askForWhatIsOpen({ state, campaign }: Course): LeftLetter[] {
  const cutoff = state.forwardCutoff;
  if (state.selection === null || cutoff === null) return [];
  const questions = state.selection.questions.map((question) => question.key);
  const seats = state.selection.waiting.filter((seat) => seat.for === 'shortlist');
  const blocs = [...new Set(seats.map((seat) => seat.bloc))];
  const asked = JSON.stringify([questions, blocs]);
  if (asked === state.askedFor) return [];
  state.askedFor = asked;
  const event = String(state.computed);
  const { input } = state.selection;
  if (questions.length > 0) {
    const content = { code: 'question' as const, campaign, input, questions, cutoff };
    return [{ event: `question/${event}`, recipients: toHomeAffairs, content }];
  }
  if (blocs.length === 0) return [];
  const content = { code: 'shortlist-request' as const, campaign, input, blocs, cutoff };
  return [{ event: `shortlist/${event}`, recipients: toHomeAffairs, content }];
}
