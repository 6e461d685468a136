import { EmbeddedError, problemStatus } from '../../worker/embedded/problems.js';
import { NotOurs } from '../../worker/embedded/temporal/running-movement.js';
import { embeddedSentence, notOursSentence } from '../language/part-problems.js';
import { ProcessEnded } from '../engine/processes.js';
import { atFault, outOfReach } from './exit-status.js';

/** The exit status of a command whose engine could not be started or joined, once that is said. Throws what is our own error. */
export function exitStatusOf(error: unknown): number {
  // Killed, a process leaves no status: a part is gone.
  if (error instanceof ProcessEnded) return error.code ?? outOfReach;
  if (!(error instanceof EmbeddedError || error instanceof NotOurs)) throw error;
  console.error(error instanceof EmbeddedError ? embeddedSentence(error.problem) : notOursSentence(error));
  return error instanceof EmbeddedError ? problemStatus(error.problem) : atFault;
}
