import { findServices, type FoundServices } from '../engine/services.js';
import { knownEnding } from './in-time.js';
import type { Surroundings } from './asking.js';
import { commandSentence, problemStatus } from './problems.js';
import { end, type Ending } from './records-at-hand.js';

/** Finds the running engine, does an operator's work on it, closes it and prints how it ended. @returns the exit status */
export async function withServices(
  surroundings: Surroundings,
  work: (services: Pick<FoundServices, 'client' | 'records'>) => Promise<Ending>,
): Promise<number> {
  const { environment, errors } = surroundings;
  const found = await findServices(environment, (line) => errors.write(`${line}\n`));
  if (!found.ok) {
    const { problem } = found;
    return end({ sentence: commandSentence(problem), status: problemStatus(problem) }, surroundings);
  }
  const ending = await work(found)
    .catch((error: unknown) => {
      const away = knownEnding(error);
      if (away === null) throw error;
      return away;
    })
    .finally(() => found.close());
  return end(ending, surroundings);
}
