import { sleep } from '@temporalio/workflow';
import type { Context } from './context.js';
import { waitSummary } from './showing.js';

/** What one workflow of the engine does, turn after turn. */
export interface Living<Input> {
  context: Context;
  /** When the next turn is due by itself, epoch ms; null: not before a message comes. */
  nextMoment: () => number | null;
  /** Work is left though no message came. */
  hasWork?: () => boolean;
  /** Does whatever is due; before each update too. */
  turn: () => Promise<void>;
  /** Shows how it stands, after each turn. */
  show: () => void;
  /** Nothing more is to be done, ever. */
  isOver: () => boolean;
  /** A natural point to go on in a new run, perhaps with newer code. */
  isRunOver?: () => boolean;
  /** Something is under way that another run could not go on with. */
  isBusy?: () => boolean;
  /** What the next run begins with. */
  nextRun: () => Input;
  /** Continue as new after this many events; for tests. */
  maximumEvents: number | undefined;
}

/** The one loop of every workflow: wait, act, continue as new; until it is over and nothing is under way. */
export async function live<Input>(
  living: Living<Input>,
  continueWith: (input: Input) => Promise<never>,
): Promise<void> {
  const { context } = living;
  const { clock, turns } = context;
  const isDone = (): boolean => living.isOver() && context.isQuiet();
  const canGoOn = (): boolean => turns.hasNews || living.hasWork?.() === true || isDone();
  while (!isDone()) {
    const moment = living.isOver() ? null : living.nextMoment();
    await clock.until(moment, canGoOn, waitSummary(moment));
    // Before the work and not before the wait: what comes while the work is done is looked at in the next turn.
    turns.hasNews = false;
    await turns.take();
    living.show();
    if (!shouldContinueAsNew(living)) continue;
    // An update that is answered in the task that ends the run is lost where the server refuses that task (a signal came
    // meanwhile), though its act is recorded: so it gets a task of its own.
    if (turns.isFresh) {
      turns.isFresh = false;
      await sleep(1);
      turns.wake();
      continue;
    }
    clock.close();
    await continueWith(living.nextRun());
  }
}

function shouldContinueAsNew<Input>(living: Living<Input>): boolean {
  const { context, maximumEvents } = living;
  const isLong = living.isRunOver?.() === true || context.isLong(maximumEvents);
  if (!isLong || living.isBusy?.() === true) return false;
  return !living.isOver() && !context.turns.hasNews && context.isQuiet();
}
