import type { Records } from '../../../activities/records/database/open.js';
import { findRecords } from '../../../worker/embedded/postgres/alone.js';
import { campaignsOf } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { planOfRecords } from '../../plan-of-records.js';
import { forPrograms, say } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { commandSentence, problemStatus } from '../problems.js';
import { atFault, end } from '../records-at-hand.js';
import { readLive } from '../../officials/standing.js';
import { liveViewOn, watchLive } from '../show/live-watch.js';
import { StatusChanges } from '../show/status-changes.js';
import { readStatus } from '../../officials/status-facts.js';
import { stopRequest } from '../stop-request.js';
import type { Screen } from '../terminal/redrawn-block.js';

export interface WatchOptions {
  /** `2023`, or `summary`; all where it is left out. */
  campaign?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
  json?: boolean | undefined;
}

/**
 * `thidua watch`: follows the campaigns as they go on, until Ctrl-C; records that are away for a while are said and waited for.
 * @returns the exit status: 0; 2 with a sentence on what to do; 4 where the records are out of reach from the start
 */
export async function runWatch(
  options: WatchOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const { environment, errors } = surroundings;
  const found = await findRecords({ environment, progress: (line) => errors.write(`${line}\n`) });
  if (!found.ok)
    return end(
      { sentence: commandSentence(found.problem), status: problemStatus(found.problem) },
      surroundings,
    );
  const sentence = await follow(found.records, options, surroundings).finally(() => found.close());
  return sentence === null ? 0 : end({ sentence, status: atFault }, surroundings);
}

/** @returns a sentence where there is nothing to follow */
async function follow(
  records: Records,
  { campaign, plan: given, json }: WatchOptions,
  { out, errors }: Surroundings,
): Promise<string | null> {
  const chosen = await planOfRecords(records, given);
  if ('sentence' in chosen) return chosen.sentence;
  const { plan } = chosen;
  const known = campaignsOf(plan);
  const one = known.find((it) => it === campaign);
  if (campaign !== undefined && one === undefined)
    return commandSentence({ code: 'campaign.unknown', given: campaign, known });
  const request = stopRequest(new Promise(() => undefined), json === true ? console.error : console.log);
  request.promise(say('Thôi theo dõi.', 'No longer watching.'));
  if (json === true)
    await watchLive(
      () => forPrograms(json, () => readStatus(records, plan, one)),
      new StatusChanges(out, errors),
      request.signal,
    );
  else await watchOnScreen(records, plan, one, out, request.signal);
  request.settle();
  return null;
}

async function watchOnScreen(
  records: Records,
  plan: Plan,
  campaign: CampaignKey | undefined,
  out: Screen,
  stop: AbortSignal,
): Promise<void> {
  const view = liveViewOn(out);
  const read = async () => {
    const facts = await readLive(records, plan);
    return campaign === undefined
      ? facts
      : { ...facts, rows: facts.rows.filter((row) => row.campaign === campaign) };
  };
  view.show(await read());
  await watchLive(read, view, stop);
}
