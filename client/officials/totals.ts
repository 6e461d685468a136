import type { LedgerRow } from '../../activities/records/reads/ledger.js';
import { formatMoney } from '../language/amounts.js';
import { say } from '../language/language.js';

/** What certificates come to; those revoked are counted apart. */
export interface AwardTotals {
  collectives: number;
  individuals: number;
  /** đồng, of those that stand */
  money: number;
  revoked: number;
  /** đồng */
  revokedMoney: number;
}

export function totalsOf(rows: readonly LedgerRow[]): AwardTotals {
  const standing = rows.filter((row) => row.revoked === null);
  const money = (some: readonly LedgerRow[]): number => some.reduce((sum, row) => sum + row.money, 0);
  return {
    collectives: standing.filter((row) => row.kind === 'collective').length,
    individuals: standing.filter((row) => row.kind === 'individual').length,
    money: money(standing),
    revoked: rows.length - standing.length,
    revokedMoney: money(rows) - money(standing),
  };
}

/** `5 tập thể, 12 cá nhân, tiền thưởng 25.330.000 đồng; đã thu hồi 1 (2.980.000 đồng)`. */
export function totalsLabel({ collectives, individuals, money, revoked, revokedMoney }: AwardTotals): string {
  const standing = say(
    `${collectives} tập thể, ${individuals} cá nhân, tiền thưởng ${formatMoney(money)}`,
    `${collectives} collectives, ${individuals} individuals, rewards ${formatMoney(money)}`,
  );
  return revoked === 0
    ? standing
    : say(
        `${standing}; đã thu hồi ${revoked} (${formatMoney(revokedMoney)})`,
        `${standing}; revoked ${revoked} (${formatMoney(revokedMoney)})`,
      );
}
