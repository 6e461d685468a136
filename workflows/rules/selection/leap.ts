import type { RankedUnit } from './ranking.js';

/** A unit that rose: `leap` is last year's rank less this year's, above zero. */
interface Riser {
  unit: RankedUnit;
  leap: number;
}

/** Units that rose by the same number of ranks. */
export interface LeapLevel {
  leap: number;
  units: RankedUnit[];
}

/**
 * III.3.a: the units that rose since last year, the greatest leap first, equal leaps together; without those that
 * have a seat already, for the collectives of a year are different units.
 */
export function leapLevels(units: readonly RankedUnit[], taken: ReadonlySet<string>): LeapLevel[] {
  const levels = new Map<number, RankedUnit[]>();
  for (const { unit, leap } of risers(units)) {
    if (taken.has(unit.code)) continue;
    const level = levels.get(leap);
    if (level === undefined) levels.set(leap, [unit]);
    else level.push(unit);
  }
  return [...levels].map(([leap, it]) => ({ leap, units: it })).sort((a, b) => b.leap - a.leap);
}

function risers(units: readonly RankedUnit[]): Riser[] {
  return units.flatMap((unit) => {
    if (unit.rank === undefined || unit.previousRank === undefined) return [];
    const leap = unit.previousRank - unit.rank;
    return leap > 0 ? [{ unit, leap }] : [];
  });
}
