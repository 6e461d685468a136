import { describe, expect, test } from 'vitest';
import type { Plan } from '../../workflows/plan/schema.js';
import { plan263 } from '../plan/plans.js';
import { select } from '../../workflows/rules/selection/select.js';
import { annual, collective, decision, dossier, ranked, seats, unit } from './selection-builders.js';

/** Plan 263 with two certificates for the greatest leaps of the communes in 2023 alone. */
const plan: Plan = {
  ...plan263,
  blocs: plan263.blocs.map((bloc) => ({
    ...bloc,
    seats: bloc.seats.flatMap((row) =>
      row.rule === 'greatest-leap' ? [row, { ...row, years: [2023] }] : [row],
    ),
  })),
};

/** Of five communes `a` is first; `previous` are last year's ranks. */
function leaps(previous: Record<string, number>, over: object = {}) {
  const codes = ['a', 'b', 'c', 'd', 'e'];
  const answer = select(
    plan,
    annual({
      units: codes.map((code) => unit(code)),
      dossiers: codes.map((code) => dossier(code, [collective(`n-${code}`)])),
      rankings: { current: ranked({ a: 1, b: 2, c: 3, d: 4, e: 5 }), previous: ranked(previous) },
      ...over,
    }),
  );
  if ('faults' in answer) throw new Error(JSON.stringify(answer.faults));
  return seats(answer, 'communes', 'collective').slice(1);
}

describe('a plan with two seats for the greatest leap in one year', () => {
  test.each([
    {
      name: 'the two greatest leaps have one each',
      previous: { a: 1, b: 9, c: 8, d: 5, e: 5 },
      expected: ['greatest-leap: n-b', 'greatest-leap-2: n-c'],
    },
    {
      name: 'two equal leaps for two seats are no question',
      previous: { a: 1, b: 9, c: 10, d: 5, e: 5 },
      expected: ['greatest-leap: n-b', 'greatest-leap-2: n-c'],
    },
    {
      name: 'one alone rose: the second seat stays vacant',
      previous: { a: 1, b: 9, c: 3, d: 4, e: 5 },
      expected: ['greatest-leap: n-b', 'greatest-leap-2: vacant, no-rise'],
    },
    {
      name: 'three equal leaps for two seats are a question, and the second seat waits for it',
      previous: { a: 1, b: 9, c: 10, d: 11, e: 5 },
      expected: [
        'greatest-leap-2: waits for question:2023/communes/greatest-leap/tie',
        '2023/communes/greatest-leap/tie? award:b award:c award:d vacant (1)',
      ],
    },
  ])('$name', ({ previous, expected }) => {
    const lines = leaps(previous);
    expect([...lines].sort()).toStrictEqual([...expected].sort());
  });

  test('an answer to the tie leaves the next one open', () => {
    const lines = leaps(
      { a: 1, b: 9, c: 10, d: 11, e: 5 },
      { decisions: [decision('2023/communes/greatest-leap/tie', 'award:c')] },
    );
    expect(lines).toStrictEqual([
      'greatest-leap: n-c by answer',
      '2023/communes/greatest-leap-2/tie? award:b award:d vacant (1)',
    ]);
  });

  test('in another year there is one seat', () => {
    expect(leaps({ a: 1, b: 9, c: 8, d: 5, e: 5 }, { year: 2022 })).toStrictEqual(['greatest-leap: n-b']);
  });
});
