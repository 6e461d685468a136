import { CompleteAsyncError } from '@temporalio/activity';

export interface BareActivities {
  nothing(text: string): Promise<string>;
  /** Completed from outside. */
  awaitMoment(): Promise<void>;
}

export const bareActivities: BareActivities = {
  nothing: (text) => Promise.resolve(text),
  awaitMoment(): Promise<never> {
    throw new CompleteAsyncError();
  },
};
