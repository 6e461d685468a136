import type { z } from 'zod';
import { pointer } from './report.js';
import { LedgerRow, type SelectionSchemas } from '../input.js';
import type { Expectation, FoundFault } from './facts.js';

type Issue = z.core.$ZodIssue;
type Place = readonly PropertyKey[];

/** One way to read a value: by a schema, in a summary's input or another. */
interface Reading {
  schema: z.ZodType;
  isSummary: boolean;
  schemas: SelectionSchemas;
}

/**
 * The faults of shape (`schema`) that made a schema refuse the input: one a place, unknown keys each at its own. Where
 * a `kind` is wrong, what is a fault whichever kind was meant is reported beside it.
 */
export function shapeFaults(schemas: SelectionSchemas, input: unknown): FoundFault[] {
  const isSummary = valueAt(input, ['kind']) === 'summary';
  const found = faultsOf({ schema: schemas.input, isSummary, schemas }, input, []);
  return [...new Map(found.map((fault) => [fault.path, fault])).values()];
}

function faultsOf(reading: Reading, input: unknown, at: Place): FoundFault[] {
  const issues = reading.schema.safeParse(input).error?.issues ?? [];
  return issues.flatMap((issue) => faultsOfIssue(issue, reading, input, at));
}

function faultsOfIssue(issue: Issue, reading: Reading, input: unknown, at: Place): FoundFault[] {
  const place = [...at, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pointer([...place, key]),
      facts: { code: 'schema', problem: 'unknown-key', key },
    }));
  }
  if (issue.code !== 'invalid_union') {
    return [shapeFault(place, valueAt(input, issue.path), expectationOf(issue))];
  }
  const owner = place.slice(0, -1);
  const value = valueAt(input, issue.path.slice(0, -1));
  const readings = readingsAt(owner, reading);
  const expected: Expectation = { type: 'one-of', values: readings.map(({ as }) => as) };
  const fault = shapeFault(place, valueAt(input, issue.path), expected);
  return [fault, ...sharedFaults(readings, value, owner)];
}

/** The faults that an object of unknown kind has as each of the kinds it may be. */
function sharedFaults(
  readings: readonly (Reading & { as: string })[],
  value: unknown,
  at: Place,
): FoundFault[] {
  if (!isObject(value)) return [];
  const [first = [], ...others] = readings.map(({ as, ...reading }) =>
    faultsOf(reading, { ...value, kind: as }, at),
  );
  const places = others.map((faults) => new Set(faults.map(({ path }) => path)));
  return first.filter(({ path }) => places.every((it) => it.has(path)));
}

/** The kinds that an object at a place of the input may be of. */
function readingsAt(at: Place, { isSummary, schemas }: Reading): (Reading & { as: string })[] {
  if (at.length === 0) {
    return [
      { as: 'annual', schema: schemas.annual, isSummary: false, schemas },
      { as: 'summary', schema: schemas.summary, isSummary: true, schemas },
    ];
  }
  const nominee = isSummary ? schemas.nominee.summary : schemas.nominee.annual;
  const schema = at[0] === 'ledger' ? LedgerRow : nominee;
  return ['collective', 'individual'].map((as) => ({ as, schema, isSummary, schemas }));
}

function shapeFault(place: Place, value: unknown, expected: Expectation): FoundFault {
  const path = pointer(place);
  if (value !== undefined) return { path, facts: { code: 'schema', problem: 'wrong', expected } };
  return { path, facts: { code: 'schema', problem: 'missing', key: String(place.at(-1) ?? '') } };
}

function expectationOf(issue: Issue): Expectation {
  switch (issue.code) {
    case 'invalid_type':
      return typeExpected(issue.expected);
    case 'invalid_value':
      return { type: 'one-of', values: issue.values.map(String) };
    case 'too_small':
      return issue.origin === 'string'
        ? { type: 'text' }
        : { type: 'at-least', minimum: Number(issue.minimum) };
    case 'too_big':
      return { type: 'integer' };
    default:
      return { type: 'text' };
  }
}

function typeExpected(expected: string): Expectation {
  switch (expected) {
    case 'object':
    case 'boolean':
    case 'number':
      return { type: expected };
    case 'array':
      return { type: 'list' };
    case 'int':
      return { type: 'integer' };
    default:
      return { type: 'text' };
  }
}

function valueAt(input: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[String(key)] : undefined),
    input,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
