import type { Records } from '../../activities/records/database/open.js';
import { findRecords } from '../../worker/embedded/postgres/alone.js';
import { commandSentence, problemStatus } from './problems.js';
import type { Surroundings } from './surroundings.js';

export { atFault, outOfReach, refusedByRules } from './exit-status.js';

/** How a command ended: what it prints, or a sentence on what to do with its exit status. */
export type Ending = { text: string; status?: number } | { sentence: string; status: number };

/** Prints how a command ended. @returns the exit status */
export function end(ending: Ending, { out, errors }: Surroundings): number {
  if ('text' in ending) out.write(ending.text);
  else errors.write(`${ending.sentence}\n`);
  return ending.status ?? 0;
}

/**
 * Finds the records, does a command's work on them, closes them and prints how it ended.
 * @param ifNone what is to be done first, in place of the usual sentence, where there are no records yet
 * @returns the exit status
 */
export async function withRecords(
  surroundings: Surroundings,
  work: (records: Records) => Promise<Ending>,
  ifNone?: string,
): Promise<number> {
  const worked = await fromRecords(surroundings, work, ifNone);
  return end('found' in worked ? worked.found : worked, surroundings);
}

/** Finds the records, reads something from them and closes them; or how the command ends where there are none. */
export async function fromRecords<T>(
  { environment, errors }: Surroundings,
  read: (records: Records) => Promise<T>,
  ifNone?: string,
): Promise<{ found: T } | Ending> {
  const at = await findRecords({ environment, progress: (line) => errors.write(`${line}\n`) });
  if (at.ok) return { found: await read(at.records).finally(() => at.close()) };
  const isNone = at.problem.code === 'records.none' || at.problem.code === 'records.empty';
  const sentence = isNone && ifNone !== undefined ? ifNone : commandSentence(at.problem);
  return { sentence, status: problemStatus(at.problem) };
}
