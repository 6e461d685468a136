import { CompleteAsyncError } from '@temporalio/activity';
import type { ClockEffects } from '../workflows/api/effects.js';

/** The wait of a rehearsal's clock: completed from outside when business time gets there. */
export const createClockEffects = (): ClockEffects => ({
  awaitMoment(): Promise<never> {
    throw new CompleteAsyncError();
  },
});
