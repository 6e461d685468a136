import { describe, expect, test } from 'vitest';
import { plan263 } from '../../workflows/plan/plan-263.js';
import { schemas263, select } from '../../workflows/rules/selection.js';
import { selectionSchemas } from '../../workflows/rules/selection-input.js';
import { shapeFaults } from '../../workflows/rules/shape-faults.js';
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
const found = (input: unknown): Record<string, object> =>
  Object.fromEntries(
    shapeFaults(schemas263, input).map(({ path, facts: { code, ...facts } }) => {
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
const ofUnit = (over: object) => annual({ units: [{ ...unit('a'), ...over }] });

describe('a wrong value says what was expected', () => {
  test.each([
    { name: 'no object', input: 'x', expected: { '': wrong('object') } },
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
    expect(shapeFaults(schemas263, ofUnit({ name: '' })).map(({ path }) => path)).toStrictEqual([
      '/units/0/name',
    ]);
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

test('another plan has criteria and years of its own', () => {
  const criterion = { code: 'zeal', name: 'Hăng hái', clause: 'III.1', quote: 'hăng hái' };
  const criteria = { collective: [criterion], individual: [] };
  const other = { ...plan263, plan: '999', annual: { ...plan263.annual, years: [2031], criteria } };
  const input = (zeal: object) =>
    annual({
      plan: '999',
      year: 2031,
      units: [unit('a')],
      dossiers: [dossier('a', [{ ...collective('n'), criteria: zeal }])],
    });
  const schemas = selectionSchemas(other);
  expect(select(input({ zeal: true }), other, schemas)).toMatchObject({ plan: '999', year: 2031 });
  expect(select(input({}), other, schemas)).toMatchObject({
    faults: [{ path: '/dossiers/0/nominees/0/criteria/zeal' }],
  });
  expect(faultsOf(input({ zeal: true }))).toContain('/plan schema');
});
