import { describe, expect, test } from 'vitest';
import { plan263 } from '../plan/plans.js';
import { select } from '../../workflows/rules/selection/select.js';
import { type SelectionSchemas, selectionSchemas } from '../../workflows/rules/selection/input.js';
import { shapeFaults } from '../../workflows/rules/selection/faults/shape-faults.js';
import {
  annual,
  collective,
  decision,
  dossier,
  faultsOf,
  individual,
  summary,
  unit,
} from './selection-builders.js';

/** What is said of each place, without the code that all have. */
const found = (
  input: unknown,
  schemas: SelectionSchemas = selectionSchemas(plan263),
): Record<string, object> =>
  Object.fromEntries(
    shapeFaults(schemas, input).map(({ path, facts: { code, ...facts } }) => {
      expect(code).toBe('schema');
      return [path, facts];
    }),
  );

const wrong = (type: string) => ({ problem: 'wrong', expected: { type } });
const oneOf = (...values: string[]) => ({ problem: 'wrong', expected: { type: 'one-of', values } });
const missing = (key: string) => ({ problem: 'missing', key });
const unknown = (key: string) => ({ problem: 'unknown-key', key });

const rows = (rankings: object) => annual({ rankings: { current: [rankings] } });
const nominee = (over: object) => annual({ dossiers: [dossier('a', [{ ...individual('n'), ...over }])] });
/** A nominee of no known kind. */
const bare = (criteria: object) => ({ ...collective('n'), kind: 'team', criteria });
const ofUnit = (over: object) => annual({ units: [{ ...unit('a'), ...over }] });

describe('a wrong value says what was expected', () => {
  test.each([
    { name: 'no object', input: 'x', expected: { '': wrong('object') } },
    { name: 'null', input: null, expected: { '': wrong('object') } },
    { name: 'nothing', input: undefined, expected: { '': missing('') } },
    { name: 'an object in a list', input: annual({ units: [1] }), expected: { '/units/0': wrong('object') } },
    { name: 'no list', input: annual({ units: {} }), expected: { '/units': wrong('list') } },
    { name: 'null for text', input: ofUnit({ name: null }), expected: { '/units/0/name': wrong('text') } },
    { name: 'empty text', input: ofUnit({ name: '' }), expected: { '/units/0/name': wrong('text') } },
    { name: 'half a pair', input: ofUnit({ name: '\udc00' }), expected: { '/units/0/name': wrong('text') } },
    {
      name: 'a blank reason',
      input: annual({ decisions: [{ ...decision('k'), reason: ' ' }] }),
      expected: { '/decisions/0/reason': wrong('text') },
    },
    {
      name: 'half a pair in a reason',
      input: annual({ decisions: [{ ...decision('k'), reason: 'x\ud800' }] }),
      expected: { '/decisions/0/reason': wrong('text') },
    },
    {
      name: 'an unknown bloc',
      input: ofUnit({ bloc: 'wards' }),
      expected: { '/units/0/bloc': oneOf('departments', 'vertical', 'districts', 'communes') },
    },
    {
      name: 'another year',
      input: annual({ year: 2025 }),
      expected: { '/year': oneOf('2021', '2022', '2023', '2024') },
    },
    { name: 'another plan', input: annual({ plan: 263 }), expected: { '/plan': oneOf('263') } },
    { name: 'another contract', input: annual({ contract: '1' }), expected: { '/contract': oneOf('1') } },
    {
      name: 'a rank that is text',
      input: rows({ unit: 'a', rank: '1' }),
      expected: { '/rankings/current/0/rank': wrong('number') },
    },
    {
      name: 'a rank of one and a half',
      input: rows({ unit: 'a', rank: 1.5 }),
      expected: { '/rankings/current/0/rank': wrong('integer') },
    },
    {
      name: 'a rank past the whole numbers',
      input: rows({ unit: 'a', rank: 1e300 }),
      expected: { '/rankings/current/0/rank': wrong('integer') },
    },
    {
      name: 'rank 0',
      input: rows({ unit: 'a', rank: 0 }),
      expected: {
        '/rankings/current/0/rank': { problem: 'wrong', expected: { type: 'at-least', minimum: 1 } },
      },
    },
    {
      name: 'a rank below the whole numbers: what the contract asks, not what a number can hold',
      input: rows({ unit: 'a', rank: -1e300 }),
      expected: {
        '/rankings/current/0/rank': { problem: 'wrong', expected: { type: 'at-least', minimum: 1 } },
      },
    },
    {
      name: 'a score that is text',
      input: rows({ unit: 'a', rank: 1, score: '98,5' }),
      expected: { '/rankings/current/0/score': wrong('number') },
    },
    {
      name: 'a criterion that is text',
      input: nominee({ criteria: { ...individual('n').criteria, ethics: 'yes' } }),
      expected: { '/dossiers/0/nominees/0/criteria/ethics': wrong('boolean') },
    },
    {
      name: 'an unknown status',
      input: annual({ dossiers: [dossier('a', [], 'open')] }),
      expected: {
        '/dossiers/0/status': oneOf('accepted', 'submitted', 'returned', 'rejected', 'withdrawn', 'lapsed'),
      },
    },
  ])('$name', ({ input, expected }) => {
    expect(found(input)).toStrictEqual(expected);
  });

  test('a place with several faults is reported once', () => {
    expect(
      shapeFaults(selectionSchemas(plan263), ofUnit({ name: '' })).map(({ path }) => path),
    ).toStrictEqual(['/units/0/name']);
  });
});

