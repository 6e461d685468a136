import {
  ActivityCancellationType,
  CancellationScope,
  condition,
  continueAsNew,
  defineQuery,
  isCancellation,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import { z } from 'zod';
import type { LettersEffects } from './api/effects.js';
import { messages, type PausePost, queries } from './api/messages.js';
import { officeName, PlanNames } from './plan/names.js';
import { ClockInput } from './engine/clock.js';
import { Context } from './engine/context.js';
import { live } from './engine/life.js';
import { formatMoment } from './rules/days.js';

export const PostState = z.object({
  /** Why nothing is delivered at present. */
  paused: z.object({ reason: z.string(), at: z.number() }).nullable().default(null),
  /** The letters that are late, as they are shown. */
  late: z
    .object({ count: z.number(), since: z.number().nullable(), why: z.string().nullable() })
    .default({ count: 0, since: null, why: null }),
});
export type PostState = z.infer<typeof PostState>;

export const PostInput = z.object({
  plan: z.string(),
  names: PlanNames,
  clock: ClockInput,
  /** Whose letters. */
  instance: z.string(),
  state: PostState,
  /** Continue as new after this many events; for tests. */
  maximumEvents: z.number().optional(),
});
export type PostInput = z.infer<typeof PostInput>;

/**
 * Delivers the letters that acts leave in the records: one long activity a time, which the database wakes. It can be paused,
 * and it holds nothing else open. It never ends: a certificate can be revoked years later.
 */
export async function post(input: PostInput): Promise<void> {
  const office = new Post(PostInput.parse(input));
  office.listen();
  await live(
    {
      context: office.context,
      nextMoment: () => null,
      turn: () => office.turn(),
      show: () => office.show(),
      isOver: () => false,
      isBusy: () => office.isDelivering,
      nextRun: () => office.nextRun(),
      maximumEvents: office.input.maximumEvents,
    },
    (next) => continueAsNew<typeof post>(next),
  );
}

class Post {
  readonly context: Context;
  private readonly state: PostState;
  private delivery: CancellationScope | null = null;

  constructor(readonly input: PostInput) {
    this.state = input.state;
    this.context = new Context(
      { plan: input.plan, campaign: null, unit: null, names: input.names },
      input.clock,
      input.instance,
    );
    this.context.turns.wake();
  }

  get isDelivering(): boolean {
    return this.delivery !== null;
  }

  listen(): void {
    this.context.turns.attendTo(() => this.turn());
    setHandler(defineQuery(queries.state), () => this.state);
    this.context.onUpdate(messages.pausePost, {
      check: () => null,
      apply: (message) => this.pause(message),
    });
    this.context.onUpdate(messages.resumePost, {
      check: () => null,
      apply: (message) => this.resume(message),
    });
    this.context.onSignal(messages.look, () => undefined);
    this.show();
  }

  /** Delivers, unless it is paused; what is being sent when the pause comes is sent. */
  turn(): Promise<void> {
    if (this.state.paused !== null) this.delivery?.cancel();
    else if (this.delivery === null && !this.context.isLong(this.input.maximumEvents)) this.startDelivery();
    return Promise.resolve();
  }

  show(): void {
    const { paused, late } = this.state;
    const lines = [
      paused === null
        ? '**Đang gửi thư** do các việc đã ghi sổ để lại.'
        : `**Tạm dừng gửi thư** từ ${formatMoment(paused.at)} theo yêu cầu của ${officeName(this.input.names, 'home-affairs')}: ${paused.reason}`,
      late.since === null
        ? ''
        : `- **Chưa gửi được** ${String(late.count)} thư, lâu nhất từ ${formatMoment(late.since)}${late.why === null ? '' : `: ${late.why}`}`,
    ];
    this.context.show(lines.filter((line) => line !== '').join('\n\n'));
  }

  nextRun(): PostInput {
    return { ...this.input, state: this.state, clock: this.context.clock.forNextRun() };
  }

  private async pause({ actor, reason }: PausePost) {
    const outcome = await this.context.recordAct('pausePost', actor, {
      reason,
      facts: {},
      change: { type: 'none' },
    });
    this.state.paused = { reason, at: outcome.at };
    // What is being sent is sent; answered is the pause when nothing is.
    this.delivery?.cancel();
    await condition(() => this.delivery === null);
    return { paused: true };
  }

  private async resume({ actor, reason }: PausePost) {
    await this.context.recordAct('resumePost', actor, { reason, facts: {}, change: { type: 'none' } });
    this.state.paused = null;
    return { paused: false };
  }

  private startDelivery(): void {
    this.context.noteWork();
    const { plan } = this.input;
    const { deliverLetters } = proxyActivities<LettersEffects>({
      summary: 'gửi thư',
      startToCloseTimeout: '2 hours',
      // What a killed worker had begun is begun again after this.
      heartbeatTimeout: '10 seconds',
      retry: { maximumInterval: '1 minute' },
      cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    });
    const delivery = new CancellationScope();
    this.delivery = delivery;
    const run = async (): Promise<void> => {
      try {
        const order = { plan, instance: this.context.instance, shown: this.state.late };
        this.state.late = await delivery.run(() => deliverLetters(order));
      } catch (error) {
        if (!isCancellation(error)) throw error;
      } finally {
        this.delivery = null;
        this.context.turns.wake();
      }
    };
    void run();
  }
}
