import {
  ActivityCancellationType,
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type { BareActivities } from './bare-activities.js';

/** What the engine is compared with: workflows that do as little as Temporal lets them. */
const { nothing } = proxyActivities<BareActivities>({ startToCloseTimeout: '1 minute' });

const file = defineUpdate<string, [string]>('file');
const review = defineUpdate<string, [string]>('review');

/** One Update with one activity that does nothing. */
export async function filed(): Promise<void> {
  let isFiled = false;
  setHandler(file, async (text) => {
    await nothing(text);
    isFiled = true;
    return text;
  });
  await condition(() => isFiled && allHandlersFinished());
}

/** Two Updates that only answer. */
export async function filedAndReviewed(): Promise<void> {
  let acts = 0;
  const answer = (text: string): string => {
    acts += 1;
    return text;
  };
  setHandler(file, answer);
  setHandler(review, answer);
  await condition(() => acts === 2);
}

/** Waits for an Update or for its day. */
export async function idle(): Promise<void> {
  setHandler(file, (text) => text);
  await sleep('90 days');
}

/** Waits in stepped time, moment after moment, then one Update with an activity. */
export async function season(moments: number): Promise<void> {
  let isFiled = false;
  setHandler(file, async (text) => {
    await nothing(text);
    isFiled = true;
    return text;
  });
  for (let moment = 1; moment <= moments; moment += 1) {
    const { awaitMoment } = proxyActivities<BareActivities>({
      activityId: `until-${moment}`,
      startToCloseTimeout: '30 days',
      cancellationType: ActivityCancellationType.ABANDON,
    });
    await awaitMoment();
  }
  await condition(() => isFiled && allHandlersFinished());
}
