import { describe, expect, test } from 'vitest';
import {
  cyclicUnits,
  isInForce,
  registryProblems,
  successions,
  Unit,
  unitsInForce,
} from '../../workflows/rules/registry.js';

const unit = (code: string, over: Partial<Unit> = {}): Unit => ({
  code,
  name: `Đơn vị ${code}`,
  bloc: 'communes',
  parent: null,
  validFrom: null,
  validTo: null,
  successor: null,
  ...over,
});
/** A unit that ended on the last day of 2024, and another took its place. */
const ended = (code: string, successor: string, over: Partial<Unit> = {}): Unit =>
  unit(code, { validTo: '2024-12-31', successor, ...over });

describe('III.1.b: which units are in force on a day', () => {
  const [from, to] = ['2022-01-01', '2024-12-31'];

  test.each([
    { name: 'the day before its first', validFrom: from, validTo: to, day: '2021-12-31', expected: false },
    { name: 'its first day', validFrom: from, validTo: to, day: from, expected: true },
    { name: 'its last day', validFrom: from, validTo: to, day: to, expected: true },
    { name: 'the day after its last', validFrom: from, validTo: to, day: '2025-01-01', expected: false },
    {
      name: 'before all that the table tells',
      validFrom: null,
      validTo: to,
      day: '1990-01-01',
      expected: true,
    },
    {
      name: 'after all that the table tells',
      validFrom: from,
      validTo: null,
      day: '2090-01-01',
      expected: true,
    },
  ])('$name: $expected', ({ validFrom, validTo, day, expected }) => {
    expect(isInForce(unit('a', { validFrom, validTo }), day)).toBe(expected);
    const others = [unit('z'), unit('b')];
    const found = unitsInForce([...others, unit('a', { validFrom, validTo })], day);
    expect(found.map(({ code }) => code)).toStrictEqual(expected ? ['a', 'b', 'z'] : ['b', 'z']);
  });
});

test('III.1.b: one step for each that was succeeded, by the code of who ended', () => {
  const units = [ended('c', 'a'), unit('b'), ended('a', 'd'), ended('B', 'a')];
  expect(successions(units)).toStrictEqual([
    { from: 'B', to: 'a' },
    { from: 'a', to: 'd' },
    { from: 'c', to: 'a' },
  ]);
});

