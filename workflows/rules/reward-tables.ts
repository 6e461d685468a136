import type { Day } from '../plan/schema.js';
import type { RewardLaw, RewardTables } from './reward.js';

interface Validity {
  validFrom: Day;
  validTo: Day | null;
}

/** The first row (counted from 1) that is in force together with an earlier row on the same matter; null when none is. */
export function overlappingLaws({
  rewards,
  baseSalaries,
}: RewardTables): { table: 'rewards' | 'base-salaries'; row: number } | null {
  const reward = firstClash(rewards, isSameMatter);
  if (reward !== null) return { table: 'rewards', row: reward };
  const salary = firstClash(baseSalaries, () => true);
  return salary === null ? null : { table: 'base-salaries', row: salary };
}

const isSameMatter = (a: RewardLaw, b: RewardLaw): boolean =>
  a.award === b.award && a.giver === b.giver && a.kind === b.kind;

function firstClash<T extends Validity>(rows: readonly T[], isSame: (a: T, b: T) => boolean): number | null {
  const found = rows.findIndex((row, index) =>
    rows.slice(0, index).some((other) => isSame(other, row) && overlap(other, row)),
  );
  return found === -1 ? null : found + 1;
}

function overlap(a: Validity, b: Validity): boolean {
  return a.validFrom <= (b.validTo ?? a.validFrom) && b.validFrom <= (a.validTo ?? b.validFrom);
}
