import { selectionSchemas } from '../../workflows/rules/selection/input.js';
import fc from 'fast-check';
import { seatsOf } from '../../workflows/plan/seats.js';
import { describe, expect, test } from 'vitest';
import { plan263 } from '../plan/plans.js';
import { type KeptAnswer, selectWithKept } from '../../workflows/rules/selection/kept-answers.js';
import { select } from '../../workflows/rules/selection/select.js';
import { aDecidedInput, type DrawnInput } from './selection-arbitraries.js';

const runs = { numRuns: 400 };

/** The same facts with every list in another order, but for those where order says something. */
function shuffled(value: unknown, drawn: () => number): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((it) => shuffled(it, drawn));
    for (let last = items.length - 1; last > 0; last -= 1) {
      const other = drawn() % (last + 1);
      [items[last], items[other]] = [items[other], items[last]];
    }
    return items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, shuffled(it, drawn)]));
}

const seatKey = ({ bloc, kind, seat }: { bloc: string; kind: string; seat: string }): string =>
  `${bloc}/${kind}/${seat}`;

/** The seat that a question names. */
function askedSeats(input: object, keys: readonly string[]): string[] {
  if (!('year' in input)) return [];
  return keys.map((key) => {
    const [, bloc = '', seat = ''] = key.split('/');
    return `${bloc}/collective/${seat}`;
  });
}

describe('the selection', () => {
  test('III.3: every seat of the plan stands in exactly one place, nobody wins twice, never more than the quota', () => {
    fc.assert(
      fc.property(aDecidedInput, (input) => {
        const answer = select(plan263, input);
        if ('faults' in answer) throw new Error(JSON.stringify(answer.faults));
        const { winners, vacancies, waiting, questions } = answer;
        const placed = [
          ...[...winners, ...vacancies, ...waiting].map(seatKey),
          ...askedSeats(
            input,
            questions.map(({ key }) => key),
          ),
        ];
        expect([...placed].sort()).toStrictEqual(
          seatsOf(plan263, String(answer.year ?? 'summary'))
            .map(seatKey)
            .sort(),
        );
        const people = winners.flatMap(({ personId }) => personId ?? []);
        expect(new Set(people).size).toBe(people.length);
        const units = winners.filter(({ kind }) => kind === 'collective').map(({ unit }) => unit);
        expect(new Set(units).size).toBe(units.length);
        const refused = new Set(answer.refusals.map(({ nominee }) => nominee));
        expect(winners.filter(({ nominee }) => refused.has(nominee))).toStrictEqual([]);
      }),
      runs,
    );
  });

  test('the order of the input changes no byte', () => {
    fc.assert(
      fc.property(aDecidedInput, fc.infiniteStream(fc.nat(1_000_000)), (input, stream) => {
        const again = shuffled(input, () => Number(stream.next().value));
        expect(JSON.stringify(select(plan263, again))).toBe(JSON.stringify(select(plan263, input)));
      }),
      runs,
    );
  });

  test('faults are the same each time, sorted by path, and none hides another of its phase', () => {
    const spoil = fc.constantFrom<(input: DrawnInput) => object>(
      (input) => ({ ...input, units: [...input.units, ...input.units] }),
      (input) => ({ ...input, waivers: [{ kind: 'collective', criterion: 'none', reason: 'x' }] }),
      (input) => ({ ...input, decisions: [{ question: 'none', choices: [], reason: 'x' }] }),
      (input) => ({ ...input, shortlist: { individuals: { communes: ['nobody', 'nobody'] } } }),
      (input) => ({ ...input, more: 1, contract: 0 }),
    );
    fc.assert(
      fc.property(aDecidedInput, spoil, (input, spoiled) => {
        const first = select(plan263, spoiled(input));
        expect(select(plan263, structuredClone(spoiled(input)))).toStrictEqual(first);
        if (!('faults' in first)) return;
        const paths = first.faults.map(({ path }) => path);
        expect([...paths].sort()).toStrictEqual(paths);
      }),
      runs,
    );
  });

  test('answers and lists given to the very questions all fit, in any order; to others none', () => {
    fc.assert(
      fc.property(aDecidedInput, (decided) => {
        const input = selectionSchemas(plan263).input.parse(decided);
        const kept: KeptAnswer[] = [];
        for (const { question, choices, reason } of input.decisions ?? []) {
          const selected = selectWithKept(plan263, { ...input, shortlist: {} }, kept);
          if ('faults' in selected) throw new Error(JSON.stringify(selected.faults));
          kept.push({ question, asked: selected.asked[question] ?? '', choices, reason });
        }
        expect(selectWithKept(plan263, input, [...kept].reverse())).toMatchObject({
          answer: select(plan263, input),
          dropped: { questions: [], shortlists: [] },
        });
        const stale = kept.map((it) => ({ ...it, asked: 'another' }));
        expect(selectWithKept(plan263, input, stale)).toMatchObject({ input: { decisions: [] } });
      }),
      { numRuns: 60 },
    );
  });
});
