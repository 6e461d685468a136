import { setTimeout as sleep } from 'node:timers/promises';
import type { Records } from '../../../activities/records/database/open.js';
import { reasonOf } from '../../../worker/embedded/problems.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { say } from '../../language/language.js';
import { canRedraw } from '../terminal/live-view.js';
import type { Screen } from '../terminal/redrawn-block.js';
import { LiveChanges } from './live-changes.js';
import { areAllThere, type LiveFacts, readLive } from '../../officials/standing.js';
import { LiveScreen } from './live-screen.js';

/** What shows a movement that is watched. */
interface WatchView<Facts> {
  show(facts: Facts): void;
  /** Something that an operator should read now. */
  say(line: string): void;
  end(): void;
}

interface LiveView extends WatchView<LiveFacts> {
  /** Shows it after the start's own lines. */
  begin(facts: LiveFacts): void;
}

/** In place on a terminal, a line when something changes anywhere else. */
export const liveViewOn = (out: Screen): LiveView =>
  canRedraw(out, process.env) ? new LiveScreen(out) : new LiveChanges(out);

const betweenReads = 1_000;
/** How long the campaigns that are due may take until they stand in the records, in reads. */
const mostReads = 20;

/** How the movement stands once every campaign that is due has begun, or has not for long. */
export async function firstFacts(records: Records, plan: Plan, stop: AbortSignal): Promise<LiveFacts> {
  for (let reads = 1; ; reads += 1) {
    const facts = await readLive(records, plan);
    if (areAllThere(facts) || reads === mostReads || stop.aborted) return facts;
    await rest(stop);
  }
}

/** Shows how the movement stands, as `read` has it, until `stop`. Records out of reach are said once and waited for. */
export async function watchLive<Facts>(
  read: () => Promise<Facts>,
  view: WatchView<Facts>,
  stop: AbortSignal,
): Promise<void> {
  const reading = { isAway: false };
  while (!stop.aborted) {
    try {
      view.show(await read());
      if (reading.isAway) view.say(say('Đã đọc lại được cơ sở dữ liệu.', 'The database can be read again.'));
      reading.isAway = false;
    } catch (error) {
      if (!reading.isAway)
        view.say(
          say(
            `Chưa đọc được cơ sở dữ liệu (${reasonOf(error)}); đang chờ nó trở lại.`,
            `The database cannot be read (${reasonOf(error)}); waiting for it.`,
          ),
        );
      reading.isAway = true;
    }
    await rest(stop);
  }
  view.end();
}

const rest = (stop: AbortSignal): Promise<void> =>
  sleep(betweenReads, undefined, { signal: stop }).catch(() => undefined);
