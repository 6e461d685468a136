import { optionCode } from './option.js';
import { questionKey } from './question-key.js';
import type { Seat } from '../../plan/schema.js';
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

/** How the seat of the highest rank came out: who has it, or which question keeps it open. */
interface HighestRank {
  winner?: string;
  open?: string;
}

/** III.3.a: the collectives of one bloc in a year, seat after seat: no unit has two. */
export function fillAnnualCollectives(selection: Selection, seats: readonly Seat[], bloc: YearBloc): void {
  let highest: HighestRank = {};
  for (const seat of seats) {
    if (seat.rule === 'greatest-leap') fillGreatestLeap(selection, seat, bloc, highest);
    else highest = fillHighestRank(selection, seat, bloc);
  }
}

function fillHighestRank(selection: Selection, seat: Seat, bloc: YearBloc): HighestRank {
  const levels = rankLevels(bloc.units);
  const [best] = levels;
  if (best === undefined) {
    return askForSeat(selection, seat, bloc, { reason: 'no-ranking', offered: [], of: 'rank' });
  }
  const only = soleEligible(best.units, bloc);
  if (only !== undefined) {
    win(selection, seat, only, { code: 'highest-rank', year: bloc.year, unit: only.unit });
    return { winner: only.unit.code };
  }
  const offered = levels.map(({ units }) => eligibleOf(units, bloc)).find((it) => it.length > 0) ?? [];
  const reason = best.units.length > 1 ? 'tie' : 'ineligible';
  return askForSeat(selection, seat, bloc, { reason, offered, of: 'rank', first: best.units });
}

function fillGreatestLeap(selection: Selection, seat: Seat, bloc: YearBloc, highest: HighestRank): void {
  const { year, units } = bloc;
  if (highest.open !== undefined) {
    letWait(selection, [seat], `question:${highest.open}`);
    return;
  }
  if (units.every(({ rank }) => rank === undefined)) {
    leaveVacant(selection, seat, 'no-ranking', { code: 'no-ranking-for-leap', year, seat });
    return;
  }
  if (units.every(({ previousRank }) => previousRank === undefined)) {
    askForSeat(selection, seat, bloc, { reason: 'no-previous-ranking', offered: [], of: 'leap' });
    return;
  }
  const levels = leapLevels(units, highest.winner);
  const [greatest] = levels;
  if (greatest === undefined) {
    leaveVacant(selection, seat, 'no-rise', { code: 'no-rise', year, seat });
    return;
  }
  const only = soleEligible(greatest.units, bloc);
  if (only !== undefined) {
    win(selection, seat, only, { code: 'greatest-leap', year, unit: only.unit });
    return;
  }
  const offered = levels.map((level) => eligibleOf(level.units, bloc)).find((it) => it.length > 0) ?? [];
  const reason = greatest.units.length > 1 ? 'tie' : 'ineligible';
  askForSeat(selection, seat, bloc, { reason, offered, of: 'leap', first: greatest.units });
}

interface SeatQuestion {
  reason: Exclude<QuestionReason, 'predecessors'>;
  /** Those whom an answer may make the winner. */
  offered: readonly Candidate[];
  of: 'rank' | 'leap';
  /** The units that come first, whether eligible or not. */
  first?: readonly RankedUnit[];
}

/** Asks whom a seat goes to; an answer fills it or leaves it vacant. */
function askForSeat(selection: Selection, seat: Seat, bloc: YearBloc, asked: SeatQuestion): HighestRank {
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
    explanation: explain(questionFacts(asked, seat, bloc, first)),
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
  { reason, of }: SeatQuestion,
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
      return { code: 'ask-tie', ...facts, of, units: first };
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

/** The only unit that comes first, if it is eligible. */
function soleEligible(units: readonly RankedUnit[], bloc: YearBloc): Candidate | undefined {
  return units.length === 1 ? eligibleOf(units, bloc)[0] : undefined;
}
