import { describe, expect, test } from 'vitest';
import {
  annual,
  answerTo,
  collective,
  decision,
  dossier,
  individual,
  ranked,
  seats,
  unit,
} from './selection-builders.js';

const [a, b, c] = [unit('a'), unit('b'), unit('c')];
const communes = [a, b, c];
const filed = [a, b, c].map(({ code }) => dossier(code, [collective(code)]));
const withoutDossier = (code: string) => filed.filter((it) => it.unit !== code);
const best = '2023/communes/highest-rank';
const leap = '2023/communes/greatest-leap';

describe('III.3.a: collectives of the communes', () => {
  test.each([
    {
      name: 'the best rank and the greatest leap',
      input: { rankings: { current: ranked({ a: 1, b: 2, c: 3 }), previous: ranked({ a: 2, b: 9, c: 4 }) } },
      expected: ['highest-rank: a', 'greatest-leap: b'],
    },
    {
      name: 'the first may not have the leap too',
      input: { rankings: { current: ranked({ a: 1, b: 2, c: 3 }), previous: ranked({ a: 9, b: 2, c: 4 }) } },
      expected: ['highest-rank: a', 'greatest-leap: c'],
    },
    {
      name: 'no ranking: a question, and the leap waits',
      input: {},
      expected: [`greatest-leap: waits for question:${best}/no-ranking`, `${best}/no-ranking? vacant (1)`],
    },
    {
      name: 'no ranking, left vacant: no leap either',
      input: { decisions: [decision(`${best}/no-ranking`, 'vacant')] },
      expected: ['highest-rank: vacant, decided', 'greatest-leap: vacant, no-ranking'],
    },
    {
      name: 'no ranking of last year: a question',
      input: { rankings: { current: ranked({ a: 1, b: 2, c: 3 }), previous: ranked({ ended: 1 }) } },
      expected: ['highest-rank: a', `${leap}/no-previous-ranking? vacant (1)`],
    },
    {
      name: 'nobody rose',
      input: { rankings: { current: ranked({ a: 1, b: 2, c: 3 }), previous: ranked({ a: 9, b: 2, c: 1 }) } },
      expected: ['highest-rank: a', 'greatest-leap: vacant, no-rise'],
    },
    {
      name: 'a tie at the best rank',
      input: { rankings: { current: ranked({ a: 1, b: 1, c: 3 }) } },
      expected: [`greatest-leap: waits for question:${best}/tie`, `${best}/tie? award:a award:b vacant (1)`],
    },
    {
      name: 'a tie where one is eligible is a question still',
      input: { rankings: { current: ranked({ a: 1, b: 1, c: 3 }) }, dossiers: withoutDossier('b') },
      expected: [`greatest-leap: waits for question:${best}/tie`, `${best}/tie? award:a vacant (1)`],
    },
    {
      name: 'the first without a dossier: the next that is eligible is offered',
      input: { rankings: { current: ranked({ a: 1, b: 2, c: 3 }) }, dossiers: withoutDossier('a') },
      expected: [
        `greatest-leap: waits for question:${best}/ineligible`,
        `${best}/ineligible? award:b vacant (1)`,
      ],
    },
    {
      name: 'an answer makes a winner',
      input: {
        rankings: { current: ranked({ a: 1, b: 1, c: 3 }), previous: ranked({ a: 9, b: 2, c: 4 }) },
        decisions: [decision(`${best}/tie`, 'award:b')],
      },
      expected: ['highest-rank: b by answer', 'greatest-leap: a'],
    },
    {
      name: 'left vacant, the first may have the leap',
      input: {
        rankings: { current: ranked({ a: 1, b: 1, c: 3 }), previous: ranked({ a: 9, b: 2, c: 4 }) },
        decisions: [decision(`${best}/tie`, 'vacant')],
      },
      expected: ['greatest-leap: a', 'highest-rank: vacant, decided'],
    },
    {
      name: 'equal leaps are a question',
      input: { rankings: { current: ranked({ a: 1, b: 2, c: 3 }), previous: ranked({ a: 9, b: 4, c: 5 }) } },
      expected: ['highest-rank: a', `${leap}/tie? award:b award:c vacant (1)`],
    },
    {
      name: 'the greatest leap not eligible: the next leap is offered',
      input: {
        rankings: { current: ranked({ a: 1, b: 2, c: 3 }), previous: ranked({ a: 9, b: 8, c: 5 }) },
        dossiers: withoutDossier('b'),
      },
      expected: ['highest-rank: a', `${leap}/ineligible? award:c vacant (1)`],
    },
  ])('$name', ({ input, expected }) => {
    const answer = answerTo(annual({ units: communes, dossiers: filed, ...input }));
    expect(seats(answer, 'communes', 'collective')).toStrictEqual(expected);
  });
});

