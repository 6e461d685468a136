import { describe, expect, test } from 'vitest';
import { plan263 } from '../plan/plans.js';
import { calendarOf, campaignCalendar, type Holiday } from '../../workflows/rules/calendar.js';
import { compareText } from '../../workflows/rules/code-points.js';
import { formatMoment, timeOf } from '../../workflows/rules/days.js';
import { digestOf } from '../../workflows/rules/digest.js';
import { type Candidate, refusedFor } from '../../workflows/rules/selection/eligibility.js';
import { holidayTable } from '../../workflows/rules/holidays.js';
import { leapLevels } from '../../workflows/rules/selection/leap.js';
import { isOffered } from '../../workflows/rules/selection/questions.js';
import { type RankedUnit, rankingShape } from '../../workflows/rules/selection/ranking.js';
import { type Unit, registryProblems, unitsInForce } from '../../workflows/rules/registry.js';
import { inputSchema } from '../../workflows/rules/selection/select.js';

test('an instant as officials read it', () => {
  const instant = Date.parse('2024-02-09T17:05:59.999Z');
  expect(timeOf(instant)).toBe('00:05');
  expect(formatMoment(instant)).toBe('00:05 ngày 10/02/2024');
});

test.each([
  { a: '\ud7ff', b: '\ud800\udc00' },
  { a: '\ue000', b: '\ud800\udc00' },
  { a: '\uffff', b: '\udbff\udfff' },
  { a: '\uffff', b: '\ud800' },
  { a: '\uffff', b: '\udfff' },
])('code points: $a before $b', ({ a, b }) => {
  expect([compareText(a, b) < 0, compareText(b, a) > 0, compareText(a, a)]).toStrictEqual([true, true, 0]);
});

test('what has no JSON form has no digest', () => {
  expect(() => digestOf(undefined)).toThrow('A value without a JSON form has no digest.');
});

test('III.3.a: leaps, the greatest first, equal ones together, without the winner and the unranked', () => {
  const unit = (code: string, rank?: number, previousRank?: number): RankedUnit => ({
    code,
    name: code,
    bloc: 'communes',
    rank,
    previousRank,
  });
  const units = [
    unit('a', 5, 7),
    unit('b', 1, 9),
    unit('c', 2, 4),
    unit('d', 3, 9),
    unit('e', 4, 4),
    unit('f', 6, 5),
    unit('g', 8),
    unit('h', undefined, 3),
  ];
  expect(
    leapLevels(units, new Set(['b'])).map(({ leap, units: of }) => [leap, of.map((it) => it.code)]),
  ).toStrictEqual([
    [6, ['d']],
    [2, ['a', 'c']],
  ]);
  expect(leapLevels(units, new Set()).map(({ leap }) => leap)).toStrictEqual([8, 6, 2]);
});

test('III.1: the codes of who is refused for one more reason stay sorted', () => {
  const candidate: Candidate = {
    nominee: { id: 'n', kind: 'collective', name: 'N', criteria: {} },
    unit: { code: 'a', name: 'A', bloc: 'communes', rank: 1, previousRank: 2 },
    status: 'accepted',
    codes: ['unit-not-top-three'],
    certificates: 0,
  };
  const refused = refusedFor(candidate, 'certificates');
  expect(refused).toStrictEqual({ ...candidate, codes: ['certificates', 'unit-not-top-three'] });
  expect(candidate.codes).toStrictEqual(['unit-not-top-three']);
});

describe('choices that answer a question', () => {
  test.each([
    { choices: ['a', 'b'], fits: true },
    { choices: ['b', 'a'], fits: true },
    { choices: ['a'], fits: false },
    { choices: ['a', 'a'], fits: false },
    { choices: ['a', 'x'], fits: false },
    { choices: ['a', 'b', 'b'], fits: false },
    { choices: ['a', 'b', 'c'], fits: false },
  ])('two of three: $choices', ({ choices, fits }) => {
    const question = { key: 'k', bloc: 'communes', kind: 'individual', reason: 'tie' } as const;
    expect(
      isOffered(choices, { ...question, options: ['a', 'b', 'c'], choose: 2, clause: '', explanation: '' }),
    ).toBe(fits);
  });
});

test.each([
  { ranks: [3, 2, 1, 2], misfits: [] },
  { ranks: [4, 2, 1, 2], misfits: [] },
  { ranks: [5, 2, 1, 2], misfits: [{ row: 1, rank: 5 }] },
  {
    ranks: [1, 2, 4, 4, 5, 6],
    misfits: [
      { row: 3, rank: 4 },
      { row: 4, rank: 4 },
    ],
  },
])('the rows that misfit: $ranks', ({ ranks, misfits }) => {
  expect(rankingShape(ranks)).toStrictEqual(misfits);
});

