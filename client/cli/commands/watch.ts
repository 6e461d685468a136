import type { Records } from '../../../activities/records/database/open.js';
import { findRecords } from '../../../worker/embedded/postgres/alone.js';
import { campaignsOf } from '../../../workflows/plan/names.js';
import { planOfRecords } from '../../plan-of-records.js';
import { say } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { commandSentence, problemStatus } from '../problems.js';
import { atFault, end } from '../records-at-hand.js';
import { readLive } from '../show/live-facts.js';
import { liveViewOn, watchLive } from '../show/live-watch.js';
import { stopRequest } from '../stop-request.js';

export interface WatchOptions {
  /** `2023`, or `summary`; all where it is left out. */
  campaign?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
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
  { campaign, plan: given }: WatchOptions,
  { out }: Surroundings,
): Promise<string | null> {
  const chosen = await planOfRecords(records, given);
  if ('sentence' in chosen) return chosen.sentence;
  const { plan } = chosen;
  const known = campaignsOf(plan);
  if (campaign !== undefined && !known.some((it) => it === campaign))
    return commandSentence({ code: 'campaign.unknown', given: campaign, known });
  const request = stopRequest(new Promise(() => undefined));
  request.promise(say('Thôi theo dõi.', 'No longer watching.'));
  const view = liveViewOn(out);
  const read = async () => {
    const facts = await readLive(records, plan);
    return campaign === undefined
      ? facts
      : { ...facts, rows: facts.rows.filter((row) => row.campaign === campaign) };
  };
  view.show(await read());
  await watchLive(read, view, request.signal);
  request.settle();
  return null;
}
