import { type Client, type WorkflowClientInterceptor, WorkflowNotFoundError } from '@temporalio/client';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import type { Records } from '../../activities/records/database/open.js';
import { lettersAwaited } from '../../activities/records/reads/letters.js';
import { queries } from '../../workflows/api/messages.js';
import { z } from 'zod';
import { allEnded } from './all-ended.js';
import { pause, type Patience } from '../engine/patience.js';

const Status = z.object({
  idle: z.boolean(),
  at: z.number().nullable(),
  runId: z.string(),
  activityId: z.string().nullable(),
  told: z.record(z.string(), z.number()),
});
type Status = z.infer<typeof Status>;

const questionsAtOnce = 16;

/**
 * The rehearsal's clock. It knows what every open workflow waits for by asking it, and moves only when all of them wait
 * and whatever one told another has been heard: so nothing depends on the machine's speed.
 */
export class Stepper {
  /** The latest word of each open workflow. */
  private readonly known = new Map<string, Status>();
  /** Whom each workflow had told when it was last asked, ended ones too: else two ended ones stir each other for ever. */
  private readonly heard = new Map<string, Record<string, number>>();
  /** Workflows that something happened to since they were last asked. */
  private readonly stirred = new Set<string>();
  /** Where the clock was last moved to, epoch ms. */
  private reached = 0;

  constructor(
    private readonly client: Client,
    private readonly records: Records,
    private readonly patience: Patience,
  ) {}

  /** Something was sent to this workflow. */
  stir(workflowId: string): void {
    this.stirred.add(workflowId);
  }

  /** Asks every open workflow anew: after a restart nothing is known. */
  async recall(): Promise<void> {
    await this.patience.with(async () => {
      for await (const { workflowId } of this.client.workflow.list({
        query: `ExecutionStatus = 'Running'`,
      })) {
        this.stir(workflowId);
      }
    });
  }

  /** Returns when every open workflow waits for a moment or for an official, and the letters of the day are delivered. */
  async settle(): Promise<void> {
    do await this.settleWorkflows();
    while (await this.areLettersLeft());
  }

  private async areLettersLeft(): Promise<boolean> {
    const awaited = await this.patience.with(() => lettersAwaited(this.records));
    if (awaited === 0) return false;
    await pause(10);
    return true;
  }

  private async settleWorkflows(): Promise<void> {
    while (this.stirred.size > 0) {
      const batch = [...this.stirred].slice(0, questionsAtOnce);
      const idle = await allEnded(batch.map((workflowId) => this.ask(workflowId)));
      if (!idle.includes(true)) await pause(10);
    }
  }

  /** The earliest moment that any open workflow waits for, epoch ms. */
  nextMoment(): number | null {
    const moments = [...this.known.values()].flatMap((status) => status.at ?? []);
    return moments.length === 0 ? null : Math.min(...moments);
  }

  openWorkflows(): number {
    return this.known.size;
  }

  /** Moves business time to `at` and wakes whoever waited for it. */
  async moveTo(at: number): Promise<void> {
    await this.patience.with(() => setRehearsalClock(this.records, at));
    this.reached = at;
    const due = [...this.known].filter(([, status]) => status.at !== null && status.at <= at);
    for (let first = 0; first < due.length; first += questionsAtOnce) {
      await allEnded(
        due.slice(first, first + questionsAtOnce).map(async ([workflowId, { runId, activityId }]) => {
          if (activityId !== null) await this.complete({ workflowId, runId, activityId }, at);
          this.stir(workflowId);
        }),
      );
    }
  }

  /** The wait may be scheduled but not yet begun: then it is tried again. */
  private async complete(
    activity: { workflowId: string; runId: string; activityId: string },
    at: number,
  ): Promise<void> {
    for (let tries = 0; tries < 500; tries += 1) {
      try {
        await this.client.activity.complete(activity, { at });
        return;
      } catch {
        const answer = await this.question(activity.workflowId);
        const status = answer?.status;
        if (answer?.isOpen !== true) return;
        if (status?.activityId !== activity.activityId || status.runId !== activity.runId) return;
        await pause(20);
      }
    }
    throw new Error(`The wait ${activity.activityId} of ${activity.workflowId} can't be completed.`);
  }

  private async ask(workflowId: string): Promise<boolean> {
    const answer = await this.question(workflowId);
    if (answer === null) {
      this.forget(workflowId);
      return true;
    }
    if (answer.isOpen && !answer.status.idle) return false;
    const before = this.heard.get(workflowId);
    this.heard.set(workflowId, answer.status.told);
    this.forget(workflowId);
    if (answer.isOpen) this.known.set(workflowId, answer.status);
    for (const [other, count] of Object.entries(answer.status.told)) {
      if (before?.[other] !== count) this.stir(other);
    }
    return true;
  }

  private forget(workflowId: string): void {
    this.known.delete(workflowId);
    this.stirred.delete(workflowId);
  }

  /** A workflow's own word, and whether it is still open; null where there is no such workflow. */
  private question(workflowId: string): Promise<{ status: Status; isOpen: boolean } | null> {
    const handle = this.client.workflow.getHandle(workflowId);
    return this.patience.with(async () => {
      try {
        const status = Status.parse(await handle.query(queries.clock));
        // One that was ended from outside answers as it stood: what waits for a moment that is past may be such a one.
        if (status.idle && (status.at === null || status.at > this.reached)) return { status, isOpen: true };
        const { status: execution } = await handle.describe();
        return { status, isOpen: execution.name === 'RUNNING' || execution.name === 'CONTINUED_AS_NEW' };
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return null;
        throw error;
      }
    });
  }
}

/** Tells the stepper of every message that the played officials send. */
export const noticing = (stir: (workflowId: string) => void): WorkflowClientInterceptor => ({
  async startUpdate(input, next) {
    stir(input.workflowExecution.workflowId);
    return next(input);
  },
  async signal(input, next) {
    stir(input.workflowExecution.workflowId);
    return next(input);
  },
  async startWithDetails(input, next) {
    const started = await next(input);
    stir(input.options.workflowId);
    return started;
  },
});
