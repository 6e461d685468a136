import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { NudgingEffects } from '../api/effects.js';
import type { Clock } from './clock.js';
import type { Effects } from './rounds.js';

/** Workflows nudged or started at once: the server takes two thousand from one workflow, and no more. */
export const atOnce = 50;

/** How a workflow of the engine starts and nudges others. */
export class Telling {
  constructor(
    private readonly clock: Clock,
    private readonly effects: Effects,
    private readonly nudge: NudgingEffects['nudge'],
  ) {}

  /** Asks other workflows to look, some at a time. @returns those that are not there: one that has ended looks no more */
  async nudgeAll(workflowIds: readonly string[]): Promise<string[]> {
    const gone: string[] = [];
    for (let first = 0; first < workflowIds.length; first += atOnce) {
      const workflows = workflowIds.slice(first, first + atOnce);
      const { missing } = await this.nudge({ workflows });
      gone.push(...missing);
      for (const workflowId of workflows) if (!missing.includes(workflowId)) this.clock.noteTold(workflowId);
    }
    return gone;
  }

  /** Starts a child; one that runs already is left to go on. */
  async startUnlessRunning(workflowId: string, start: () => Promise<unknown>): Promise<void> {
    this.effects.noteWork();
    try {
      await start();
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    this.clock.noteTold(workflowId);
  }
}
