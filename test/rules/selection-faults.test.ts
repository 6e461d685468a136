import { describe, expect, test } from 'vitest';
import {
  annual,
  certificate,
  collective,
  criteria,
  decision,
  dossier,
  faultsOf,
  individual,
  ranked,
  summary,
  unit,
} from './selection-builders.js';

const units = [unit('a'), unit('b')];
/** As `JSON.parse` makes it: a key like any other. */
const withProtoKey = (): unknown => {
  const input: unknown = JSON.parse(JSON.stringify(annual()).replace('{', '{"__proto__":{},'));
  return input;
};
const waiver = (criterion: string) => ({ kind: 'collective', criterion, reason: 'Lý do' });

describe('faults of shape', () => {
  test.each([
    { name: 'no object', input: [], expected: [' schema'] },
    { name: 'null', input: null, expected: [' schema'] },
    {
      name: 'nothing in it: what either kind needs',
      input: {},
      expected: ['/contract schema', '/kind schema', '/plan schema', '/rankings schema', '/units schema'],
    },
    { name: 'another contract', input: annual({ contract: 2 }), expected: ['/contract schema'] },
    { name: 'another plan', input: annual({ plan: '264' }), expected: ['/plan schema'] },
    { name: 'another year', input: annual({ year: 2025 }), expected: ['/year schema'] },
    { name: 'no year', input: annual({ year: undefined }), expected: ['/year schema'] },
    { name: 'a year in a summary', input: summary({ year: 2023 }), expected: ['/year schema'] },
    {
      name: 'last year’s ranking in a summary',
      input: summary({ rankings: { previous: [] } }),
      expected: ['/rankings/previous schema'],
    },
    { name: 'successions in a year', input: annual({ successions: [] }), expected: ['/successions schema'] },
    {
      name: 'a list of collectives in a year',
      input: annual({ shortlist: { collectives: {} } }),
      expected: ['/shortlist/collectives schema'],
    },
    {
      name: 'unknown keys, each',
      input: annual({ 'x/y': 1, '~': 2 }),
      expected: ['/x~1y schema', '/~0 schema'],
    },
    {
      name: '__proto__',
      input: withProtoKey(),
      expected: ['/__proto__ schema'],
    },
    {
      name: 'an unknown bloc in a list',
      input: annual({ shortlist: { individuals: { wards: [] } } }),
      expected: ['/shortlist/individuals/wards schema'],
    },
    {
      name: 'rank 0',
      input: annual({ units, rankings: { current: ranked({ a: 0 }) } }),
      expected: ['/rankings/current/0/rank schema'],
    },
    {
      name: 'rank 1.5',
      input: annual({ units, rankings: { current: ranked({ a: 1.5 }) } }),
      expected: ['/rankings/current/0/rank schema'],
    },
    { name: 'empty text', input: annual({ units: [unit('')] }), expected: ['/units/0/code schema'] },
    {
      name: 'half a surrogate pair',
      input: annual({ units: [{ ...unit('a'), code: '\ud800' }] }),
      expected: ['/units/0/code schema'],
    },
    {
      name: 'a blank reason',
      input: annual({ decisions: [{ ...decision('k'), reason: ' \t' }] }),
      expected: ['/decisions/0/reason schema'],
    },
    {
      name: 'an empty reason, once',
      input: annual({ decisions: [{ ...decision('k'), reason: '' }] }),
      expected: ['/decisions/0/reason schema'],
    },
    {
      name: 'a criterion missing, one too many, one that is none',
      input: annual({
        units,
        dossiers: [
          dossier('a', [
            { ...individual('n'), criteria: { ethics: 'yes', taskCompletion: true, outstanding: true } },
          ]),
        ],
      }),
      expected: [
        '/dossiers/0/nominees/0/criteria/ethics schema',
        '/dossiers/0/nominees/0/criteria/initiativeRecognised schema',
        '/dossiers/0/nominees/0/criteria/outstanding schema',
      ],
    },
    {
      name: 'a collective with a personId',
      input: annual({ dossiers: [dossier('a', [{ ...collective('n'), personId: 'p' }])] }),
      expected: ['/dossiers/0/nominees/0/personId schema'],
    },
    {
      name: 'a nominee of no kind: what either kind needs',
      input: annual({
        dossiers: [
          dossier('a', [
            { id: '', kind: 'team', name: 'x', criteria: criteria('annual', 'individual'), more: 1 },
          ]),
        ],
      }),
      expected: [
        '/dossiers/0/nominees/0/id schema',
        '/dossiers/0/nominees/0/kind schema',
        '/dossiers/0/nominees/0/more schema',
      ],
    },
    {
      name: 'a row of the ledger of no kind',
      input: annual({ ledger: [{ year: '2021', unit: 'a', personId: 'p' }] }),
      expected: ['/ledger/0/kind schema', '/ledger/0/year schema'],
    },
    { name: 'null for a list', input: annual({ dossiers: null }), expected: ['/dossiers schema'] },
    {
      name: 'they hide the others',
      input: annual({ units: [unit('a'), unit('a')], ledger: 1 }),
      expected: ['/ledger schema'],
    },
  ])('$name', ({ input, expected }) => {
    expect(faultsOf(input)).toStrictEqual(expected);
  });
});