describe('missing and unknown keys', () => {
  test.each([
    { name: 'of the whole', input: annual({ units: undefined }), expected: { '/units': missing('units') } },
    {
      name: 'of a row',
      input: rows({ unit: 'a' }),
      expected: { '/rankings/current/0/rank': missing('rank') },
    },
    {
      name: 'each unknown one',
      input: ofUnit({ 'a/b': 1, '~c': 2, d: undefined }),
      expected: {
        '/units/0/a~1b': unknown('a/b'),
        '/units/0/~0c': unknown('~c'),
        '/units/0/d': unknown('d'),
      },
    },
    {
      name: 'a key of every object is no key of the input',
      input: { ...annual(), units: undefined, toString: 1 },
      expected: { '/units': missing('units'), '/toString': unknown('toString') },
    },
    {
      name: 'a personId of a collective',
      input: annual({ dossiers: [dossier('a', [{ ...collective('n'), personId: 'p' }])] }),
      expected: { '/dossiers/0/nominees/0/personId': unknown('personId') },
    },
    {
      name: 'a person without one',
      input: nominee({ personId: undefined }),
      expected: { '/dossiers/0/nominees/0/personId': missing('personId') },
    },
  ])('$name', ({ input, expected }) => {
    expect(found(input)).toStrictEqual(expected);
  });
});

describe('an object of no known kind', () => {
  test.each([
    {
      name: 'the input without a kind: what either kind lacks',
      input: { units: [], year: 2023, shortlist: { collectives: {} } },
      expected: {
        '/kind': missing('kind'),
        '/contract': missing('contract'),
        '/plan': missing('plan'),
        '/rankings': missing('rankings'),
      },
    },
    {
      name: 'the input of a kind that is none',
      input: annual({ kind: 'monthly' }),
      expected: { '/kind': oneOf('annual', 'summary') },
    },
    {
      name: 'a kind that is no text',
      input: annual({ kind: ['annual'], dossiers: [dossier('a', [{ ...collective('n'), kind: 0 }])] }),
      expected: {
        '/kind': oneOf('annual', 'summary'),
        '/dossiers/0/nominees/0/kind': oneOf('collective', 'individual'),
      },
    },
    {
      name: 'a year that is one in no kind',
      input: { ...annual({ year: 2030 }), kind: 'x' },
      expected: { '/kind': oneOf('annual', 'summary'), '/year': oneOf('2021', '2022', '2023', '2024') },
    },
    {
      name: 'a nominee without a kind',
      input: annual({ dossiers: [dossier('a', [{ id: 'n', more: 1 }])] }),
      expected: {
        '/dossiers/0/nominees/0/kind': missing('kind'),
        '/dossiers/0/nominees/0/name': missing('name'),
        '/dossiers/0/nominees/0/criteria': missing('criteria'),
        '/dossiers/0/nominees/0/more': unknown('more'),
      },
    },
    {
      name: 'a nominee of a kind that is none, in a year',
      input: annual({ dossiers: [dossier('a', [{ ...collective('n'), kind: 'team', criteria: {} }])] }),
      expected: { '/dossiers/0/nominees/0/kind': oneOf('collective', 'individual') },
    },
    {
      name: 'a nominee of a kind that is none, in a summary: both kinds need the same criterion',
      input: summary({ dossiers: [dossier('a', [{ ...collective('n'), kind: 'team', criteria: {} }])] }),
      expected: {
        '/dossiers/0/nominees/0/kind': oneOf('collective', 'individual'),
        '/dossiers/0/nominees/0/criteria/outstanding': missing('outstanding'),
      },
    },
    {
      name: 'III.1: neither is known: a criterion that one of the inputs has is no fault',
      input: { ...annual({ dossiers: [dossier('a', [bare({ outstanding: true })])] }), kind: 'x' },
      expected: {
        '/kind': oneOf('annual', 'summary'),
        '/dossiers/0/nominees/0/kind': oneOf('collective', 'individual'),
      },
    },
    {
      name: 'III.1: neither is known: a criterion that one of the inputs needs is not missing',
      input: { ...annual({ dossiers: [dossier('a', [bare({})])] }), kind: 'x' },
      expected: {
        '/kind': oneOf('annual', 'summary'),
        '/dossiers/0/nominees/0/kind': oneOf('collective', 'individual'),
      },
    },
    {
      name: 'a nominee that is no object',
      input: annual({ dossiers: [dossier('a', [[]])] }),
      expected: { '/dossiers/0/nominees/0': wrong('object') },
    },
    {
      name: 'a row of the ledger',
      input: annual({ ledger: [{ year: '2021', kind: 'team', revoked: 1, personId: 'p' }] }),
      expected: {
        '/ledger/0/kind': oneOf('collective', 'individual'),
        '/ledger/0/year': wrong('number'),
        '/ledger/0/unit': missing('unit'),
        '/ledger/0/revoked': wrong('boolean'),
      },
    },
  ])('$name', ({ input, expected }) => {
    expect(found(input)).toStrictEqual(expected);
  });
});

