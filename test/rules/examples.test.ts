import { plan263 } from '../plan/plans.js';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { select } from '../../workflows/rules/selection/select.js';

const folder = new URL('../select/', import.meta.url);
const Example = z.strictObject({ input: z.unknown(), expected: z.record(z.string(), z.unknown()) });

/** As the examples leave them out. */
const leftOut = ['explanation', 'message', 'clause', 'name', 'contract', 'plan', 'kind', 'year'];

const without = (value: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !names.includes(key)));

test.each(readdirSync(folder))('worked example %s', (file) => {
  const { input, expected } = Example.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  const answer = select(plan263, input);
  const exit = 'faults' in answer ? 2 : answer.questions.length + answer.waiting.length > 0 ? 3 : 0;
  const shown = Object.entries(without(answer, leftOut)).map(([key, value]: [string, unknown]) => [
    key,
    Array.isArray(value)
      ? value.map((it: object) => without(it, ['explanation', 'message', 'clause', 'name']))
      : value,
  ]);
  expect({ exit, ...Object.fromEntries(shown) }).toStrictEqual(expected);
});
