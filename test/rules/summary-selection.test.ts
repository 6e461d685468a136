import { describe, expect, test } from 'vitest';
import {
  answerTo,
  certificate,
  collective,
  decision,
  dossier,
  individual,
  personCertificate,
  ranked,
  seats,
  summary,
  unit,
} from './selection-builders.js';

const vertical = (code: string) => unit(code, 'vertical');
const filed = (...codes: string[]) =>
  codes.map((code) => dossier(code, [collective(`n-${code}`, 'summary')]));

describe('III.3.b: collectives', () => {
  test.each([
    {
      name: 'as many eligible as seats: all win',
      input: { ledger: certificate('a', 2021, 2022) },
      expected: ['period-1: n-a'],
    },
    {
      name: 'more: they wait for a choice',
      input: { ledger: [...certificate('a', 2021, 2022), ...certificate('b', 2021, 2022)] },
      expected: ['period-1: waits for shortlist'],
    },
    {
      name: 'a choice',
      input: {
        ledger: [...certificate('a', 2021, 2022), ...certificate('b', 2021, 2022)],
        shortlist: { collectives: { vertical: ['n-b'] } },
      },
      expected: ['period-1: n-b'],
    },
    {
      name: 'the revoked don’t count, nor other years',
      input: {
        ledger: [
          ...certificate('a', 2021, 2020, 2026),
          { year: 2022, kind: 'collective', unit: 'a', revoked: true },
        ],
      },
      expected: ['period-1: vacant, no-eligible-nominee'],
    },
    {
      name: 'III.1.b: the first year of the period counts, and its last',
      input: { ledger: certificate('a', 2021, 2025) },
      expected: ['period-1: n-a'],
    },
    {
      name: 'III.1.b: who is refused for something else too is no question of predecessors',
      input: {
        dossiers: [dossier('a', [collective('n-a', 'summary', ['outstanding'])])],
        ledger: certificate('old', 2021, 2022),
        successions: [{ from: 'old', to: 'a' }],
      },
      expected: ['period-1: vacant, no-eligible-nominee'],
    },
    {
      name: 'III.1.b: nor who is refused for something else alone',
      input: {
        dossiers: [dossier('a', [collective('n-a', 'summary')], 'returned')],
        ledger: certificate('a', 2021, 2022),
        successions: [{ from: 'old', to: 'a' }],
      },
      expected: ['period-1: vacant, no-eligible-nominee'],
    },
    {
      name: 'III.1.b: of several questions of predecessors the seat waits for the first by code',
      input: {
        dossiers: filed('b', 'a'),
        ledger: certificate('old', 2021, 2022),
        successions: [
          { from: 'old', to: 'b' },
          { from: 'old', to: 'a' },
        ],
      },
      expected: [
        'period-1: waits for question:summary/vertical/predecessors/a',
        'summary/vertical/predecessors/a? count do-not-count (1)',
        'summary/vertical/predecessors/b? count do-not-count (1)',
      ],
    },
    {
      name: 'predecessors through steps, as a set: a question',
      input: {
        ledger: [...certificate('old', 2021), ...certificate('older', 2022)],
        successions: [
          { from: 'old', to: 'a' },
          { from: 'older', to: 'old' },
          { from: 'older', to: 'a' },
        ],
      },
      expected: [
        'period-1: waits for question:summary/vertical/predecessors/a',
        'summary/vertical/predecessors/a? count do-not-count (1)',
      ],
    },
    {
      name: 'counted',
      input: {
        ledger: certificate('old', 2021, 2022),
        successions: [{ from: 'old', to: 'a' }],
        decisions: [decision('summary/vertical/predecessors/a', 'count')],
      },
      expected: ['period-1: n-a'],
    },
    {
      name: 'not counted',
      input: {
        ledger: certificate('old', 2021, 2022),
        successions: [{ from: 'old', to: 'a' }],
        decisions: [decision('summary/vertical/predecessors/a', 'do-not-count')],
      },
      expected: ['period-1: vacant, no-eligible-nominee'],
    },
  ])('$name', ({ input, expected }) => {
    const answer = answerTo(
      summary({ units: [vertical('a'), vertical('b')], dossiers: filed('a', 'b'), ...input }),
    );
    expect(seats(answer, 'vertical', 'collective')).toStrictEqual(expected);
  });

  test('the order: rank, certificates with those counted, code', () => {
    const codes = ['a', 'b', 'c', 'd', 'e'];
    const answer = answerTo(
      summary({
        units: codes.map((code) => unit(code)),
        rankings: { current: ranked({ e: 1, d: 2 }) },
        dossiers: filed(...codes),
        ledger: [
          ...['a', 'b', 'd', 'e'].flatMap((code) => certificate(code, 2021, 2022)),
          ...certificate('c', 2021),
          ...certificate('old', 2021, 2022),
        ],
        successions: [{ from: 'old', to: 'c' }],
        decisions: [decision('summary/communes/predecessors/c', 'count')],
      }),
    );
    expect(answer.order.communes?.collectives).toStrictEqual(['n-e', 'n-d', 'n-c', 'n-a', 'n-b']);
  });
});