describe('faults that need no selection', () => {
  test.each([
    {
      name: 'a unit twice',
      input: annual({ units: [unit('a'), unit('b'), unit('a')] }),
      expected: ['/units/2 duplicate-unit'],
    },
    {
      name: 'unknown units; those of last year and the ledger may have ended',
      input: annual({
        units,
        rankings: { current: ranked({ x: 1 }), previous: ranked({ x: 1 }) },
        dossiers: [dossier('y', [])],
        ledger: certificate('z', 2021),
      }),
      expected: ['/dossiers/0 unknown-unit', '/rankings/current/0 unknown-unit'],
    },
    {
      name: 'a ranking that repeats a unit is not judged by its shape',
      input: annual({
        units,
        rankings: {
          current: [...ranked({ a: 7 }), ...ranked({ a: 9 })],
          previous: [...ranked({ a: 1 }), ...ranked({ a: 1 })],
        },
      }),
      expected: ['/rankings/current/1 ranking-repeats-unit', '/rankings/previous/1 ranking-repeats-unit'],
    },
    {
      name: 'ranks that begin at 2',
      input: annual({ units, rankings: { current: ranked({ a: 2 }) } }),
      expected: ['/rankings/current ranking-shape'],
    },
    {
      name: 'one dossier a unit',
      input: annual({ units, dossiers: [dossier('a', []), dossier('a', [])] }),
      expected: ['/dossiers/1 duplicate-dossier'],
    },
    {
      name: 'collectives and ids',
      input: annual({
        units,
        dossiers: [
          dossier('a', [collective('n'), collective('m'), individual('n')]),
          dossier('b', [individual('m')]),
        ],
      }),
      expected: [
        '/dossiers/0/nominees/1 two-collective-nominees',
        '/dossiers/0/nominees/2 duplicate-nominee',
        '/dossiers/1/nominees/0 duplicate-nominee',
      ],
    },
    {
      name: 'the ledger, whether revoked or not',
      input: annual({
        ledger: [
          ...certificate('a', 2021),
          { ...certificate('a', 2021)[0], revoked: true },
          ...certificate('a', 2022),
        ],
      }),
      expected: ['/ledger/1 ledger-repeats'],
    },
    {
      name: 'waivers',
      input: annual({ waivers: [waiver('ethics'), waiver('initiatives'), waiver('ethics')] }),
      expected: ['/waivers/0 waiver-unknown', '/waivers/2 waiver-repeats', '/waivers/2 waiver-unknown'],
    },
    {
      name: 'successions in a circle',
      input: summary({
        successions: [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
        ],
      }),
      expected: ['/successions succession-cycle'],
    },
    {
      name: 'a unit its own successor',
      input: summary({ successions: [{ from: 'a', to: 'a' }] }),
      expected: ['/successions succession-cycle'],
    },
    {
      name: 'two decisions hide that nobody asked',
      input: annual({ decisions: [decision('k'), decision('k')] }),
      expected: ['/decisions/1 decision-repeats'],
    },
    {
      name: 'lists, in the order of the blocs',
      input: annual({
        units: [...units, unit('d', 'departments')],
        dossiers: [
          dossier('a', [individual('n', 'p'), collective('c')]),
          dossier('d', [individual('m', 'p')]),
        ],
        shortlist: { individuals: { communes: ['n', 'n', 'c', 'x'], departments: ['m'] } },
      }),
      expected: [
        '/shortlist/individuals/communes/0 shortlist-repeats',
        '/shortlist/individuals/communes/1 shortlist-repeats',
        '/shortlist/individuals/communes/2 shortlist-unknown',
        '/shortlist/individuals/communes/3 shortlist-unknown',
      ],
    },
    {
      name: 'paths are text: 10 stands before 2',
      input: annual({ units: Array.from({ length: 11 }, () => unit('a')) }),
      expected: [1, 10, 2, 3, 4, 5, 6, 7, 8, 9].map((index) => `/units/${index} duplicate-unit`),
    },
  ])('$name', ({ input, expected }) => {
    expect(faultsOf(input)).toStrictEqual(expected);
  });
});

