import { RetryState } from '@temporalio/common';
import {
  ActivityFailure,
  type ActivityOptions,
  isCancellation,
  log,
  proxyActivities,
  proxyLocalActivities,
  rootCause,
  sleep,
  TemporalFailure,
  TimeoutFailure,
} from '@temporalio/workflow';
import { type Failing, shortened } from '../api/failing.js';
import { faultOf } from './faults.js';

type Effect = (...args: unknown[]) => Promise<unknown>;

const minute = 60_000;

/** A minute, then ten, then an hour each: few events in history for an outage of days. */
const roundLength = (round: number): number => [minute, 10 * minute][round] ?? 60 * minute;

/** The pause before the next round where one ended before its time: no retry would heal the error. */
const pauseAfter = (round: number): number => Math.min(roundLength(round), 10 * minute);

/** One call of an effect. */
interface Call {
  name: string;
  args: unknown[];
  /** What the Temporal UI shows of it. */
  summary: string | undefined;
}

/** These take long: each try is a task of its own. */
const longEffects: ReadonlySet<string> = new Set(['computeSelection', 'tryShortlist']);

/**
 * One round of an effect. A short one is tried in the workflow task itself first, which leaves one event of history; what
 * fails there, and what is long, the server tries again and again until the round's time is over.
 */
export async function runEffect(call: Call, round: number): Promise<unknown> {
  if (round > 0 || longEffects.has(call.name)) return runRound(call, round);
  try {
    return await runLocally(call);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof TemporalFailure)) throw error;
    return runRound(call, round);
  }
}

/** Short: while it lasts the workflow hears of no message, and what comes counts from when it is heard. */
const localTry = {
  startToCloseTimeout: '2 seconds',
  scheduleToCloseTimeout: '4 seconds',
  retry: { initialInterval: '200 milliseconds', maximumAttempts: 2 },
} as const;

function runLocally({ name, args, summary }: Call): Promise<unknown> {
  const activity = proxyLocalActivities<Record<string, Effect>>({
    ...localTry,
    ...(summary !== undefined && { summary }),
  })[name];
  if (activity === undefined) throw new Error(`${name} is no effect.`);
  return activity(...args);
}

function runRound({ name, args, summary }: Call, round: number): Promise<unknown> {
  const activity = proxyActivities<Record<string, Effect>>({
    ...timeouts(name, round),
    retry: { maximumInterval: '30 seconds' },
    ...(summary !== undefined && { summary }),
  })[name];
  if (activity === undefined) throw new Error(`${name} is no effect.`);
  return activity(...args);
}

function timeouts(name: string, round: number): ActivityOptions {
  // The selection of two thousand units takes its time.
  return name === 'computeSelection'
    ? { startToCloseTimeout: 5 * minute, scheduleToCloseTimeout: 10 * minute + roundLength(round) }
    : // Short: what a killed worker had begun is begun again after this.
      { startToCloseTimeout: '20 seconds', scheduleToCloseTimeout: roundLength(round) };
}

/** Whether a round has lasted its time: then the next may begin at once. */
const isRoundOver = (error: unknown): boolean =>
  error instanceof ActivityFailure &&
  (error.retryState === RetryState.TIMEOUT || error.cause instanceof TimeoutFailure);

/** What was wrong the last time, in the words of the error itself. */
const reasonOf = (error: unknown): string => rootCause(error) ?? String(error);

/** The effects of an interface, each call of which is given to `call`: its name and what it is called with. */
export function effectsOf<A>(call: (name: string & keyof A, args: unknown[]) => Promise<unknown>): A;
export function effectsOf(call: (name: string, args: unknown[]) => Promise<unknown>): unknown {
  const get =
    (_: object, name: string | symbol): Effect =>
    (...args) =>
      call(String(name), args);
  return new Proxy({}, { get });
}

/** The effects under way, each tried in rounds until it succeeds, and those that fail. */
export class Effects {
  private readonly failures = new Map<number, Failing>();
  private underWay = 0;
  private begun = 0;
  private noted = 0;

  /** @param show called when what fails has changed */
  constructor(private readonly show: () => void) {}

  /** Effects and messages of this run so far: how long its history is, the same in a replay. */
  get work(): number {
    return this.begun + this.noted;
  }

  /** A message came, or a child was started. */
  noteWork(): void {
    this.noted += 1;
  }

  get areUnderWay(): boolean {
    return this.underWay > 0;
  }

  /** The oldest first. */
  get failing(): Failing[] {
    return [...this.failures.values()].sort((one, other) => one.since - other.since);
  }

  /** Rounds until one succeeds; while they fail, that is shown. */
  async inRounds<R>(effect: string, run: (round: number) => Promise<R>): Promise<R> {
    const id = ++this.begun;
    const since = Date.now();
    this.underWay += 1;
    try {
      for (let round = 0; ; round += 1) {
        try {
          return await run(round);
        } catch (error) {
          if (isCancellation(error) || !(error instanceof TemporalFailure)) throw error;
          this.note(id, { effect, since, why: shortened(reasonOf(error)) });
          if (!isRoundOver(error)) await sleep(pauseAfter(round));
        }
      }
    } finally {
      this.underWay -= 1;
      if (this.failures.delete(id)) this.show();
    }
  }

  /** An error of the program in what nobody waits for: shown as long as this run lasts. */
  noteFault(what: string, error: unknown): void {
    if (isCancellation(error)) return;
    if (faultOf(error) === null) throw error;
    log.error(`${what} failed`, { error });
    const why = shortened(reasonOf(error));
    this.note(++this.begun, { effect: `fault: ${what}`, since: Date.now(), why });
  }

  private note(id: number, failing: Failing): void {
    this.failures.set(id, failing);
    this.show();
  }
}
