import { describe, expect, test } from 'vitest';
import { loadRewardTables } from '../../activities/reference/tables.js';
import { budget, reward, type RewardQuestion } from '../../workflows/rules/reward.js';

const tables = loadRewardTables();
const amountOf = (question: RewardQuestion): number | string => {
  const found = reward(tables, question);
  return 'code' in found ? found.code : found.amount;
};

describe('III.4.a: the law on the decision’s day', () => {
  test.each([
    { on: '2023-06-30', individual: 1_490_000, collective: 2_980_000 },
    { on: '2023-07-01', individual: 1_800_000, collective: 3_600_000 },
    { on: '2023-12-31', individual: 1_800_000, collective: 3_600_000 },
    { on: '2024-01-01', individual: 2_700_000, collective: 5_400_000 },
    { on: '2024-06-30', individual: 2_700_000, collective: 5_400_000 },
    { on: '2024-07-01', individual: 3_510_000, collective: 7_020_000 },
    { on: '2025-06-30', individual: 3_510_000, collective: 7_020_000 },
    { on: '2025-07-01', individual: 3_510_000, collective: 7_020_000 },
    { on: '2017-09-30', individual: 'reward.no-law', collective: 'reward.no-law' },
    { on: '2019-06-30', individual: 'reward.no-law', collective: 'reward.no-law' },
  ])('$on: $individual and $collective', ({ on, individual, collective }) => {
    expect(amountOf({ kind: 'individual', on })).toBe(individual);
    expect(amountOf({ kind: 'collective', on })).toBe(collective);
  });

  test.each([
    { on: '2023-06-30', giver: 'agency-head', kind: 'individual', amount: 450_000 },
    { on: '2023-06-30', giver: 'commune-chairman', kind: 'individual', amount: 230_000 },
    { on: '2024-07-01', giver: 'commune-chairman', kind: 'individual', amount: 360_000 },
    { on: '2025-07-01', giver: 'commune-chairman', kind: 'individual', amount: 710_000 },
    { on: '2025-07-01', giver: 'district-chairman', kind: 'individual', amount: 'reward.no-law' },
  ] as const)('a commendation by $giver on $on: $amount, rounded up', ({ on, giver, kind, amount }) => {
    expect(amountOf({ kind, on, giver, award: 'giay-khen' })).toBe(amount);
  });

  test.each([
    { on: '2025-06-30', instrument: '98/2023/NĐ-CP', clause: 'điểm b khoản 1 Điều 58' },
    { on: '2025-07-01', instrument: '152/2025/NĐ-CP', clause: 'điểm b khoản 1 Điều 54' },
    { on: '2023-12-31', instrument: '91/2017/NĐ-CP', clause: 'điểm b khoản 1 Điều 73' },
  ])('$on: by $instrument', ({ on, instrument, clause }) => {
    expect(reward(tables, { kind: 'individual', on })).toMatchObject({ reward: { instrument, clause } });
  });

  test('the whole explanation', () => {
    expect(reward(tables, { kind: 'collective', on: '2024-03-29' })).toStrictEqual({
      amount: 5_400_000,
      coefficient: '3,0',
      base: 1_800_000,
      reward: { instrument: '98/2023/NĐ-CP', clause: 'khoản 2 Điều 58' },
      salary: { instrument: '24/2023/NĐ-CP', clause: 'khoản 2 Điều 3' },
      explanation:
        'Bằng khen tặng tập thể theo quyết định ngày 29/03/2024: 5.400.000 đồng, bằng 3,0 lần mức lương cơ sở 1.800.000 đồng, làm tròn lên hàng chục nghìn đồng (khoản 2 Điều 58 Nghị định số 98/2023/NĐ-CP; khoản 2 Điều 3 Nghị định số 24/2023/NĐ-CP).',
    });
  });

  test('III.4.b: a budget is the sum', () => {
    expect(budget([])).toBe(0);
    expect(budget([{ amount: 5_400_000 }, { amount: 2_700_000 }])).toBe(8_100_000);
  });
});
