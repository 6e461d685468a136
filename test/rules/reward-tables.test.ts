import { describe, expect, test } from 'vitest';
import { BaseSalary, reward, RewardLaw, type RewardTables } from '../../workflows/rules/reward.js';
import { overlappingLaws } from '../../workflows/rules/reward-tables.js';

const law = (over: Partial<RewardLaw> = {}): RewardLaw => ({
  validFrom: '2020-01-01',
  validTo: null,
  instrument: '91/2017/NĐ-CP',
  clause: 'Điều 73',
  award: 'bang-khen',
  giver: 'city-chairman',
  kind: 'individual',
  hundredths: 100,
  rounding: 'up-10000',
  ...over,
});
const salary = (over: Partial<BaseSalary> = {}): BaseSalary => ({
  validFrom: '2020-01-01',
  validTo: null,
  instrument: '38/2019/NĐ-CP',
  clause: 'Điều 3',
  amount: 1_490_000,
  ...over,
});

describe('III.4.a: no day has two laws on one matter', () => {
  const [first, second] = [
    { validFrom: '2020-01-01', validTo: '2020-12-31' },
    { validFrom: '2021-01-01', validTo: '2021-12-31' },
  ];
  test.each<{ name: string; rows: { validFrom: string; validTo: string | null }[]; row: number | null }>([
    { name: 'none at all', rows: [], row: null },
    { name: 'one after the other', rows: [first, second], row: null },
    { name: 'the later first', rows: [second, first], row: null },
    { name: 'open at the end, the last', rows: [first, { ...second, validTo: null }], row: null },
    { name: 'open at the end, before another', rows: [{ ...first, validTo: null }, second], row: 2 },
    { name: 'open at the end, after an earlier one', rows: [second, { ...first, validTo: null }], row: 2 },
    {
      name: 'both open',
      rows: [
        { ...first, validTo: null },
        { ...second, validTo: null },
      ],
      row: 2,
    },
    { name: 'a day in common', rows: [{ ...first, validTo: '2021-01-01' }, second], row: 2 },
    { name: 'a day in common, the later first', rows: [second, { ...first, validTo: '2021-01-01' }], row: 2 },
    { name: 'one within the other', rows: [{ ...first, validTo: '2022-06-30' }, second], row: 2 },
    { name: 'the same twice, third', rows: [first, second, second], row: 3 },
    { name: 'two clashes: the first is named', rows: [first, first, second, second], row: 2 },
  ])('$name', ({ rows, row }) => {
    expect(overlappingLaws({ rewards: rows.map(law), baseSalaries: [] })).toStrictEqual(
      row === null ? null : { table: 'rewards', row },
    );
    expect(overlappingLaws({ rewards: [], baseSalaries: rows.map(salary) })).toStrictEqual(
      row === null ? null : { table: 'base-salaries', row },
    );
  });

  test.each<{ name: string; other: Partial<RewardLaw> }>([
    { name: 'another award', other: { award: 'giay-khen' } },
    { name: 'another giver', other: { giver: 'agency-head' } },
    { name: 'another kind', other: { kind: 'collective' } },
  ])('$name is another matter', ({ other }) => {
    expect(overlappingLaws({ rewards: [law(), law(other)], baseSalaries: [] })).toBeNull();
    expect(overlappingLaws({ rewards: [law(other), law(), law(other)], baseSalaries: [] })).toStrictEqual({
      table: 'rewards',
      row: 3,
    });
  });

  test('rewards are named before base salaries', () => {
    expect(
      overlappingLaws({ rewards: [law(), law()], baseSalaries: [salary(), salary(), salary()] }),
    ).toStrictEqual({ table: 'rewards', row: 2 });
  });
});

describe('III.4.a: the law that counts', () => {
  const found = (tables: Partial<RewardTables>, over: object = {}) =>
    reward(
      { rewards: [law()], baseSalaries: [salary()], ...tables },
      { kind: 'individual', on: '2023-05-01', ...over },
    );

  test.each<{ name: string; before: Partial<RewardLaw> }>([
    { name: 'another kind', before: { kind: 'collective' } },
    { name: 'another award', before: { award: 'giay-khen' } },
    { name: 'another giver', before: { giver: 'agency-head' } },
    { name: 'ended', before: { validTo: '2023-04-30' } },
    { name: 'not yet in force', before: { validFrom: '2023-05-02' } },
  ])('a row before it that is of $name is passed over', ({ before }) => {
    expect(found({ rewards: [law({ ...before, hundredths: 900 }), law()] })).toMatchObject({
      coefficient: '1,0',
    });
  });

  test.each([
    { name: 'no law on rewards', tables: { rewards: [] } },
    { name: 'no law on salaries', tables: { baseSalaries: [] } },
  ])('$name: no money', ({ tables }) => {
    expect(found(tables)).toStrictEqual({ code: 'reward.no-law', on: '2023-05-01' });
  });

  test.each([
    { hundredths: 5, coefficient: '0,05', amount: 80_000 },
    { hundredths: 30, coefficient: '0,3', amount: 450_000 },
    { hundredths: 100, coefficient: '1,0', amount: 1_490_000 },
    { hundredths: 105, coefficient: '1,05', amount: 1_570_000 },
    { hundredths: 150, coefficient: '1,5', amount: 2_240_000 },
    { hundredths: 1000, coefficient: '10,0', amount: 14_900_000 },
  ])('$hundredths hundredths: $coefficient, $amount', ({ hundredths, coefficient, amount }) => {
    expect(found({ rewards: [law({ hundredths })] })).toMatchObject({ coefficient, amount });
  });
});

describe('rows of the law', () => {
  test.each<{ name: string; over: object }>([
    { name: 'no instrument', over: { instrument: '' } },
    { name: 'no clause', over: { clause: '' } },
    { name: 'nothing to give', over: { hundredths: 0 } },
    { name: 'half a hundredth', over: { hundredths: 1.5 } },
    { name: 'another rounding', over: { rounding: 'down' } },
    { name: 'an unknown award', over: { award: 'huan-chuong' } },
    { name: 'an unknown giver', over: { giver: 'minister' } },
    { name: 'no day', over: { validFrom: '2024-02-30' } },
    { name: 'one more column', over: { more: '' } },
  ])('refused: $name', ({ over }) => {
    expect(RewardLaw.safeParse(law()).success).toBe(true);
    expect(RewardLaw.safeParse({ ...law(), ...over }).success).toBe(false);
  });

  test.each<{ name: string; over: object }>([
    { name: 'no instrument', over: { instrument: '' } },
    { name: 'no clause', over: { clause: '' } },
    { name: 'nothing', over: { amount: 0 } },
    { name: 'half a đồng', over: { amount: 0.5 } },
    { name: 'one more column', over: { more: '' } },
  ])('a base salary refused: $name', ({ over }) => {
    expect(BaseSalary.safeParse(salary()).success).toBe(true);
    expect(BaseSalary.safeParse({ ...salary(), ...over }).success).toBe(false);
  });

  test.each(['bang-khen', 'giay-khen'])('the award %s is known', (award) => {
    expect(RewardLaw.safeParse({ ...law(), award }).success).toBe(true);
  });

  test.each(['city-chairman', 'agency-head', 'district-chairman', 'commune-chairman'])(
    'the giver %s is known',
    (giver) => {
      expect(RewardLaw.safeParse({ ...law(), giver }).success).toBe(true);
    },
  );
});