describe('the registry', () => {
  const unit = (code: string, validFrom: string | null, validTo: string | null): Unit => ({
    code,
    name: 'A',
    bloc: 'communes',
    parent: null,
    validFrom,
    validTo,
    successor: null,
  });

  test('units in force stand by code', () => {
    const units = [unit('c', null, null), unit('a', null, null), unit('b', null, '2020-01-01')];
    expect(unitsInForce(units, '2024-01-01').map(({ code }) => code)).toStrictEqual(['a', 'c']);
  });

  test.each([
    { a: [null, null], b: [null, null], clash: true },
    { a: [null, '2024-01-01'], b: ['2024-01-02', null], clash: false },
    { a: ['2024-01-02', null], b: [null, '2024-01-01'], clash: false },
    { a: ['2024-01-02', null], b: [null, '2024-01-02'], clash: true },
    { a: [null, '2024-01-02'], b: ['2024-01-02', null], clash: true },
    { a: ['2024-01-01', '2024-01-31'], b: ['2024-01-31', '2024-02-01'], clash: true },
    { a: ['2024-02-01', '2024-02-28'], b: ['2024-01-01', '2024-01-31'], clash: false },
  ] as const)('one name from $a and from $b', ({ a, b, clash }) => {
    const problems = registryProblems([unit('a', a[0], a[1]), unit('b', b[0], b[1])]);
    expect(problems.map(({ code }) => code)).toStrictEqual(clash ? ['same-name-in-force'] : []);
  });
});

describe('a table of holidays', () => {
  const yearOf = (year: number): Holiday[] =>
    ['01-01', '04-30', '05-01', '09-02'].map((day) => ({
      date: `${String(year)}-${day}`,
      name: 'Lễ',
      kind: 'holiday',
    }));
  const weekdays2024 = yearOf(2024);

  test('covers the whole years that its rows name, in whatever order', () => {
    expect(holidayTable(weekdays2024)).toStrictEqual({
      table: { firstDay: '2024-01-01', lastDay: '2024-12-31', days: weekdays2024 },
    });
    const days = [...yearOf(2025), ...weekdays2024];
    expect(holidayTable(days)).toStrictEqual({
      table: { firstDay: '2024-01-01', lastDay: '2025-12-31', days },
    });
  });

  test('each problem names its row', () => {
    const [first, ...rest] = weekdays2024;
    expect(holidayTable([...weekdays2024, ...(first === undefined ? [] : [first])])).toMatchObject({
      problems: [{ code: 'repeated-date', row: 5, date: '2024-01-01' }],
    });
    expect(holidayTable(rest)).toStrictEqual({
      problems: [{ code: 'missing-holiday', year: 2024, date: '2024-01-01' }],
    });
    expect(holidayTable([...weekdays2024, ...yearOf(2026)])).toMatchObject({
      problems: [{ code: 'missing-year', year: 2025 }],
    });
  });
});

describe('IV.1: the calendar', () => {
  const table = { firstDay: '2024-01-01', lastDay: '2024-03-31', days: [] };

  test('a table that covers just the days that count', () => {
    expect(calendarOf(plan263, '2023', table, [1])).toHaveProperty('entries');
    expect(calendarOf(plan263, '2023', { ...table, lastDay: '2024-03-30' }, [1])).toMatchObject({
      problem: { day: '2024-03-31' },
    });
    expect(calendarOf(plan263, '2023', { ...table, firstDay: '2024-01-02' }, [1])).toMatchObject({
      problem: { day: '2024-01-01' },
    });
    expect(() => campaignCalendar(plan263, '2022', table)).toThrow(
      '2023-01-01 is outside the holiday table, 2024-01-01 to 2024-03-31.',
    );
  });

  test('each date says why', () => {
    const reasons = campaignCalendar(plan263, '2023', table, [1]).map(({ reason }) => reason);
    expect(reasons.every((reason) => reason.length > 20 && !reason.includes('undefined'))).toBe(true);
    expect(new Set(reasons).size).toBe(reasons.length);
  });
});

test('the schema of the input is that of what people write', () => {
  expect(JSON.stringify(inputSchema(plan263))).toContain('"additionalProperties":false');
  expect(inputSchema(plan263)).toHaveProperty('oneOf');
});
