import { type RankedUnit, rankLevels } from './ranking.js';

/** The units of a bloc with the highest ranks (III.3.b), as far as the ranking alone says. */
export type TopUnits =
  /** No unit of the bloc is ranked. */
  | { state: 'unranked' }
  | { state: 'known'; units: ReadonlySet<string> }
  /** More than fit share the rank at the line: `places` of `tied` are to be chosen. */
  | { state: 'tied'; certain: ReadonlySet<string>; tied: RankedUnit[]; rank: number; places: number };

/** The ranked units of one bloc with fewer than `count` units ranked strictly better. */
export function topUnits(units: readonly RankedUnit[], count: number): TopUnits {
  const levels = rankLevels(units);
  if (levels.length === 0) return { state: 'unranked' };
  const certain = new Set<string>();
  for (const { rank, units: tied } of levels) {
    const places = count - certain.size;
    if (places <= 0) break;
    if (tied.length > places) return { state: 'tied', certain, tied, rank, places };
    for (const { code } of tied) certain.add(code);
  }
  return { state: 'known', units: certain };
}
