import type { Bloc, NomineeKind } from '../../../plan/schema.js';

/** What a value was expected to be. */
export type Expectation =
  | { type: 'object' | 'list' | 'text' | 'boolean' | 'number' | 'integer' }
  | { type: 'at-least'; minimum: number }
  | { type: 'one-of'; values: readonly string[] };

/** A fault of the selection's input: its code and facts. */
export type FaultFacts =
  | { code: 'schema'; problem: 'not-json' }
  | { code: 'schema'; problem: 'missing' | 'unknown-key'; key: string }
  | { code: 'schema'; problem: 'wrong'; expected: Expectation }
  | { code: 'duplicate-unit'; unit: string }
  | { code: 'unknown-unit'; unit: string; place: 'ranking' | 'dossier' }
  | { code: 'ranking-repeats-unit'; unit: string }
  | { code: 'ranking-shape'; blocs: readonly Bloc[] }
  | { code: 'duplicate-dossier'; unit: string }
  | { code: 'two-collective-nominees'; unit: string; nominee: string }
  | { code: 'duplicate-nominee'; nominee: string }
  | { code: 'ledger-repeats'; year: number; unit: string; personId: string | null }
  | { code: 'waiver-unknown'; kind: NomineeKind; criterion: string }
  | { code: 'waiver-repeats'; kind: NomineeKind; criterion: string }
  | { code: 'succession-cycle'; units: readonly string[] }
  | { code: 'decision-repeats'; question: string }
  | { code: 'decision-without-question'; question: string }
  | { code: 'choice-not-offered'; question: string; options: readonly string[]; choose: number }
  | { code: 'shortlist-unknown'; nominee: string; kind: NomineeKind; bloc: Bloc }
  | { code: 'shortlist-repeats'; nominee: string }
  | { code: 'shortlist-over-quota'; bloc: Bloc; kind: NomineeKind; listed: number; seats: number }
  | { code: 'shortlist-not-eligible'; nominee: string }
  | { code: 'shortlist-not-needed'; bloc: Bloc; eligible: number; seats: number };

/** A fault where it was found; the path is a JSON Pointer. */
export interface FoundFault {
  path: string;
  facts: FaultFacts;
}
