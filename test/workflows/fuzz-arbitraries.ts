import fc from 'fast-check';
import { z } from 'zod';

type Path = readonly (string | number)[];

const nastyStrings = [
  ...['', ' ', '\0', 'a\0b', '\ud800', 'x\udfff', '\u202e', 'x'.repeat(20_000), '😀'.repeat(3000)],
  ...['0000-01-01', '9999-12-31', '2024-02-30', '2024-02-26', '-001-01-01', '+010000-01-01', '1999-12-31'],
  ...['extend:2024-02-26>xa-mot', 'extend:', 'extend:9999-12-31', 'xa-mot>', '>', 'keep', 'keep>xa-mot'],
  ...['__proto__', 'constructor', 'toString', 'xa-la', 'xa-ba', 'so-noi-vu', 'summary', '2099', 'all'],
  ...['a'.repeat(64), '0'.repeat(64), "'; drop table audit; --", '$1', '%s', '../..', '{}', 'null'],
];
const nastyNumbers = [0, -0, -1, 1.5, NaN, Infinity, 1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21];

const nasty: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...nastyStrings) },
  { weight: 2, arbitrary: fc.constantFrom(...nastyNumbers) },
  fc.constantFrom(null, true, false, [], {}, [[]], [{}]),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Every place in a plain value: its members and theirs. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, it]) => pathsOf(it, [...path, key]))];
}

/** The value with another at a place; `undefined` takes the member away. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.flatMap((it: unknown, index) => {
      if (String(index) !== String(key)) return [it];
      const mended = replaced(it, rest, by);
      return mended === undefined ? [] : [mended];
    });
  }
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return Object.fromEntries(entries.map(([name, it]) => [name, name === key ? replaced(it, rest, by) : it]));
}

function withMore(value: unknown, key: string, by: unknown): unknown {
  if (Array.isArray(value)) return z.array(z.unknown()).parse(value).concat(value.slice(0, 1), [by]);
  if (typeof value !== 'object' || value === null) return [value, by];
  return JSON.parse(`{${[...Object.entries(value), [key, by]].map(asMember).join(',')}}`);
}

const asMember = ([key, it]: readonly unknown[]): string =>
  `${JSON.stringify(key)}:${JSON.stringify(it ?? null)}`;

interface Mutation {
  place: number;
  what: 'replace' | 'remove' | 'add';
  by: unknown;
}

const aMutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(200),
  what: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add'),
  by: nasty,
});

function mutated(value: unknown, { place, what, by }: Mutation): unknown {
  const paths = pathsOf(value);
  const path = paths[place % paths.length] ?? [];
  if (what === 'replace') return replaced(value, path, by);
  if (what === 'remove') return replaced(value, path, undefined);
  const key = typeof by === 'string' ? by : '__proto__';
  return replaced(value, path, withMore(at(value, path), key, by));
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (it, key) =>
      typeof it === 'object' && it !== null
        ? Object.entries(it).find(([name]) => name === key)?.[1]
        : undefined,
    value,
  );

/** Anything, or one of the examples with one to three things wrong: what somebody may send. */
export const aMessage = (examples: readonly unknown[]): fc.Arbitrary<unknown> => {
  const nearValid = fc
    .tuple(fc.constantFrom(...examples), fc.array(aMutation, { minLength: 1, maxLength: 3 }))
    .map(([example, mutations]) => mutations.reduce(mutated, example));
  return fc.oneof({ weight: 1, arbitrary: fc.jsonValue() }, { weight: 6, arbitrary: nearValid });
};
