import { campaignsOf } from '../../workflows/plan/names.js';
import { CampaignKey, type Plan } from '../../workflows/plan/schema.js';
import { choosePlan } from '../plan.js';
import { planOfRecords } from '../plan-of-records.js';
import type { Records } from '../../activities/records/database/open.js';
import { findRecords } from '../../worker/embedded/postgres/alone.js';
import { type CommandProblem, commandSentence, problemStatus } from './problems.js';
import { atFault, end, type Ending } from './records-at-hand.js';
import type { Surroundings } from './surroundings.js';

// Every command reads its surroundings from here.
export { ownSurroundings, type Surroundings } from './surroundings.js';

/** The campaign named on the command line; undefined where none is. */
export function readCampaign(
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

/** What a command says of the records, or how it ends. */
type Answer = (records: Records, plan: Plan, campaign: CampaignKey | undefined) => Promise<string | Ending>;

/**
 * Finds the records, lets `answer` read them, closes them and writes the answer.
 * @returns the exit status: 0; 2 with a sentence on what to do; 4 where the records are out of reach
 */
export async function answerFromRecords(
  asked: Asked,
  surroundings: Surroundings,
  answer: Answer,
): Promise<number> {
  const found = await findRecords({
    environment: surroundings.environment,
    progress: (line) => surroundings.errors.write(`${line}\n`),
  });
  if (!found.ok) {
    const problem = wronglyAsked(asked) ?? {
      sentence: commandSentence(found.problem),
      status: problemStatus(found.problem),
    };
    return end(problem, surroundings);
  }
  // Written only once nothing is left to close: a reader such as `head` may end this process.
  return end(await answered(found.records, asked, answer).finally(() => found.close()), surroundings);
}

/** What was wrong with the question itself, records or none. */
function wronglyAsked(asked: Asked): Ending | null {
  const chosen = choosePlan(asked.plan);
  if ('sentence' in chosen) return { ...chosen, status: atFault };
  const read = readCampaign(asked.campaign, chosen.plan);
  return read.ok ? null : { sentence: commandSentence(read.problem), status: atFault };
}

async function answered(records: Records, asked: Asked, answer: Answer): Promise<Ending> {
  const chosen = await planOfRecords(records, asked.plan);
  if ('sentence' in chosen) return { ...chosen, status: atFault };
  const read = readCampaign(asked.campaign, chosen.plan);
  if (!read.ok) return { sentence: commandSentence(read.problem), status: atFault };
  const text = await answer(records, chosen.plan, read.campaign);
  return typeof text === 'string' ? { text } : text;
}
