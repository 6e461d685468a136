import type { KeptRanking } from '../../activities/records/reads/rankings.js';

/** A unit's rank this year beside last year's. */
export interface RankChange {
  unit: string;
  name: string;
  rank: number;
  score: number | null;
  /** null: it had none last year, or last year's ranking is not known. */
  previousRank: number | null;
  /** Ranks risen since last year; below zero: fallen. */
  leap: number | null;
}

/** A bloc's ranking, the best rank first, with the change since last year's. */
export function rankChanges(
  current: Pick<KeptRanking, 'rows'>,
  previous: Pick<KeptRanking, 'rows'> | null,
  name: (unit: string) => string,
): RankChange[] {
  const before = new Map((previous?.rows ?? []).map(({ unit, rank }) => [unit, rank]));
  return current.rows
    .map(({ unit, rank, score }) => {
      const previousRank = before.get(unit) ?? null;
      return {
        unit,
        name: name(unit),
        rank,
        score: score ?? null,
        previousRank,
        leap: previousRank === null ? null : previousRank - rank,
      };
    })
    .sort((one, other) => one.rank - other.rank || one.name.localeCompare(other.name, 'vi'));
}

/** `tăng 12 bậc`, `giảm 3 bậc`, `giữ nguyên`; a dash where it isn't known. */
export function leapLabel(leap: number | null): string {
  if (leap === null) return '–';
  if (leap === 0) return 'giữ nguyên';
  return leap > 0 ? `tăng ${String(leap)} bậc` : `giảm ${String(-leap)} bậc`;
}

/** Those that a drawing shows: the best ranks and the greatest leaps, at most so many of each; by rank. */
export function mostTelling(changes: readonly RankChange[], most: number): RankChange[] {
  const risen = changes
    .filter(({ leap }) => (leap ?? 0) > 0)
    .sort((one, other) => (other.leap ?? 0) - (one.leap ?? 0));
  const chosen = new Set([...changes.slice(0, most), ...risen.slice(0, most)]);
  return changes.filter((it) => chosen.has(it));
}
