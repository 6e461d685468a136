import {
  ActivityCancellationType,
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { z } from 'zod';
import { ClockMode } from '../api/clock-mode.js';
import type { ClockEffects } from '../api/effects.js';

export const ClockInput = z.object({
  mode: ClockMode,
  /** A rehearsal's business instant when this run began, epoch ms; unused on the wall clock. */
  now: z.number(),
  /** In a trial: how far business time is ahead of the wall clock, in milliseconds; behind it where it is negative. */
  offset: z.number().optional(),
  /** In a rehearsal: the workflows started or signalled by earlier runs, and how often. */
  told: z.record(z.string(), z.number()).default({}),
});
export type ClockInput = z.infer<typeof ClockInput>;

/** What a rehearsal's driver asks of each open workflow. */
export interface ClockStatus {
  /** Nothing to do before `at`, or before a message comes. */
  idle: boolean;
  at: number | null;
  runId: string;
  activityId: string | null;
  /** The workflows this one started or signalled, and how often. */
  told: Record<string, number>;
}

interface Wait {
  at: number;
  /** In a rehearsal, where the wait is an activity. */
  activityId: string | null;
  scope: CancellationScope;
  isOver: boolean;
}

/**
 * Business time. The only place that knows where it comes from: in service the wall clock, and `until` is a timer to
 * an absolute instant; in a trial the same, moved by a fixed offset; in a rehearsal `until` is an activity completed from
 * outside, so time moves when all have done their work.
 */
export class Clock {
  private current: number;
  private wait: Wait | null = null;
  private waits = 0;
  private isWaiting = false;
  private readonly told: Record<string, number>;

  constructor(private readonly input: ClockInput) {
    this.current = input.now;
    this.told = { ...input.told };
  }

  get mode(): ClockMode {
    return this.input.mode;
  }

  get isRehearsal(): boolean {
    return this.mode === 'rehearsal';
  }

  /** The business instant, epoch ms. In a rehearsal: the latest this run has heard of. */
  now(): number {
    return this.isRehearsal ? this.current : Date.now() + this.offset;
  }

  /** The instant to put on an act: null leaves it to the records' business clock, which is the rehearsal's. */
  stamp(): number | null {
    return this.isRehearsal ? null : this.now();
  }

  /** Takes note of an instant that the records gave. */
  learn(at: number): void {
    this.current = Math.max(this.current, at);
  }

  /** Another workflow was started or signalled: a rehearsal's driver looks there next. */
  noteTold(workflowId: string): void {
    if (this.isRehearsal) this.told[workflowId] = (this.told[workflowId] ?? 0) + 1;
  }

  /** What a workflow started from here begins with. */
  forChild(): ClockInput {
    return { ...this.gear(), told: {} };
  }

  /** What the next run starts from. */
  forNextRun(): ClockInput {
    return { ...this.gear(), told: this.told };
  }

  /**
   * Waits until `woken` holds or business time reaches `at` (epoch ms; null: for ever).
   * @returns whether `woken` holds
   */
  async until(at: number | null, woken: () => boolean, summary: string): Promise<boolean> {
    if (woken()) return true;
    if (at !== null && at <= this.now()) return false;
    this.isWaiting = true;
    try {
      return await this.waitUntil(at, woken, summary);
    } finally {
      this.isWaiting = false;
    }
  }

  /** Drops a wait that is no longer needed. */
  close(): void {
    // A timer that is due fires by itself: to cancel it then is a race with the server.
    if (this.wait !== null && (this.isRehearsal || this.wait.at > this.now())) this.wait.scope.cancel();
    this.wait = null;
  }

  status(isQuiet: boolean): ClockStatus {
    return {
      idle: this.isWaiting && isQuiet,
      at: this.isWaiting ? (this.wait?.at ?? null) : null,
      runId: workflowInfo().runId,
      activityId: this.wait?.activityId ?? null,
      told: { ...this.told },
    };
  }

  private get offset(): number {
    return this.mode === 'trial' ? (this.input.offset ?? 0) : 0;
  }

  private gear(): Omit<ClockInput, 'told'> {
    const { offset } = this;
    return { mode: this.mode, now: this.now(), ...(offset !== 0 && { offset }) };
  }

  private async waitUntil(at: number | null, woken: () => boolean, summary: string): Promise<boolean> {
    if (at === null) {
      this.close();
      await condition(woken);
      return true;
    }
    // One wait for one moment, however often something else wakes the workflow meanwhile.
    if (this.wait?.at !== at || this.wait.isOver) {
      this.close();
      this.wait = this.startWait(at, summary);
    }
    const wait = this.wait;
    await condition(() => woken() || wait.isOver);
    if (wait.isOver) this.wait = null;
    return woken();
  }

  private startWait(at: number, summary: string): Wait {
    const activityId = this.isRehearsal ? `until-${String(++this.waits)}` : null;
    const wait: Wait = { at, activityId, scope: new CancellationScope(), isOver: false };
    const done = async (): Promise<void> => {
      try {
        await wait.scope.run(() =>
          activityId === null ? sleep(at - this.now(), { summary }) : this.step(at, activityId, summary),
        );
        wait.isOver = true;
      } catch (error) {
        if (!isCancellation(error)) throw error;
      }
    };
    void done();
    return wait;
  }

  private async step(at: number, activityId: string, summary: string): Promise<void> {
    const activities = proxyActivities<ClockEffects>({
      activityId,
      summary,
      startToCloseTimeout: '30 days',
      cancellationType: ActivityCancellationType.ABANDON,
    });
    const reached = await activities.awaitMoment({ at });
    this.learn(reached.at);
  }
}
