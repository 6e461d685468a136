import { z } from 'zod';
import { blocCodes } from '../../plan/names.js';
import type { Bloc, Plan } from '../../plan/schema.js';
import { fillAnnualCollectives } from './annual-seats.js';
import { countCertificates } from './certificates.js';
import { compareText } from '../code-points.js';
import { digestOf } from '../digest.js';
import {
  byBloc,
  type BlocCandidates,
  type Candidate,
  candidatesOf,
  compareCollectives,
  compareIndividuals,
  isEligible,
  rankedUnits,
  refusedFor,
} from './eligibility.js';
import { reportFaults } from './faults/report.js';
import { Questions } from './questions.js';
import type { RankedUnit } from './ranking.js';
import { fillByChoice, seatsOf, type Selection } from './seats.js';
import type { Fault, NomineeRefusal, ProposedOrder, SelectionAnswer } from './answer.js';
import { inputFaults } from './faults/input-faults.js';
import {
  type AnnualInput,
  type SelectionInput,
  type SelectionSchemas,
  selectionSchemas,
  type SummaryInput,
} from './input.js';
import { explain } from './sentences.js';
import { shapeFaults } from './faults/shape-faults.js';
import {
  fillPeriodCollectives,
  fillPeriodIndividuals,
  judgePredecessors,
  judgeTopUnits,
} from './summary-seats.js';

/** A plan's schemas are made once: making them takes longer than a small selection. */
const made = new WeakMap<Plan, SelectionSchemas>();

function schemasOf(plan: Plan): SelectionSchemas {
  const known = made.get(plan);
  if (known !== undefined) return known;
  const schemas = selectionSchemas(plan);
  made.set(plan, schemas);
  return schemas;
}

/**
 * Who wins (III.3): the contract of `thidua select`, version 1. Pure, and blind to the order of its input. It answers
 * with every fault of the input at once, or with winners, vacancies, open questions, what waits, refusals and the order
 * proposed. It breaks no tie and fills no seat on its own authority.
 */
export function select(plan: Plan, input: unknown): SelectionAnswer | { faults: Fault[] } {
  const selected = selectAsking(plan, input);
  return 'faults' in selected ? selected : selected.answer;
}

/** An answer of `select`, and the fingerprint of each of its questions, by key: what an answer to it is kept with. */
export interface Selected {
  answer: SelectionAnswer;
  asked: Record<string, string>;
}

/** As `select`, with the fingerprints of what stands open. */
export function selectAsking(plan: Plan, input: unknown): Selected | { faults: Fault[] } {
  const schemas = schemasOf(plan);
  const parsed = schemas.input.safeParse(input);
  if (!parsed.success) return { faults: reportFaults(plan, shapeFaults(schemas, input)) };
  const faults = inputFaults(plan, parsed.data);
  return faults.length > 0 ? { faults: reportFaults(plan, faults) } : selectFrom(plan, parsed.data);
}

/** The input's JSON Schema (draft 2020-12), for one plan. */
export function inputSchema(plan: Plan): object {
  return z.toJSONSchema(schemasOf(plan).input);
}

function selectFrom(plan: Plan, input: SelectionInput): Selected | { faults: Fault[] } {
  const questions = new Questions(input.decisions ?? []);
  const selection: Selection = {
    plan,
    input,
    questions,
    winners: [],
    vacancies: [],
    waiting: [],
    faults: [],
  };
  const blocs = input.kind === 'annual' ? fillYear(selection, input) : fillPeriod(selection, input);
  const faults = [...questions.faults(), ...selection.faults];
  return faults.length > 0
    ? { faults: reportFaults(plan, faults) }
    : { answer: answerOf(selection, blocs), asked: questions.fingerprints() };
}

/** A bloc's candidates when its questions are asked and its seats filled. */
interface Filled extends BlocCandidates {
  bloc: Bloc;
  order: ProposedOrder;
}

/** III.3.a, bloc after bloc. */
function fillYear(selection: Selection, input: AnnualInput): Filled[] {
  const units = rankedUnits(input);
  const candidates = byBloc(candidatesOf(selection.plan, input, units, null));
  return blocCodes(selection.plan).map((bloc) => {
    const { collectives, individuals } = candidates(bloc);
    fillAnnualCollectives(selection, seatsOf(selection, bloc, 'collective'), {
      year: input.year,
      units: unitsOf(bloc, units),
      collectives: new Map(collectives.map((it) => [it.unit.code, it])),
    });
    const proposed = unrefused(individuals, compareIndividuals);
    fillByChoice(selection, seatsOf(selection, bloc, 'individual'), proposed);
    return { bloc, collectives, individuals, order: { individuals: proposed.map(idOf) } };
  });
}