describe('III.1.a: eligibility', () => {
  test.each([
    { status: 'submitted' },
    { status: 'returned' },
    { status: 'rejected' },
    { status: 'withdrawn' },
    { status: 'lapsed' },
  ])('a dossier $status is refused', ({ status }) => {
    const answer = answerTo(annual({ units: [a], dossiers: [dossier('a', [collective('n')], status)] }));
    expect(answer.refusals.map(({ codes }) => codes)).toStrictEqual([[`dossier-${status}`]]);
  });

  test('every code stands there, sorted', () => {
    const nominees = [collective('n', 'annual', ['propaganda', 'launchPlan'])];
    const answer = answerTo(annual({ units: [a], dossiers: [dossier('a', nominees, 'returned')] }));
    expect(answer.refusals).toMatchObject([
      {
        nominee: 'n',
        unit: 'a',
        codes: ['criterion-launchPlan', 'criterion-propaganda', 'dossier-returned'],
      },
    ]);
  });

  test('a criterion set aside for all counts as met', () => {
    const waivers = [{ kind: 'collective', criterion: 'launchPlan', reason: 'Năm đầu phát động' }];
    const nominees = [collective('n', 'annual', ['launchPlan'])];
    const answer = answerTo(
      annual({
        units: [a],
        rankings: { current: ranked({ a: 1 }) },
        dossiers: [dossier('a', nominees)],
        waivers,
      }),
    );
    expect(answer.refusals).toStrictEqual([]);
    expect(answer.winners).toHaveLength(1);
  });
});

describe('III.3.a: individuals', () => {
  const rankings = { current: ranked({ a: 1, b: 2 }) };
  const dossiers = [
    dossier('c', [individual('z')]),
    dossier('b', [individual('y2'), individual('y1')]),
    dossier('a', [individual('x', 'p-x', 'annual', ['ethics']), individual('x2')]),
  ];

  test('the order: rank, unit, id; the unranked last', () => {
    expect(
      answerTo(annual({ units: communes, rankings, dossiers })).order.communes?.individuals,
    ).toStrictEqual(['x2', 'y1', 'y2', 'z']);
  });

  test('the order: the better rank stands first, whatever the codes; of one unit or rank, the codes and ids do', () => {
    const order = (ranks: Record<string, number>) =>
      answerTo(annual({ units: communes, rankings: { current: ranked(ranks) }, dossiers })).order.communes
        ?.individuals;
    expect(order({ c: 1, b: 2, a: 3 })).toStrictEqual(['z', 'y1', 'y2', 'x2']);
    expect(order({ c: 1, b: 1, a: 1 })).toStrictEqual(['x2', 'y1', 'y2', 'z']);
  });

  test.each([
    {
      name: 'no list',
      list: undefined,
      expected: [
        'individual-1: waits for shortlist',
        'individual-2: waits for shortlist',
        'individual-3: waits for shortlist',
      ],
    },
    {
      name: 'an empty list',
      list: [],
      expected: [
        'individual-1: vacant, not-shortlisted',
        'individual-2: vacant, not-shortlisted',
        'individual-3: vacant, not-shortlisted',
      ],
    },
    {
      name: 'seated in the order proposed',
      list: ['z', 'x2'],
      expected: ['individual-1: x2', 'individual-2: z', 'individual-3: vacant, not-shortlisted'],
    },
  ])('$name', ({ list, expected }) => {
    const shortlist = { individuals: { ...(list !== undefined && { communes: list }) } };
    const answer = answerTo(annual({ units: communes, rankings, dossiers, shortlist }));
    expect(seats(answer, 'communes', 'individual')).toStrictEqual(expected);
  });

  test('nobody eligible: vacant', () => {
    const answer = answerTo(annual({ units: communes }));
    expect(seats(answer, 'vertical', 'individual')).toStrictEqual([
      'individual-1: vacant, no-eligible-nominee',
      'individual-2: vacant, no-eligible-nominee',
      'individual-3: vacant, no-eligible-nominee',
    ]);
  });

  test('a winner’s other nominations are refused, and stay in the order', () => {
    const answer = answerTo(
      annual({
        units: [a, unit('s', 'departments')],
        dossiers: [
          dossier('a', [individual('n', 'p')]),
          dossier('s', [individual('m', 'p'), individual('o', 'p', 'annual', ['ethics'])]),
        ],
        shortlist: { individuals: { communes: ['n'] } },
      }),
    );
    expect(answer.refusals.map(({ nominee, codes }) => [nominee, codes])).toStrictEqual([
      ['m', ['same-person']],
      ['o', ['criterion-ethics']],
    ]);
    expect(answer.order.departments?.individuals).toStrictEqual(['m']);
    expect(seats(answer, 'departments', 'individual')[0]).toBe('individual-1: waits for shortlist');
  });
});

test('text is sorted by code point, and codes may be words of the language', () => {
  const codes = ['\u{1F600}', '\uFF5E', '__proto__', 'constructor', 'z'];
  const answer = answerTo(
    annual({
      units: codes.map((code) => unit(code)),
      rankings: { current: codes.map((code) => ({ unit: code, rank: 1 })) },
      dossiers: codes.map((code) => dossier(code, [collective(`n-${code}`), individual(code)])),
    }),
  );
  expect(answer.questions[0]?.key).toBe(`${best}/tie`);
  expect(answer.questions[0]?.options).toStrictEqual([
    'award:__proto__',
    'award:constructor',
    'award:z',
    'award:\uFF5E',
    'award:\u{1F600}',
    'vacant',
  ]);
  expect(answer.order.communes?.individuals).toStrictEqual([
    '__proto__',
    'constructor',
    'z',
    '\uFF5E',
    '\u{1F600}',
  ]);
});
