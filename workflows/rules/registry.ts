import { z } from 'zod';
import { Bloc, Day, UnitCode } from '../plan/schema.js';
import { compareText } from './code-points.js';
import { addDays } from './days.js';

/** A unit of the registry; null where it has no parent, began before or goes on after what the table tells. */
export const Unit = z.strictObject({
  code: UnitCode,
  name: z.string().min(1),
  bloc: Bloc,
  parent: UnitCode.nullable(),
  validFrom: Day.nullable(),
  /** The last day on which it is in force. */
  validTo: Day.nullable(),
  successor: UnitCode.nullable(),
});
export type Unit = z.infer<typeof Unit>;

/** One step from a unit that ended to the one that took its place. */
export interface Succession {
  from: UnitCode;
  to: UnitCode;
}

export function isInForce({ validFrom, validTo }: Unit, day: Day): boolean {
  return (validFrom ?? day) <= day && day <= (validTo ?? day);
}

/** The units in force on a day, their first and last days counted, by code. */
export function unitsInForce(units: readonly Unit[], day: Day): Unit[] {
  return units.filter((unit) => isInForce(unit, day)).sort((a, b) => compareText(a.code, b.code));
}

/** Who succeeded whom, one step each, by the code of who ended. */
export function successions(units: readonly Unit[]): Succession[] {
  return units
    .flatMap(({ code, successor }) => (successor === null ? [] : [{ from: code, to: successor }]))
    .sort((a, b) => compareText(a.from, b.from));
}

/** What is wrong with a registry. */
export type RegistryProblem =
  | { code: 'repeated-code'; unit: string }
  | { code: 'ends-before-it-begins'; unit: string }
  | { code: 'unknown-parent'; unit: string; parent: string }
  | { code: 'unknown-successor'; unit: string; successor: string }
  | { code: 'successor-without-end'; unit: string; successor: string }
  /** The successor isn't in force on the day after the unit's last. */
  | { code: 'succession-gap'; unit: string; successor: string; ended: Day; begins: Day | null }
  | { code: 'succession-cycle'; unit: string }
  | { code: 'same-name-in-force'; unit: string; other: string };

/** All that is wrong with a registry, in the order of its rows. */
export function registryProblems(units: readonly Unit[]): RegistryProblem[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const cyclic = cyclicUnits(successions(units));
  const codes = new Set<string>();
  const namesakes = new Map<string, Unit[]>();
  return units.flatMap((unit) => [
    ...(isNew(codes, unit.code) ? [] : [{ code: 'repeated-code', unit: unit.code } as const]),
    ...validityProblems(unit),
    ...parentProblems(unit, byCode),
    ...successorProblems(unit, byCode),
    ...(cyclic.has(unit.code) ? [{ code: 'succession-cycle', unit: unit.code } as const] : []),
    ...earlierOf(namesakes, unit)
      .filter((other) => other.code !== unit.code && overlap(other, unit))
      .map((other) => ({ code: 'same-name-in-force', unit: unit.code, other: other.code }) as const),
  ]);
}

/** Whether it was not in the set, where it is from now on. */
function isNew(seen: Set<string>, code: string): boolean {
  const { size } = seen;
  return seen.add(code).size > size;
}

/** Those of the same name that came before; the unit is one of them from now on. */
function earlierOf(namesakes: Map<string, Unit[]>, unit: Unit): Unit[] {
  const earlier = namesakes.get(unit.name) ?? [];
  namesakes.set(unit.name, [...earlier, unit]);
  return earlier;
}

function validityProblems({ code, validFrom, validTo }: Unit): RegistryProblem[] {
  const begins = validFrom ?? '';
  return begins > (validTo ?? begins) ? [{ code: 'ends-before-it-begins', unit: code }] : [];
}

function parentProblems({ code, parent }: Unit, byCode: ReadonlyMap<string, Unit>): RegistryProblem[] {
  return parent === null || byCode.has(parent) ? [] : [{ code: 'unknown-parent', unit: code, parent }];
}

function successorProblems(unit: Unit, byCode: ReadonlyMap<string, Unit>): RegistryProblem[] {
  const { code, successor, validTo } = unit;
  if (successor === null) return [];
  const next = byCode.get(successor);
  if (next === undefined) return [{ code: 'unknown-successor', unit: code, successor }];
  if (validTo === null) return [{ code: 'successor-without-end', unit: code, successor }];
  if (isInForce(next, addDays(validTo, 1))) return [];
  return [{ code: 'succession-gap', unit: code, successor, ended: validTo, begins: next.validFrom }];
}

function overlap(a: Unit, b: Unit): boolean {
  const begins = [a.validFrom ?? '', b.validFrom ?? ''].sort(compareText)[1] ?? '';
  return begins <= (a.validTo ?? begins) && begins <= (b.validTo ?? begins);
}

/** The units that stand on a circle of successions, or between two of them. */
export function cyclicUnits(steps: readonly Succession[]): Set<string> {
  const forwards = unreleased(steps);
  const inner = steps.filter(({ from, to }) => forwards.has(from) && forwards.has(to));
  return unreleased(inner.map(({ from, to }) => ({ from: to, to: from })));
}

/** What is left when, again and again, units are taken away to which no step leads. */
function unreleased(steps: readonly Succession[]): Set<string> {
  const stepsTo = new Map<string, number>();
  const next = new Map<string, string[]>();
  for (const { from, to } of steps) {
    stepsTo.set(from, stepsTo.get(from) ?? 0);
    stepsTo.set(to, (stepsTo.get(to) ?? 0) + 1);
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
  }
  const free = [...stepsTo].filter(([, count]) => count === 0).map(([code]) => code);
  for (let code = free.pop(); code !== undefined; code = free.pop()) {
    stepsTo.delete(code);
    for (const to of next.get(code) ?? []) {
      const left = (stepsTo.get(to) ?? 0) - 1;
      stepsTo.set(to, left);
      if (left === 0) free.push(to);
    }
  }
  return new Set(stepsTo.keys());
}