/** III.3.b, bloc after bloc. */
function fillPeriod(selection: Selection, input: SummaryInput): Filled[] {
  const units = rankedUnits(input);
  const certificates = countCertificates(input, selection.plan.summary);
  const candidates = byBloc(candidatesOf(selection.plan, input, units, certificates));
  return blocCodes(selection.plan).map((bloc) => {
    const own = candidates(bloc);
    const judged = judgePredecessors(selection, bloc, own.collectives, certificates);
    const collectives = unrefused(judged.candidates, compareCollectives);
    fillPeriodCollectives(selection, seatsOf(selection, bloc, 'collective'), judged, collectives);
    const people = judgeTopUnits(selection, bloc, unitsOf(bloc, units), own.individuals);
    const individuals = unrefused(people.candidates, compareIndividuals);
    fillPeriodIndividuals(selection, seatsOf(selection, bloc, 'individual'), people, individuals);
    return {
      bloc,
      collectives: judged.candidates,
      individuals: people.candidates,
      order: { collectives: collectives.map(idOf), individuals: individuals.map(idOf) },
    };
  });
}

function unitsOf(bloc: Bloc, units: ReadonlyMap<string, RankedUnit>): RankedUnit[] {
  return [...units.values()].filter((unit) => unit.bloc === bloc).sort((a, b) => compareText(a.code, b.code));
}

const idOf = ({ nominee }: Candidate): string => nominee.id;

function unrefused(
  candidates: readonly Candidate[],
  compare: (a: Candidate, b: Candidate) => number,
): Candidate[] {
  return candidates.filter(isEligible).sort(compare);
}

function answerOf(selection: Selection, blocs: readonly Filled[]): SelectionAnswer {
  const { plan, input, winners, vacancies, waiting, questions } = selection;
  const head = { plan: plan.plan, kind: input.kind, ...(input.kind === 'annual' && { year: input.year }) };
  return {
    contract: 1,
    ...head,
    winners,
    vacancies,
    questions: questions.stillOpen().sort((a, b) => compareText(a.key, b.key)),
    waiting,
    refusals: refusalsOf(selection, blocs),
    order: Object.fromEntries(blocs.map(({ bloc, order }) => [bloc, order])),
    digest: listDigest({ ...head, winners, vacancies }),
  };
}

/** A list's digest: who wins which seat under which name, and which seats stay vacant. */
export function listDigest({
  plan,
  kind,
  year,
  winners,
  vacancies,
}: Pick<SelectionAnswer, 'plan' | 'kind'> & {
  year?: number | undefined;
  winners: readonly (Omit<
    SelectionAnswer['winners'][number],
    'personId' | 'decidedBy' | 'clause' | 'explanation'
  > & {
    personId?: string | undefined;
  })[];
  vacancies: readonly { bloc: string; kind: string; seat: string; reason: string }[];
}): string {
  return digestOf({
    plan,
    kind,
    ...(year !== undefined && { year }),
    // Who signs a list signs these people under these names; a certificate bears the name.
    winners: winners.map(({ bloc, kind, seat, unit, nominee, personId, name }) => ({
      bloc,
      kind,
      seat,
      unit,
      nominee,
      personId,
      name,
    })),
    vacancies: vacancies.map(({ bloc, kind, seat, reason }) => ({ bloc, kind, seat, reason })),
  });
}

/** Each nominee that is refused, and each other nomination of a person who won (`same-person`). */
function refusalsOf({ plan, input, winners }: Selection, blocs: readonly Filled[]): NomineeRefusal[] {
  const won = new Map(winners.map((it) => [it.personId, it.nominee]));
  const refused = blocs
    .flatMap(({ collectives, individuals }) => [collectives, individuals])
    .flatMap((candidates) =>
      candidates.flatMap((candidate) => {
        const { nominee, codes } = candidate;
        if (codes.length > 0) return [candidate];
        const winner = nominee.kind === 'individual' ? won.get(nominee.personId) : undefined;
        return winner === undefined || winner === nominee.id ? [] : [refusedFor(candidate, 'same-person')];
      }),
    );
  return refused
    .sort((a, b) => compareText(a.nominee.id, b.nominee.id))
    .map((candidate) => ({
      nominee: candidate.nominee.id,
      unit: candidate.unit.code,
      codes: [...candidate.codes],
      explanation: explain(plan, {
        code: 'refused',
        candidate,
        year: input.kind === 'annual' ? input.year : null,
        criteria: plan[input.kind].criteria[candidate.nominee.kind],
      }),
    }));
}
