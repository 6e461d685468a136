import type { Bloc } from '../../plan/schema.js';

/** A rank that is neither what standard competition nor what dense ranking would give; `row` counts from 1. */
export interface RankMisfit {
  row: number;
  rank: number;
}

/**
 * The rows of one bloc's ranking that don't fit its shape: ranks are either 1 2 2 4 (standard competition) or 1 2 2 3
 * (dense) throughout. Of the two shapes the one that fewer rows offend counts; empty when one of them fits.
 */
export function rankingShape(ranks: readonly number[]): RankMisfit[] {
  const distinct = [...new Set(ranks)].sort((a, b) => a - b);
  const dense = new Map(distinct.map((rank, index) => [rank, index + 1]));
  const competition = competitionRanks(ranks);
  const offending = (expected: ReadonlyMap<number, number>): RankMisfit[] =>
    ranks.flatMap((rank, index) => (expected.get(rank) === rank ? [] : [{ row: index + 1, rank }]));
  const [asDense, asCompetition] = [offending(dense), offending(competition)];
  return asDense.length < asCompetition.length ? asDense : asCompetition;
}

/** Of each rank that stands there, the rank it would have by standard competition. */
function competitionRanks(ranks: readonly number[]): Map<number, number> {
  const expected = new Map<number, number>();
  [...ranks]
    .sort((a, b) => a - b)
    .forEach((rank, index) => {
      if (!expected.has(rank)) expected.set(rank, index + 1);
    });
  return expected;
}

/** A unit as the selection sees it: with its ranks of this year (or of the period) and of the year before. */
export interface RankedUnit {
  code: string;
  name: string;
  bloc: Bloc;
  rank: number | undefined;
  previousRank: number | undefined;
}

/** The units of one bloc that share a rank. */
export interface RankLevel {
  rank: number;
  units: RankedUnit[];
}

/** The ranked units, best rank first, those of one rank together. */
export function rankLevels(units: readonly RankedUnit[]): RankLevel[] {
  const levels = new Map<number, RankedUnit[]>();
  for (const unit of units) {
    if (unit.rank === undefined) continue;
    const level = levels.get(unit.rank);
    if (level === undefined) levels.set(unit.rank, [unit]);
    else level.push(unit);
  }
  return [...levels].map(([rank, it]) => ({ rank, units: it })).sort((a, b) => a.rank - b.rank);
}

/** Orders by rank, the unranked last. */
export function compareRanks(a: number | undefined, b: number | undefined): number {
  if (a === b) return 0;
  return (a ?? Infinity) - (b ?? Infinity);
}
