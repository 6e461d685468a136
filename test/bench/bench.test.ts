import { expect, test } from 'vitest';
import { Figure, figureOf } from './figures.js';
import { measureAll } from './measurements.js';
import { compareInTurn, median } from './series.js';

const quietly = (): void => undefined;

test('a figure holds where its goal is reached, the goal itself counted; unmeasured it says nothing', () => {
  const fast = { name: 'fast', unit: 'ratio', goal: { atLeast: 0.8 } };
  const small = { name: 'small', unit: 'events', goal: { atMost: 26 } };
  expect([
    figureOf(fast, 0.8),
    figureOf(fast, 0.79949),
    figureOf(small, 27),
    figureOf(small, null),
  ]).toStrictEqual([
    { name: 'fast', value: 0.8, unit: 'ratio', goal: '≥ 0.8', holds: true },
    { name: 'fast', value: 0.799, unit: 'ratio', goal: '≥ 0.8', holds: false },
    { name: 'small', value: 27, unit: 'events', goal: '≤ 26', holds: false },
    { name: 'small', value: null, unit: 'events', goal: '≤ 26', holds: null },
  ]);
});

test('two series run in turn, the first round of each is left out, and the median counts', async () => {
  const order: string[] = [];
  const series = (name: string, times: number[]) => ({
    name,
    round: (round: number) => Promise.resolve(order.push(name) && (times[round] ?? 0)),
  });
  const ratio = await compareInTurn(series('a', [99, 10, 20, 90]), series('b', [1, 10, 10, 30]), 3, quietly);
  expect(order.join('')).toBe('abababab');
  expect(ratio).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('a measurement really runs, on few nominees', { timeout: 120_000 }, async () => {
  const { figures, errors } = await measureAll({ scale: 'tiny', only: 'select', say: quietly });
  expect(errors).toStrictEqual([]);
  expect(Figure.array().parse(figures)).toMatchObject([
    { name: 'select.million', unit: 'ratio', goal: '≤ 1.5' },
  ]);
  expect(figures[0]?.value).toBeGreaterThan(0);
});

test(
  'a measurement on real servers runs, and the server gives its figures',
  { timeout: 180_000 },
  async () => {
    const { figures, errors } = await measureAll({ scale: 'tiny', only: 'dossier', say: quietly });
    expect(errors).toStrictEqual([]);
    expect(figures.map(({ name }) => name)).toStrictEqual(['dossier.events', 'dossier.bytes']);
    expect(figures[0]?.value).toBeGreaterThan(10);
  },
);