describe('III.1.b: what is wrong with a registry', () => {
  test.each<{ name: string; units: Unit[]; expected: object[] }>([
    { name: 'nothing', units: [unit('a'), unit('b', { parent: 'a' })], expected: [] },
    {
      name: 'a code again, at each row after the first',
      units: [unit('a'), unit('b'), unit('a'), unit('a')],
      expected: [
        { code: 'repeated-code', unit: 'a' },
        { code: 'repeated-code', unit: 'a' },
      ],
    },
    {
      name: 'a last day before the first',
      units: [unit('a', { validFrom: '2024-01-02', validTo: '2024-01-01' })],
      expected: [{ code: 'ends-before-it-begins', unit: 'a' }],
    },
    {
      name: 'one day in force is enough, and so is a day of either kind alone',
      units: [
        unit('a', { validFrom: '2024-01-01', validTo: '2024-01-01' }),
        unit('b', { validFrom: '2024-01-01' }),
        unit('c', { validTo: '2024-01-01' }),
      ],
      expected: [],
    },
    {
      name: 'a parent that isn’t there',
      units: [unit('a', { parent: 'x' })],
      expected: [{ code: 'unknown-parent', unit: 'a', parent: 'x' }],
    },
    {
      name: 'a successor that isn’t there',
      units: [ended('a', 'x')],
      expected: [{ code: 'unknown-successor', unit: 'a', successor: 'x' }],
    },
    {
      name: 'a successor of one that never ended',
      units: [unit('a', { successor: 'b' }), unit('b')],
      expected: [{ code: 'successor-without-end', unit: 'a', successor: 'b' }],
    },
    {
      name: 'a successor that begins a day late',
      units: [ended('a', 'b'), unit('b', { validFrom: '2025-01-02' })],
      expected: [
        { code: 'succession-gap', unit: 'a', successor: 'b', ended: '2024-12-31', begins: '2025-01-02' },
      ],
    },
    {
      name: 'a successor that ended with it',
      units: [ended('a', 'b'), unit('b', { validTo: '2024-12-31' })],
      expected: [{ code: 'succession-gap', unit: 'a', successor: 'b', ended: '2024-12-31', begins: null }],
    },
    {
      name: 'a successor that begins the day after, and one that was there before',
      units: [ended('a', 'b'), unit('b', { validFrom: '2025-01-01' }), ended('c', 'd'), unit('d')],
      expected: [],
    },
    {
      name: 'a circle, at each unit that stands on it',
      units: [
        unit('a', { validTo: '2022-12-31', successor: 'b' }),
        unit('b', { validFrom: '2023-01-01', validTo: '2023-12-31', successor: 'c' }),
        unit('c', { validTo: '2024-12-31', successor: 'b' }),
      ],
      expected: [
        { code: 'succession-cycle', unit: 'b' },
        { code: 'succession-gap', unit: 'c', successor: 'b', ended: '2024-12-31', begins: '2023-01-01' },
        { code: 'succession-cycle', unit: 'c' },
      ],
    },
    {
      name: 'a name of two in force together, with each that came before',
      units: [
        unit('a', { name: 'Xã A' }),
        unit('b'),
        unit('c', { name: 'Xã A' }),
        unit('d', { name: 'Xã A' }),
      ],
      expected: [
        { code: 'same-name-in-force', unit: 'c', other: 'a' },
        { code: 'same-name-in-force', unit: 'd', other: 'a' },
        { code: 'same-name-in-force', unit: 'd', other: 'c' },
      ],
    },
    {
      name: 'all that is wrong with one row',
      units: [
        unit('a'),
        unit('a', { parent: 'x', successor: 'y', validFrom: '2024-02-01', validTo: '2024-01-01' }),
      ],
      expected: [
        { code: 'repeated-code', unit: 'a' },
        { code: 'ends-before-it-begins', unit: 'a' },
        { code: 'unknown-parent', unit: 'a', parent: 'x' },
        { code: 'unknown-successor', unit: 'a', successor: 'y' },
      ],
    },
  ])('$name', ({ units, expected }) => {
    expect(registryProblems(units)).toStrictEqual(expected);
  });
});

describe('III.1.b: circles of successions', () => {
  const steps = (...arrows: string[]) =>
    arrows.map((arrow) => ({ from: arrow.slice(0, 1), to: arrow.slice(-1) }));

  test.each([
    { name: 'no step', arrows: [], expected: [] },
    { name: 'a chain', arrows: ['a>b', 'b>c'], expected: [] },
    { name: 'two into one, one into two', arrows: ['a>c', 'b>c', 'c>d', 'c>e', 'd>f', 'e>f'], expected: [] },
    { name: 'a step told twice', arrows: ['a>b', 'a>b'], expected: [] },
    { name: 'a fork, one arm of it to a circle', arrows: ['a>c', 'a>b', 'c>d', 'd>d'], expected: ['d'] },
    { name: 'itself', arrows: ['a>a'], expected: ['a'] },
    {
      name: 'who leads to it and from it is not on it',
      arrows: ['x>a', 'a>b', 'b>a', 'b>y'],
      expected: ['a', 'b'],
    },
    { name: 'a circle beside a chain', arrows: ['a>b', 'c>d', 'd>c'], expected: ['c', 'd'] },
    { name: 'between two circles', arrows: ['a>a', 'a>m', 'm>b', 'b>b'], expected: ['a', 'b', 'm'] },
  ])('$name', ({ arrows, expected }) => {
    expect([...cyclicUnits(steps(...arrows))].sort()).toStrictEqual(expected);
  });
});

test('a row of the registry is checked whole', () => {
  expect(Unit.parse(unit('a'))).toStrictEqual(unit('a'));
  expect(Unit.safeParse(unit('a', { name: '' })).success).toBe(false);
  expect(Unit.safeParse({ ...unit('a'), more: 1 }).success).toBe(false);
  expect(Unit.safeParse(unit('a', { validTo: '31/12/2024' })).success).toBe(false);
});
