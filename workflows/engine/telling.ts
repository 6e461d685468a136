import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ApplicationFailure, getExternalWorkflowHandle } from '@temporalio/workflow';
import type { Definition } from '../api/messages.js';
import type { Clock } from './clock.js';
import type { Effects } from './rounds.js';

/** Signals and starts under way at once: the server takes two thousand from one workflow, and no more. */
export const atOnce = 50;

/** How a workflow of the engine starts and nudges others. */
export class Telling {
  constructor(
    private readonly clock: Clock,
    private readonly effects: Effects,
  ) {}

  /** @returns whether it is there: one that has ended needs no telling */
  async tell<M>(workflowId: string, signal: Definition<M>, payload: M): Promise<boolean> {
    const isThere = await this.effects.inRounds(`tell: ${workflowId}`, async () => {
      try {
        await getExternalWorkflowHandle(workflowId).signal(signal.name, payload);
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    });
    if (isThere) this.clock.noteTold(workflowId);
    return isThere;
  }

  /** Tells many, some at a time. @returns those that are not there */
  async tellMany<M>(workflowIds: readonly string[], signal: Definition<M>, payload: M): Promise<string[]> {
    const missing: string[] = [];
    for (let first = 0; first < workflowIds.length; first += atOnce) {
      const batch = workflowIds.slice(first, first + atOnce);
      const isThere = await Promise.all(batch.map((workflowId) => this.tell(workflowId, signal, payload)));
      missing.push(...batch.filter((_, index) => isThere[index] === false));
    }
    return missing;
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

/** The server's word that there is no such workflow, or none that still runs. */
const isMissing = (error: unknown): boolean =>
  error instanceof ApplicationFailure && error.type === 'ExternalWorkflowExecutionNotFound';
