import { CompleteAsyncError } from '@temporalio/activity';
import type { ClockActivities } from '../workflows/clock.js';

/** The wait of a rehearsal's clock: completed from outside when business time gets there. */
export const createMomentActivities = (): ClockActivities => ({
  awaitMoment(): Promise<never> {
    throw new CompleteAsyncError();
  },
});
