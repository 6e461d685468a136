import type { Day } from '../plan/schema.js';
import type { RewardTables } from './reward.js';

interface Validity {
  validFrom: Day;
  validTo: Day | null;
}

/** The first row (counted from 1) that is in force together with an earlier row on the same matter; null when none is. */
export function overlappingLaws({
  rewards,
  baseSalaries,
}: RewardTables): { table: 'rewards' | 'base-salaries'; row: number } | null {
  const reward = firstClash(rewards, (it) => `${it.award}/${it.giver}/${it.kind}`);
  if (reward !== null) return { table: 'rewards', row: reward };
  const salary = firstClash(baseSalaries, () => '');
  return salary === null ? null : { table: 'base-salaries', row: salary };
}

function firstClash<T extends Validity>(rows: readonly T[], matterOf: (row: T) => string): number | null {
  const found = rows.findIndex((row, index) =>
    rows.slice(0, index).some((other) => matterOf(other) === matterOf(row) && overlap(other, row)),
  );
  return found < 0 ? null : found + 1;
}

function overlap(a: Validity, b: Validity): boolean {
  const begins = a.validFrom > b.validFrom ? a.validFrom : b.validFrom;
  return begins <= (a.validTo ?? begins) && begins <= (b.validTo ?? begins);
}
