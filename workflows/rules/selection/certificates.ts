import type { Plan } from '../../plan/schema.js';
import type { SummaryInput } from './input.js';

/** The certificates of the period (III.1.b): so many rows of the ledger, the revoked left out. */
export interface Certificates {
  ofUnit(code: string): number;
  ofPerson(personId: string): number;
  /** Those of all the units that a unit took the place of, through any number of steps; not its own. */
  ofPredecessors(code: string): number;
  predecessors(code: string): string[];
}

export function countCertificates(
  input: SummaryInput,
  { firstYear, lastYear }: Plan['summary'],
): Certificates {
  const units = new Map<string, number>();
  const people = new Map<string, number>();
  for (const row of input.ledger ?? []) {
    if (row.revoked === true || row.year < firstYear || row.year > lastYear) continue;
    if (row.kind === 'collective') units.set(row.unit, (units.get(row.unit) ?? 0) + 1);
    else people.set(row.personId, (people.get(row.personId) ?? 0) + 1);
  }
  const before = directPredecessors(input);
  const predecessors = (code: string): string[] => [...allPredecessors(code, before)];
  return {
    ofUnit: (code) => units.get(code) ?? 0,
    ofPerson: (personId) => people.get(personId) ?? 0,
    ofPredecessors: (code) => predecessors(code).reduce((sum, it) => sum + (units.get(it) ?? 0), 0),
    predecessors,
  };
}

function directPredecessors({ successions = [] }: SummaryInput): Map<string, string[]> {
  const before = new Map<string, string[]>();
  for (const { from, to } of successions) {
    const known = before.get(to);
    if (known === undefined) before.set(to, [from]);
    else known.push(from);
  }
  return before;
}

/** A set: a unit reached by two ways counts once. */
function allPredecessors(code: string, before: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const open = [code];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const predecessor of before.get(next) ?? []) {
      if (found.has(predecessor)) continue;
      found.add(predecessor);
      open.push(predecessor);
    }
  }
  return found;
}
