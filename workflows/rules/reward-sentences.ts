import type { Day, NomineeKind } from '../plan/schema.js';
import { formatDay } from './days.js';
import { formatMoney } from './money.js';

/** How the money of an award came about. */
export interface RewardFacts {
  kind: NomineeKind;
  award: 'bang-khen' | 'giay-khen';
  on: Day;
  amount: number;
  coefficient: string;
  base: number;
  reward: { instrument: string; clause: string };
  salary: { instrument: string; clause: string };
}

/** The money of an award with the law it follows (III.4.a), in Vietnamese. */
export function rewardExplanation(facts: RewardFacts): string {
  const { amount, coefficient, base, reward, salary, on } = facts;
  const whose = facts.kind === 'collective' ? 'tập thể' : 'cá nhân';
  const award = facts.award === 'bang-khen' ? 'Bằng khen' : 'Giấy khen';
  return (
    `${award} tặng ${whose} theo quyết định ngày ${formatDay(on)}: ${formatMoney(amount)}, ` +
    `bằng ${coefficient} lần mức lương cơ sở ${formatMoney(base)}, làm tròn lên hàng chục nghìn đồng ` +
    `(${reward.clause} Nghị định số ${reward.instrument}; ${salary.clause} Nghị định số ${salary.instrument}).`
  );
}
