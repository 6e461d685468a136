import { optionCode } from './option.js';
import { questionKey } from './question-key.js';
import type { Seat } from '../../plan/seats.js';
import type { AskedUnit } from './asked.js';
import { type Candidate, isEligible } from './eligibility.js';
import { leapLevels } from './leap.js';
import { type RankedUnit, rankLevels } from './ranking.js';
import type { Question, QuestionReason } from './answer.js';
import type { AnnualInput } from './input.js';
import { leaveVacant, letWait, type Selection, win } from './seats.js';
import { explain, type Explanation } from './sentences.js';

/** One bloc of a year's campaign: its units, and the collective of each that has one. */
export interface YearBloc {
  year: AnnualInput['year'];
  units: readonly RankedUnit[];
  collectives: ReadonlyMap<string, Candidate>;
}

/** How the seats so far came out: the units that have one, and which question keeps one open. */
interface Taken {
  units: ReadonlySet<string>;
  open?: string;
}

/** A seat, with how many of its rule are left, itself counted: so many units have room. */
interface OpenSeat {
  seat: Seat;
  left: number;
}

/** III.3.a: the collectives of one bloc in a year, seat after seat: no unit has two. */
export function fillAnnualCollectives(selection: Selection, seats: readonly Seat[], bloc: YearBloc): void {
  let taken: Taken = { units: new Set() };
  seats.forEach((seat, index) => {
    if (taken.open !== undefined) {
      letWait(selection, [seat], `question:${taken.open}`);
      return;
    }
    const left = seats.slice(index).filter(({ rule }) => rule === seat.rule).length;
    const fillSeat = seat.rule === 'greatest-leap' ? fillGreatestLeap : fillHighestRank;
    const { winner, open } = fillSeat(selection, { seat, left }, bloc, taken.units);
    taken = {
      units: winner === undefined ? taken.units : new Set([...taken.units, winner]),
      ...(open !== undefined && { open }),
    };
  });
}

/** How one seat came out. */
interface Outcome {
  winner?: string;
  open?: string;
}

function fillHighestRank(
  selection: Selection,
  { seat, left }: OpenSeat,
  bloc: YearBloc,
  taken: ReadonlySet<string>,
): Outcome {
  const { year, units } = bloc;
  if (units.every(({ rank }) => rank === undefined)) {
    return askForSeat(selection, seat, bloc, { reason: 'no-ranking', offered: [], of: 'rank', places: left });
  }
  const levels = rankLevels(units.filter(({ code }) => !taken.has(code)));
  const [best] = levels;
  if (best === undefined) {
    const facts = { year, seat, eligible: 0, winners: taken.size, seats: left };
    leaveVacant(selection, seat, 'no-eligible-nominee', { code: 'no-eligible-nominee', ...facts });
    return {};
  }
  const next = nextEligible(best.units, bloc, left);
  if (next !== undefined) {
    win(selection, seat, next, { code: 'highest-rank', year, unit: next.unit });
    return { winner: next.unit.code };
  }
  const offered = levels.map((level) => eligibleOf(level.units, bloc)).find((it) => it.length > 0) ?? [];
  const reason = best.units.length > left ? 'tie' : 'ineligible';
  return askForSeat(selection, seat, bloc, { reason, offered, of: 'rank', first: best.units, places: left });
}

function fillGreatestLeap(
  selection: Selection,
  { seat, left }: OpenSeat,
  bloc: YearBloc,
  taken: ReadonlySet<string>,
): Outcome {
  const { year, units } = bloc;
  if (units.every(({ rank }) => rank === undefined)) {
    leaveVacant(selection, seat, 'no-ranking', { code: 'no-ranking-for-leap', year, seat });
    return {};
  }
  if (units.every(({ previousRank }) => previousRank === undefined)) {
    const asked = { reason: 'no-previous-ranking', offered: [], of: 'leap', places: left } as const;
    return askForSeat(selection, seat, bloc, asked);
  }
  const levels = leapLevels(units, taken);
  const [greatest] = levels;
  if (greatest === undefined) {
    leaveVacant(selection, seat, 'no-rise', { code: 'no-rise', year, seat });
    return {};
  }
  const next = nextEligible(greatest.units, bloc, left);
  if (next !== undefined) {
    win(selection, seat, next, { code: 'greatest-leap', year, unit: next.unit });
    return { winner: next.unit.code };
  }
  const offered = levels.map((level) => eligibleOf(level.units, bloc)).find((it) => it.length > 0) ?? [];
  const reason = greatest.units.length > left ? 'tie' : 'ineligible';
  return askForSeat(selection, seat, bloc, {
    reason,
    offered,
    of: 'leap',
    first: greatest.units,
    places: left,
  });
}

