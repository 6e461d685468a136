import type { EnvironmentVariables } from '../../worker/configuration.js';
import type { Output } from './terminal/tables.js';

/** What a command is given by the process that runs it. */
export interface Surroundings {
  environment: EnvironmentVariables;
  out: Output;
  /** For errors and whatever isn't the answer. */
  errors: Output;
}

/** The surroundings of this process. */
export const ownSurroundings = (): Surroundings => ({
  environment: process.env,
  out: process.stdout,
  errors: process.stderr,
});
