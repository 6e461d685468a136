import { plan263 } from '../../workflows/plan/plan-263.js';
import { CampaignKey } from '../../workflows/plan/schema.js';
import type { EnvironmentVariables } from '../../worker/configuration.js';
import type { Records } from '../../activities/records/database/open.js';
import { type CommandProblem, commandSentence } from './problems.js';
import { findRecords } from '../../worker/embedded/postgres/alone.js';
import type { Output } from './terminal/tables.js';

/** What a command is given by the process that runs it. */
export interface Surroundings {
  environment: EnvironmentVariables;
  out: Output;
  /** For errors and whatever isn't the answer. */
  errors: Output;
}

/** The operator can mend it: an unknown year, no data yet. */
const mendable = 2;

const known: readonly string[] = [...plan263.annual.years.map(String), 'summary'];

/** The campaign named on the command line; undefined where none is. */
export function readCampaign(
  given: string | undefined,
): { ok: true; campaign: CampaignKey | undefined } | { ok: false; problem: CommandProblem } {
  if (given === undefined) return { ok: true, campaign: undefined };
  const campaign = CampaignKey.safeParse(given);
  if (campaign.success && known.includes(given)) return { ok: true, campaign: campaign.data };
  return { ok: false, problem: { code: 'campaign.unknown', given, known } };
}

/**
 * Finds the records, lets `answer` read them, closes them and writes the answer.
 * @returns the exit status: 0, or 2 with a sentence on what to do
 */
export async function answerFromRecords(
  given: string | undefined,
  surroundings: Surroundings,
  answer: (records: Records, campaign: CampaignKey | undefined) => Promise<string>,
): Promise<number> {
  const refuse = (problem: CommandProblem): number => {
    surroundings.errors.write(`${commandSentence(problem)}\n`);
    return mendable;
  };
  const read = readCampaign(given);
  if (!read.ok) return refuse(read.problem);
  const found = await findRecords({
    environment: surroundings.environment,
    progress: (line) => surroundings.errors.write(`${line}\n`),
  });
  if (!found.ok) return refuse(found.problem);
  // Written only once nothing is left to close: a reader such as `head` may end this process.
  const text = await answer(found.records, read.campaign).finally(() => found.close());
  surroundings.out.write(text);
  return 0;
}

/** The surroundings of this process. */
export const ownSurroundings = (): Surroundings => ({
  environment: process.env,
  out: process.stdout,
  errors: process.stderr,
});
