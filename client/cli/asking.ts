import { campaignsOf } from '../../workflows/plan/names.js';
import { CampaignKey, type Plan } from '../../workflows/plan/schema.js';
import { choosePlan } from '../plan.js';
import { planOfRecords } from '../plan-of-records.js';
import type { EnvironmentVariables } from '../../worker/configuration.js';
import type { Records } from '../../activities/records/database/open.js';
import { atFault } from './exit-status.js';
import { type CommandProblem, commandSentence, problemStatus } from './problems.js';
import { findRecords } from '../../worker/embedded/postgres/alone.js';
import type { Output } from './terminal/tables.js';

/** What a command is given by the process that runs it. */
export interface Surroundings {
  environment: EnvironmentVariables;
  out: Output;
  /** For errors and whatever isn't the answer. */
  errors: Output;
}

/** The campaign named on the command line; undefined where none is. */
function readCampaign(
  given: string | undefined,
  plan: Plan,
): { ok: true; campaign: CampaignKey | undefined } | { ok: false; problem: CommandProblem } {
  if (given === undefined) return { ok: true, campaign: undefined };
  const known = campaignsOf(plan);
  const campaign = CampaignKey.safeParse(given);
  if (campaign.success && known.includes(given)) return { ok: true, campaign: campaign.data };
  return { ok: false, problem: { code: 'campaign.unknown', given, known } };
}

/** What a command asks the records for. */
export interface Asked {
  campaign?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
}

/**
 * Finds the records, lets `answer` read them, closes them and writes the answer.
 * @returns the exit status: 0, or with a sentence on what to do 2, and 4 where the records are out of reach
 */
export async function answerFromRecords(
  asked: Asked,
  surroundings: Surroundings,
  answer: (records: Records, plan: Plan, campaign: CampaignKey | undefined) => Promise<string>,
): Promise<number> {
  const say = (sentence: string): number => {
    surroundings.errors.write(`${sentence}\n`);
    return atFault;
  };
  const refuse = (problem: CommandProblem): number => {
    say(commandSentence(problem));
    return problemStatus(problem);
  };
  const found = await findRecords({
    environment: surroundings.environment,
    progress: (line) => surroundings.errors.write(`${line}\n`),
  });
  if (!found.ok) {
    const chosen = choosePlan(asked.plan);
    if ('sentence' in chosen) return say(chosen.sentence);
    const read = readCampaign(asked.campaign, chosen.plan);
    return refuse(read.ok ? found.problem : read.problem);
  }
  // Written only once nothing is left to close: a reader such as `head` may end this process.
  const text = await answered(found.records, asked, answer).finally(() => found.close());
  if (typeof text !== 'string') return say(text.sentence);
  surroundings.out.write(text);
  return 0;
}

async function answered(
  records: Records,
  asked: Asked,
  answer: (records: Records, plan: Plan, campaign: CampaignKey | undefined) => Promise<string>,
): Promise<string | { sentence: string }> {
  const chosen = await planOfRecords(records, asked.plan);
  if ('sentence' in chosen) return chosen;
  const read = readCampaign(asked.campaign, chosen.plan);
  if (!read.ok) return { sentence: commandSentence(read.problem) };
  return answer(records, chosen.plan, read.campaign);
}

/** The surroundings of this process. */
export const ownSurroundings = (): Surroundings => ({
  environment: process.env,
  out: process.stdout,
  errors: process.stderr,
});
