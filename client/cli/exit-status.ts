import { EmbeddedError } from '../../worker/embedded/problems.js';
import { NotOurs } from '../../worker/embedded/temporal/running-movement.js';
import { ProcessEnded } from '../engine/processes.js';

/** The exit status of a command whose engine could not be started or joined, once that is said. Throws what is our own error. */
export function exitStatusOf(error: unknown): number {
  if (error instanceof ProcessEnded) return error.code ?? 1;
  if (!(error instanceof EmbeddedError || error instanceof NotOurs)) throw error;
  console.error(error.message);
  return error instanceof NotOurs ? 2 : 1;
}
