import { Context } from '@temporalio/activity';

export interface ActivityContext {
  /** Says that the work goes on, and how it stands. */
  heartbeat: (details?: unknown) => void;
  checkCancelled: () => void;
  /** Aborted when the activity is to end. */
  cancelled: AbortSignal;
}

/** What the activity's context offers; outside of an activity (a test, a tool) nothing is needed of it. */
export function activityContext(): ActivityContext {
  const context = currentContext();
  const cancelled = context?.cancellationSignal ?? new AbortController().signal;
  return {
    heartbeat: (details) => context?.heartbeat(details),
    checkCancelled: () => cancelled.throwIfAborted(),
    cancelled,
  };
}

function currentContext(): Context | undefined {
  try {
    return Context.current();
  } catch {
    return undefined;
  }
}
