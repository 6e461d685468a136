import type { PlanNames } from '../../../plan/names.js';
import type { FoundFault } from './facts.js';
import { compareText } from '../../code-points.js';
import { faultSentence } from './sentences.js';
import type { Fault } from '../answer.js';

/** A JSON Pointer (RFC 6901) to a place in the input. */
export function pointer(place: readonly PropertyKey[]): string {
  return place.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Faults as the contract shows them: sorted by path, then by code, each with its sentence. */
export function reportFaults(names: Pick<PlanNames, 'blocs'>, found: readonly FoundFault[]): Fault[] {
  return found
    .map(({ path, facts }) => ({ path, code: facts.code, message: faultSentence(names, facts) }))
    .sort((a, b) => compareText(a.path, b.path) || compareText(a.code, b.code));
}
