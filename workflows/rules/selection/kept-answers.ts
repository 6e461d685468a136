import { blocCodes } from '../../plan/names.js';
import { type Bloc, NomineeKind, type Plan } from '../../plan/schema.js';
import { compareText } from '../code-points.js';
import { isOffered } from './questions.js';
import { selectAsking } from './select.js';
import type { Fault, Question, SelectionAnswer } from './answer.js';
import type { SelectionInput } from './input.js';
import { shortlistOf, shortlistPath } from './faults/shortlist-faults.js';

/** An answer with the question as it was asked: `asked` is the fingerprint that stood with the question. */
export interface KeptAnswer {
  question: string;
  asked: string;
  choices: string[];
  reason: string;
}

/** A list of Home Affairs, by what it is for. */
interface ListPlace {
  kind: NomineeKind;
  bloc: Bloc;
}

/** A selection with the answers and shortlists that fit, and what did not. */
export interface Fitted {
  /** The input of `select` with the decisions and shortlists that fit. */
  input: SelectionInput;
  answer: SelectionAnswer;
  /** The fingerprint of each question that stands open, by key. */
  asked: Record<string, string>;
  dropped: { questions: string[]; shortlists: ListPlace[] };
}

/**
 * Selects with the answers that people gave: each is applied only where the very question arises that it was given to;
 * else it is dropped, and the question of that key stands open again. Shortlists with faults are dropped too; any other
 * fault of the input is returned. The decisions in `given` are not looked at, nor does the order of `kept` matter.
 */
export function selectWithKept(
  plan: Plan,
  given: SelectionInput,
  kept: readonly KeptAnswer[],
): Fitted | { faults: Fault[] } {
  const fitted = fitAnswers(plan, given, kept);
  if ('faults' in fitted) return fitted;
  const selectFitting = (input: SelectionInput, dropped: ListPlace[]): Fitted | { faults: Fault[] } => {
    const selected = selectAsking(plan, input);
    if (!('faults' in selected)) {
      return { input, ...selected, dropped: { questions: fitted.dropped, shortlists: dropped } };
    }
    const misfits = listsAtFault(plan, selected.faults);
    if (misfits === null) return selected;
    return selectFitting(withoutLists(plan, input, misfits), [...dropped, ...misfits]);
  };
  return selectFitting(fitted.input, []);
}

/**
 * The input with the answers that fit as its decisions, and the questions of the others. In rounds: some questions arise
 * only with the answers to others. Where several answers fit one question, none is applied. Shortlists stay as they are.
 */
export function fitAnswers(
  plan: Plan,
  given: SelectionInput,
  kept: readonly KeptAnswer[],
): { input: SelectionInput; dropped: string[] } | { faults: Fault[] } {
  const apply = (decisions: Decision[]): Decision[] | { faults: Fault[] } => {
    const selected = selectAsking(plan, { ...given, shortlist: undefined, decisions });
    if ('faults' in selected) return selected;
    const answered = selected.answer.questions.flatMap((it) => answersTo(it, selected.asked[it.key], kept));
    return answered.length === 0 ? decisions : apply([...decisions, ...answered]);
  };
  const decisions = apply([]);
  if ('faults' in decisions) return decisions;
  decisions.sort((a, b) => compareText(a.question, b.question));
  return { input: { ...given, decisions }, dropped: unused(kept, decisions) };
}

type Decision = NonNullable<SelectionInput['decisions']>[number];

function answersTo(question: Question, asked: string | undefined, kept: readonly KeptAnswer[]): Decision[] {
  const fitting = kept.filter(
    (it) => it.question === question.key && it.asked === asked && isOffered(it.choices, question),
  );
  return fitting.length === 1
    ? fitting.map(({ choices, reason }) => ({ question: question.key, choices, reason }))
    : [];
}

function unused(kept: readonly KeptAnswer[], decisions: readonly Decision[]): string[] {
  const used = new Set(decisions.map(({ question }) => question));
  const dropped = kept.map(({ question }) => question).filter((question) => !used.has(question));
  return [...new Set(dropped)].sort(compareText);
}

/** The lists to leave out; null where something else is at fault. */
function listsAtFault(plan: Plan, faults: readonly Fault[]): ListPlace[] | null {
  if (!faults.every(({ code }) => code.startsWith('shortlist-'))) return null;
  return NomineeKind.options
    .flatMap((kind) => blocCodes(plan).map((bloc) => ({ kind, bloc })))
    .filter(({ kind, bloc }) => faults.some(({ path }) => path.startsWith(shortlistPath(kind, bloc))));
}

function withoutLists(plan: Plan, input: SelectionInput, lists: readonly ListPlace[]): SelectionInput {
  const left = (kind: NomineeKind) =>
    Object.fromEntries(
      blocCodes(plan).flatMap((bloc) => {
        const ids = shortlistOf(input, kind, bloc);
        const isDropped = lists.some((it) => it.kind === kind && it.bloc === bloc);
        return ids === undefined || isDropped ? [] : [[bloc, ids]];
      }),
    );
  const individuals = left('individual');
  return input.kind === 'annual'
    ? { ...input, shortlist: { individuals } }
    : { ...input, shortlist: { individuals, collectives: left('collective') } };
}