describe('ranking-shape', () => {
  test.each([
    { ranks: [1, 2, 2, 4], isFine: true },
    { ranks: [1, 2, 2, 3], isFine: true },
    { ranks: [4, 2, 1, 2], isFine: true },
    { ranks: [1, 1, 1], isFine: true },
    { ranks: [1, 2, 2, 5], isFine: false },
    { ranks: [1, 1, 2, 2, 5], isFine: false },
    { ranks: [1, 1, 3, 3, 4], isFine: false },
    { ranks: [2, 3], isFine: false },
  ])('$ranks', ({ ranks, isFine }) => {
    const rows = ranks.map((rank, index) => ({ unit: `u${index}`, rank }));
    const input = annual({ units: rows.map((row) => unit(row.unit)), rankings: { current: rows } });
    expect(faultsOf(input)).toStrictEqual(isFine ? [] : ['/rankings/current ranking-shape']);
  });
});

describe('faults that only the selection finds', () => {
  const best = '2023/communes/highest-rank';
  const tied = {
    units,
    rankings: { current: ranked({ a: 1, b: 1 }) },
    dossiers: units.map(({ code }) => dossier(code, [collective(code), individual(`i-${code}`)])),
  };
  test.each([
    {
      name: 'nobody asked',
      input: annual({ ...tied, decisions: [decision(`${best}/ineligible`, 'vacant')] }),
      expected: ['/decisions/0 decision-without-question'],
    },
    {
      name: 'no choice',
      input: annual({ ...tied, decisions: [decision(`${best}/tie`)] }),
      expected: ['/decisions/0 choice-not-offered'],
    },
    {
      name: 'two choices',
      input: annual({ ...tied, decisions: [decision(`${best}/tie`, 'award:a', 'award:b')] }),
      expected: ['/decisions/0 choice-not-offered'],
    },
    {
      name: 'a faulty decision leaves what hangs on it unasked',
      input: annual({
        ...tied,
        decisions: [
          decision(`${best}/tie`, 'award:c'),
          decision('2023/communes/greatest-leap/no-previous-ranking', 'vacant'),
        ],
      }),
      expected: ['/decisions/0 choice-not-offered', '/decisions/1 decision-without-question'],
    },
    {
      name: 'a list of the refused, longer than the seats',
      input: annual({
        units,
        dossiers: [
          dossier('a', [
            individual('1', '1', 'annual', ['ethics']),
            ...['2', '3', '4'].map((id) => individual(id)),
          ]),
        ],
        shortlist: { individuals: { communes: ['1', '2', '3', '4'] } },
      }),
      expected: [
        '/shortlist/individuals/communes shortlist-over-quota',
        '/shortlist/individuals/communes/0 shortlist-not-eligible',
      ],
    },
    {
      name: 'a list that isn’t needed, even an empty one',
      input: summary({ units, shortlist: { collectives: { communes: [] } } }),
      expected: ['/shortlist/collectives/communes shortlist-not-needed'],
    },
    {
      name: 'while the seats wait for a question the list is not looked at',
      input: summary({
        units,
        dossiers: [dossier('a', [individual('n', 'p', 'summary')])],
        shortlist: { individuals: { communes: ['n'] } },
      }),
      expected: [],
    },
  ])('$name', ({ input, expected }) => {
    expect(faultsOf(input)).toStrictEqual(expected);
  });
});
