import { optionCode } from './option.js';
import { questionKey } from './question-key.js';
import type { Bloc } from '../../plan/schema.js';
import type { Seat } from '../../plan/seats.js';
import type { Certificates } from './certificates.js';
import { compareText } from '../code-points.js';
import { type Candidate, refusedFor } from './eligibility.js';
import type { RankedUnit } from './ranking.js';
import type { Question } from './answer.js';
import { fill, fillByChoice, leaveVacant, letWait, needlessChoiceFaults, type Selection } from './seats.js';
import { explain } from './sentences.js';
import { topUnits } from './top-units.js';

/** Candidates after the questions that bear on their eligibility; the first that is open keeps the seats waiting. */
export interface Judged {
  candidates: Candidate[];
  open?: string | undefined;
}

/**
 * III.1.b: a collective that has too few certificates of its own, and enough with those of its predecessors, is a
 * question: Home Affairs says whether they count.
 */
export function judgePredecessors(
  selection: Selection,
  bloc: Bloc,
  collectives: readonly Candidate[],
  certificates: Certificates,
): Judged {
  const needed = selection.plan.summary.certificates.collective.value;
  const open: string[] = [];
  const candidates = collectives.map((candidate) => {
    const { codes, unit, certificates: own } = candidate;
    if (codes.length !== 1 || codes[0] !== 'certificates') return candidate;
    const together = own + certificates.ofPredecessors(unit.code);
    if (together < needed) return candidate;
    const key = questionKey({ campaign: 'summary', bloc, subject: 'predecessors', about: unit.code });
    const predecessors = certificates.predecessors(unit.code).sort(compareText);
    const question: Question = {
      key,
      bloc,
      kind: 'collective',
      reason: 'predecessors',
      options: [optionCode({ what: 'count' }), optionCode({ what: 'do-not-count' })],
      choose: 1,
      clause: selection.plan.summary.certificates.collective.clause,
      explanation: explain(selection.plan, { code: 'ask-predecessors', unit, own, together, predecessors }),
    };
    const counted = [unit.code, ...predecessors].map((code) => ({
      code,
      figures: [certificates.ofUnit(code)],
    }));
    const decision = selection.questions.ask(question, counted);
    if (decision === null) {
      open.push(key);
      return { ...candidate, codes: [] };
    }
    return decision.choices[0] === optionCode({ what: 'count' })
      ? { ...candidate, codes: [], certificates: together }
      : candidate;
  });
  return { candidates, open: open.sort(compareText)[0] };
}

/** III.3.b: the collectives of one bloc over the period; `proposed` as they stand in the order: eligible, if nothing is open. */
export function fillPeriodCollectives(
  selection: Selection,
  seats: readonly Seat[],
  { open }: Judged,
  proposed: readonly Candidate[],
): void {
  if (open !== undefined) {
    letWait(selection, seats, `question:${open}`);
    return;
  }
  if (proposed.length > seats.length) {
    fillByChoice(selection, seats, proposed);
    return;
  }
  selection.faults.push(...needlessChoiceFaults(selection, seats, proposed));
  fill(selection, seats, proposed, 'no-eligible-nominee', proposed.length);
}

/** Individuals after the question which units are the first of their bloc; `isUnranked`: it was left out for want of ranks. */
export interface JudgedIndividuals extends Judged {
  isUnranked: boolean;
}

/** III.3.b: individuals come from the units of the highest ranks; a tie at the line, or no rank at all, is a question. */
export function judgeTopUnits(
  selection: Selection,
  bloc: Bloc,
  units: readonly RankedUnit[],
  individuals: readonly Candidate[],
): JudgedIndividuals {
  const { value: count, clause } = selection.plan.summary.topUnits;
  const top = topUnits(units, count);
  const notTop = (candidate: Candidate): Candidate => refusedFor(candidate, 'unit-not-top-three');
  if (top.state === 'known') {
    const candidates = individuals.map((it) => (top.units.has(it.unit.code) ? it : notTop(it)));
    return { candidates, isUnranked: false };
  }
  if (top.state === 'unranked') {
    const key = questionKey({ campaign: 'summary', bloc, subject: 'top-three', about: 'no-ranking' });
    const question: Question = {
      key,
      bloc,
      kind: 'individual',
      reason: 'no-ranking',
      options: [optionCode({ what: 'vacant' })],
      choose: 1,
      clause,
      explanation: explain(selection.plan, { code: 'ask-top-unranked', bloc, count }),
    };
    const decision = selection.questions.ask(question, []);
    return { candidates: [...individuals], isUnranked: true, ...(decision === null && { open: key }) };
  }
  const { certain, tied, rank, places } = top;
  const key = questionKey({ campaign: 'summary', bloc, subject: 'top-three', about: 'tie' });
  const question: Question = {
    key,
    bloc,
    kind: 'individual',
    reason: 'tie',
    options: tied.map(({ code }) => optionCode({ what: 'unit', unit: code })),
    choose: places,
    clause,
    explanation: explain(selection.plan, { code: 'ask-top-tie', bloc, count, units: tied, rank, places }),
  };
  const decision = selection.questions.ask(
    question,
    tied.map(({ code }) => ({ code, figures: [rank] })),
  );
  const chosen = decision?.choices ?? question.options;
  const candidates = individuals.map((candidate) => {
    const { code } = candidate.unit;
    return certain.has(code) || chosen.includes(optionCode({ what: 'unit', unit: code }))
      ? candidate
      : notTop(candidate);
  });
  return { candidates, isUnranked: false, ...(decision === null && { open: key }) };
}

/** III.3.b: the individuals of one bloc over the period; `proposed` as they stand in the order. */
export function fillPeriodIndividuals(
  selection: Selection,
  seats: readonly Seat[],
  { open, isUnranked }: JudgedIndividuals,
  proposed: readonly Candidate[],
): void {
  if (open !== undefined) {
    letWait(selection, seats, `question:${open}`);
  } else if (isUnranked) {
    for (const seat of seats)
      leaveVacant(selection, seat, 'no-ranking', { code: 'no-ranking-for-top', seat });
  } else {
    fillByChoice(selection, seats, proposed);
  }
}
