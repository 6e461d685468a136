import type { SelectionRequest, SelectionSummary } from '../../workflows/acts.js';
import { Bloc, type NomineeKind } from '../../workflows/plan/schema.js';
import { digestOf } from '../../workflows/rules/digest.js';
import { businessNow } from './clock.js';
import type { Records } from './open.js';
import { buildSelectionInput, type SelectionInput } from './selection-input.js';
import { makeStorable } from './storable.js';
import { keepSelection, type StoredAnswer } from './stored-selections.js';

export interface Fault {
  path: string;
  code: string;
}

/** The pure function of `thidua select`. */
export type Select = (input: SelectionInput) => StoredAnswer | { faults: readonly Fault[] };

/**
 * Stage 5: computes who wins from what the records hold now, and keeps input and answer whole. Answers and shortlists
 * that no longer fit are left out and named in `dropped`; with `strict` they are returned as `faults`, and nothing is
 * kept. Rejects on any other fault of the input: it is ours.
 */
export async function computeSelection(
  records: Records,
  select: Select,
  request: SelectionRequest,
): Promise<SelectionSummary> {
  const gathered = await records.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((trx) => buildSelectionInput(trx, makeStorable(request)));
  const { input, answer, dropped } = request.strict
    ? { input: gathered, answer: select(gathered), dropped: nothing() }
    : selectWhatFits(select, gathered);
  const inputDigest = digestOf(input);
  if ('faults' in answer) return refused(inputDigest, answer.faults);
  await keepSelection(records, {
    plan: request.plan,
    campaign: request.campaign,
    inputDigest,
    listDigest: answer.digest,
    input,
    answer,
    at: await businessNow(records),
  });
  return summarise(inputDigest, answer, dropped);
}

type Dropped = SelectionSummary['dropped'];
const nothing = (): Dropped => ({ questions: [], shortlists: [] });

/** Leaves out one round of misfits after the other: without an answer, what hung on it may not fit either. */
function selectWhatFits(select: Select, gathered: SelectionInput) {
  let input = gathered;
  const dropped = nothing();
  for (;;) {
    const answer = select(input);
    if (!('faults' in answer)) return { input, answer, dropped };
    const misfits = answer.faults.map((fault) => misfitOf(fault, input));
    input = withoutMisfits(input, misfits);
    for (const misfit of misfits) {
      if ('question' in misfit) dropped.questions.push(misfit.question);
      else if (!dropped.shortlists.some((it) => it.kind === misfit.kind && it.bloc === misfit.bloc)) {
        dropped.shortlists.push(misfit);
      }
    }
  }
}

type Misfit = { question: string } | { kind: NomineeKind; bloc: Bloc };

const answerFaults = ['decision-without-question', 'choice-not-offered'];

function misfitOf({ path, code }: Fault, input: SelectionInput): Misfit {
  const [, list, place, bloc] = path.split('/');
  const decision =
    list === 'decisions' && answerFaults.includes(code) ? input.decisions[Number(place)] : undefined;
  if (decision !== undefined) return { question: decision.question };
  const known = Bloc.safeParse(bloc);
  if (list === 'shortlist' && code.startsWith('shortlist-') && known.success) {
    return { kind: place === 'collectives' ? 'collective' : 'individual', bloc: known.data };
  }
  throw new Error(`The records gave the selection a faulty input: ${code} at ${path}.`);
}

function withoutMisfits(input: SelectionInput, misfits: readonly Misfit[]): SelectionInput {
  const questions = new Set(misfits.flatMap((it) => ('question' in it ? [it.question] : [])));
  const blocsOf = (kind: NomineeKind) =>
    new Set(misfits.flatMap((it) => ('kind' in it && it.kind === kind ? [it.bloc] : [])));
  const decisions = input.decisions.filter((it) => !questions.has(it.question));
  const individuals = without(input.shortlist.individuals, blocsOf('individual'));
  if (input.kind === 'annual') return { ...input, decisions, shortlist: { individuals } };
  const collectives = without(input.shortlist.collectives, blocsOf('collective'));
  return { ...input, decisions, shortlist: { individuals, collectives } };
}

const without = (
  lists: Partial<Record<Bloc, string[]>>,
  blocs: ReadonlySet<Bloc>,
): Partial<Record<Bloc, string[]>> =>
  Object.fromEntries(Object.entries(lists).filter(([bloc]) => !blocs.has(Bloc.parse(bloc))));

const refused = (input: string, faults: readonly Fault[]): SelectionSummary => ({
  input,
  digest: '',
  faults: faults.map(({ path, code }) => ({ path, code })),
  dropped: nothing(),
  questions: [],
  waiting: [],
  winners: [],
  vacancies: [],
});

function summarise(input: string, answer: StoredAnswer, dropped: Dropped): SelectionSummary {
  return {
    input,
    digest: answer.digest,
    faults: [],
    dropped,
    questions: answer.questions.map(({ key, bloc, kind, reason, options, choose }) => ({
      key,
      bloc,
      kind,
      reason,
      options,
      choose,
    })),
    waiting: answer.waiting.map(({ bloc, kind, seat, for: what }) => ({ bloc, kind, seat, for: what })),
    winners: answer.winners.map(({ bloc, kind, seat, unit, nominee }) => ({
      bloc,
      kind,
      seat,
      unit,
      nominee,
    })),
    vacancies: answer.vacancies.map(({ bloc, kind, seat, reason }) => ({ bloc, kind, seat, reason })),
  };
}