describe('III.3.b: individuals come from the first three units', () => {
  const units = ['a', 'b', 'c', 'd', 'e'].map(vertical);
  const dossiers = units.map(({ code }) => dossier(code, [individual(`n-${code}`, code, 'summary')]));
  const ledger = units.flatMap(({ code }) => personCertificate(code, 2021, 2022));
  const outcome = (ranks: Record<string, number>, over: object = {}) => {
    const answer = answerTo(
      summary({ units, dossiers, ledger, rankings: { current: ranked(ranks) }, ...over }),
    );
    return {
      refused: answer.refusals.map(({ nominee, codes }) => `${nominee} ${codes.join()}`),
      order: answer.order.vertical?.individuals,
      first: seats(answer, 'vertical', 'individual')[0],
      questions: answer.questions
        .filter(({ bloc }) => bloc === 'vertical')
        .map((it) => [it.key, it.options, it.choose]),
    };
  };
  const tie = 'summary/vertical/top-three/tie';
  const none = 'summary/vertical/top-three/no-ranking';

  test('three ranks', () => {
    expect(outcome({ a: 1, b: 2, c: 3, d: 4 })).toStrictEqual({
      refused: ['n-d unit-not-top-three', 'n-e unit-not-top-three'],
      order: ['n-a', 'n-b', 'n-c'],
      first: 'individual-1: waits for shortlist',
      questions: [],
    });
  });

  test('a tie above the line is none', () => {
    expect(outcome({ a: 1, b: 1, c: 1, d: 4 }).questions).toStrictEqual([]);
    expect(outcome({ a: 1, b: 1, c: 3 }).order).toStrictEqual(['n-a', 'n-b', 'n-c']);
  });

  test('a tie at the line is a question; who hangs on it is not refused', () => {
    expect(outcome({ a: 1, b: 2, c: 2, d: 2 })).toStrictEqual({
      refused: ['n-e unit-not-top-three'],
      order: ['n-a', 'n-b', 'n-c', 'n-d'],
      first: `individual-1: waits for question:${tie}`,
      questions: [[tie, ['unit:b', 'unit:c', 'unit:d'], 2]],
    });
  });

  test('the answer decides', () => {
    expect(
      outcome({ a: 1, b: 2, c: 2, d: 2 }, { decisions: [decision(tie, 'unit:d', 'unit:b')] }),
    ).toStrictEqual({
      refused: ['n-c unit-not-top-three', 'n-e unit-not-top-three'],
      order: ['n-a', 'n-b', 'n-d'],
      first: 'individual-1: waits for shortlist',
      questions: [],
    });
  });

  test('no ranking is a question; nobody is refused for it', () => {
    expect(outcome({})).toStrictEqual({
      refused: [],
      order: ['n-a', 'n-b', 'n-c', 'n-d', 'n-e'],
      first: `individual-1: waits for question:${none}`,
      questions: [[none, ['vacant'], 1]],
    });
  });

  test('no ranking, left vacant: the list is not looked at', () => {
    const shortlist = { individuals: { vertical: ['n-a', 'n-b', 'n-c', 'n-d', 'n-e'] } };
    expect(outcome({}, { decisions: [decision(none, 'vacant')], shortlist })).toStrictEqual({
      refused: [],
      order: ['n-a', 'n-b', 'n-c', 'n-d', 'n-e'],
      first: 'individual-1: vacant, no-ranking',
      questions: [],
    });
  });

  test('a winner’s nomination that hangs on a question is refused as the same person', () => {
    const answer = answerTo(
      summary({
        units: [...units, unit('s', 'communes')],
        rankings: { current: ranked({ a: 1 }) },
        dossiers: [
          dossier('a', [individual('n', 'p', 'summary')]),
          dossier('s', [individual('m', 'p', 'summary')]),
        ],
        ledger: personCertificate('p', 2021, 2022),
        shortlist: { individuals: { vertical: ['n'] } },
      }),
    );
    expect(answer.refusals.map(({ nominee, codes }) => [nominee, codes])).toStrictEqual([
      ['m', ['same-person']],
    ]);
    expect(answer.order.communes?.individuals).toStrictEqual(['m']);
  });
});