describe('another plan has criteria and years of its own', () => {
  const criterion = (code: string) => ({ code, name: 'Hăng hái', clause: 'III.1', quote: 'hăng hái' });
  const criteria = (...codes: string[]) => ({
    collective: codes.map((code) => criterion(code)),
    individual: codes.map((code) => criterion(code)),
  });
  const other = {
    ...plan263,
    plan: '999',
    annual: { ...plan263.annual, years: [2031], criteria: criteria('zeal', 'constructor') },
    summary: { ...plan263.summary, criteria: criteria('zest') },
  };
  const schemas = selectionSchemas(other);
  const year = (over: object, more: object = {}) =>
    annual({
      plan: '999',
      year: 2031,
      units: [unit('a')],
      dossiers: [
        dossier('a', [{ ...collective('n'), criteria: { zeal: true, constructor: true }, ...over }]),
      ],
      ...more,
    });
  const period = (over: object, more: object = {}) => ({
    ...summary({ plan: '999', units: [unit('a')], ...more }),
    dossiers: [dossier('a', [{ ...collective('n'), criteria: { zest: true }, ...over }])],
  });
  const row = '/dossiers/0/nominees/0';

  test('it is selected by its own', () => {
    expect(select(other, year({}))).toMatchObject({ plan: '999', year: 2031 });
    expect(select(other, period({}))).toMatchObject({ plan: '999', kind: 'summary' });
    expect(faultsOf(year({}))).toContain('/plan schema');
  });

  test.each([
    {
      name: 'III.1.a: a criterion that is missing, though every object has a key of that name',
      input: year({ criteria: { zeal: true } }),
      expected: { [`${row}/criteria/constructor`]: missing('constructor') },
    },
    {
      name: 'III.1.a: a nominee of no known kind in a year',
      input: year({ kind: 'team', criteria: { constructor: true } }),
      expected: {
        [`${row}/kind`]: oneOf('collective', 'individual'),
        [`${row}/criteria/zeal`]: missing('zeal'),
      },
    },
    {
      name: 'III.1.b: a nominee of no known kind in a summary',
      input: period({ kind: 'team', criteria: {} }),
      expected: {
        [`${row}/kind`]: oneOf('collective', 'individual'),
        [`${row}/criteria/zest`]: missing('zest'),
      },
    },
    {
      name: 'III.3.a: what a year’s input may have, each wrong',
      input: year(
        {},
        { rankings: { current: 1, previous: 2, more: 3 }, shortlist: { individuals: { communes: 4 } } },
      ),
      expected: {
        '/rankings/current': wrong('list'),
        '/rankings/previous': wrong('list'),
        '/rankings/more': unknown('more'),
        '/shortlist/individuals/communes': wrong('list'),
      },
    },
    {
      name: 'III.3.b: what a summary’s input may have, each wrong',
      input: period(
        {},
        {
          rankings: { current: 1, previous: 2 },
          successions: 3,
          shortlist: { individuals: 4, collectives: { vertical: 5 }, more: 6 },
        },
      ),
      expected: {
        '/rankings/current': wrong('list'),
        '/rankings/previous': unknown('previous'),
        '/successions': wrong('list'),
        '/shortlist/individuals': wrong('object'),
        '/shortlist/collectives/vertical': wrong('list'),
        '/shortlist/more': unknown('more'),
      },
    },
  ])('$name', ({ input, expected }) => {
    expect(found(input, schemas)).toStrictEqual(expected);
  });
});