interface SeatQuestion {
  reason: Exclude<QuestionReason, 'predecessors'>;
  /** Those whom an answer may make the winner. */
  offered: readonly Candidate[];
  of: 'rank' | 'leap';
  /** How many seats are left for those that come first. */
  places: number;
  /** The units that come first, whether eligible or not. */
  first?: readonly RankedUnit[];
}

/** Asks whom a seat goes to; an answer fills it or leaves it vacant. */
function askForSeat(selection: Selection, seat: Seat, bloc: YearBloc, asked: SeatQuestion): Outcome {
  const { reason, offered, of, first = [] } = asked;
  const { year } = bloc;
  const key = questionKey({ campaign: String(year), bloc: seat.bloc, subject: seat.seat, about: reason });
  const winners = new Map(offered.map((it) => [optionCode({ what: 'award', unit: it.unit.code }), it]));
  const question: Question = {
    key,
    bloc: seat.bloc,
    kind: seat.kind,
    reason,
    options: [...winners.keys(), optionCode({ what: 'vacant' })],
    choose: 1,
    clause: seat.clause,
    explanation: explain(selection.plan, questionFacts(asked, seat, bloc, first)),
  };
  const decision = selection.questions.ask(question, unitsInQuestion(asked));
  if (decision === null) return { open: key };
  const winner = winners.get(decision.choices[0] ?? '');
  if (winner === undefined) {
    leaveVacant(selection, seat, 'decided', { code: 'decided-vacant', year, seat, reason: decision.reason });
    return {};
  }
  const facts: Explanation = { code: 'awarded', year, of, unit: winner.unit, reason: decision.reason };
  win(selection, seat, winner, facts, key);
  return { winner: winner.unit.code };
}

/** Those that come first and those that are offered, with the ranks that put them there. */
function unitsInQuestion({ first = [], offered, of }: SeatQuestion): AskedUnit[] {
  const units = new Set([...first, ...offered.map(({ unit }) => unit)]);
  return [...units].map(({ code, rank = null, previousRank = null }) => ({
    code,
    figures: of === 'rank' ? [rank] : [rank, previousRank],
  }));
}

function questionFacts(
  { reason, of, places }: SeatQuestion,
  seat: Seat,
  { year, collectives }: YearBloc,
  first: readonly RankedUnit[],
): Explanation {
  const facts = { year, seat };
  switch (reason) {
    case 'no-ranking':
      return { code: 'ask-no-ranking', ...facts };
    case 'no-previous-ranking':
      return { code: 'ask-no-previous-ranking', ...facts };
    case 'tie':
      return { code: 'ask-tie', ...facts, of, units: first, places };
    case 'ineligible':
      return {
        code: 'ask-ineligible',
        ...facts,
        of,
        units: first,
        refused: collectives.get(first[0]?.code ?? '') ?? null,
      };
  }
}

function eligibleOf(units: readonly RankedUnit[], { collectives }: YearBloc): Candidate[] {
  return units.flatMap(({ code }) => {
    const collective = collectives.get(code);
    return collective !== undefined && isEligible(collective) ? [collective] : [];
  });
}

/** The next of the units that come first: where all of them have room it is not a choice who has which seat. */
function nextEligible(units: readonly RankedUnit[], bloc: YearBloc, left: number): Candidate | undefined {
  return units.length <= left ? eligibleOf(units, bloc)[0] : undefined;
}
