import {
  continueAsNew,
  defineQuery,
  ParentClosePolicy,
  setHandler,
  startChild,
  workflowInfo,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import { z } from 'zod';
import { ClockInput } from './engine/clock.js';
import { Context } from './engine/context.js';
import { courseMemo, postMemo } from './api/memos.js';
import { searchAttributes } from './api/search-attributes.js';
import { type Living, live } from './engine/life.js';
import { index } from './engine/showing.js';
import { campaignId, postId } from './api/identity.js';
import { type AmendPlan, messages, queries, type RevokeCertificate } from './api/messages.js';
import { PostState } from './post.js';
import { amendmentFault, campaignsToBegin } from './plan/amendment.js';
import { campaignName, campaignsOf, namesOf } from './plan/names.js';
import { CampaignKey, Plan } from './plan/schema.js';
import { dayOf, dayOfCutoff, instantOf } from './rules/calendar.js';
import { digestOf } from './rules/digest.js';
import { campaignStart } from './rules/campaign-start.js';
import { isBegunLate, isWhollyPast } from './rules/late-start.js';
import { skippingReasons } from './api/skipping.js';
import type { Refusal } from './api/refusals.js';
import { CourseState } from './api/campaign-state.js';

const MovementState = z.object({
  started: z.array(CampaignKey).default([]),
  closed: z
    .array(
      z.object({
        campaign: CampaignKey,
        awards: z.number(),
        total: z.number(),
        isSkipped: z.literal(true).optional(),
      }),
    )
    .default([]),
  /** Since when a movement that began in mid-period has run, epoch ms: what was past until then is skipped; 0: from its first day on. */
  began: z.number().default(0),
  revoked: z.array(z.string()).default([]),
  /** The next 1 October 08:00 at which the holiday table's reach is looked at, epoch ms. */
  nextTableCheck: z.number().default(0),
});
type MovementState = z.infer<typeof MovementState>;

const MovementInput = z.object({
  plan: Plan,
  clock: ClockInput,
  /** Whose records this is for; where none is named, those of the worker that runs it first. */
  instance: z.string().default(''),
  state: MovementState,
  /** Continue as new after this many events; for tests. */
  maximumEvents: z.number().optional(),
});
type MovementInput = z.infer<typeof MovementInput>;

/**
 * The whole period (II.3): starts each campaign on its day and the summary after the last, hears of their end, and
 * stays to take revocations: a certificate can be revoked years later. Started anew on records that know a part of the
 * period, it goes on from there; started in mid-period on records that know nothing of it, it skips what is past.
 */
export async function movement(input: MovementInput): Promise<void> {
  const course = new Movement(MovementInput.parse(input));
  course.listen();
  if (!workflowInfo().continuedFromExecutionRunId) await course.takeUp();
  await live(course, (next) => continueAsNew<typeof movement>(next));
}

class Movement implements Living<MovementInput> {
  readonly context: Context;
  private readonly state: MovementState;
  /** What campaigns go by that have not begun; those that have carry their own. */
  private plan: Plan;
  /** Each run sees that the letters are delivered. */
  private isPostToStart = true;
  /** Something may have been closed: the records are asked. */
  private isToLook = false;
  private isTakenUp = true;
  /** A campaign was started in this run: the next one begins, so that new code can take over. */
  private hasStarted = false;

  constructor(private readonly input: MovementInput) {
    this.state = input.state;
    this.plan = input.plan;
    this.context = new Context(
      { plan: input.plan.plan, campaign: null, unit: null, names: input.plan },
      input.clock,
      input.instance,
    );
    this.context.turns.wake();
  }

  listen(): void {
    this.context.turns.attendTo(() => this.turn());
    setHandler(defineQuery(queries.state), () => ({ ...this.state, isOver: this.isPeriodOver() }));
    this.context.onUpdate(messages.revokeCertificate, {
      check: (message) => this.checkRevocation(message),
      apply: (message) => this.revoke(message),
    });
    this.context.onUpdate(messages.amendPlan, {
      check: ({ plan }) => this.checkAmendment(plan),
      apply: (message) => this.amend(message),
    });
    this.context.onSignal(messages.look, () => {
      this.isToLook = true;
    });
    this.show();
  }

  show(): void {
    showMovement(this.context, this.plan, this.state, this.isPeriodOver());
  }

  /** It stays to take revocations. */
  isOver(): boolean {
    return false;
  }

  isRunOver(): boolean {
    return this.hasStarted;
  }

  get maximumEvents(): number | undefined {
    return this.input.maximumEvents;
  }

  /** The first run's beginning: what the records know already, whatever the server has forgotten. */
  async takeUp(): Promise<void> {
    this.isTakenUp = false;
    await this.context.turns.exclusively(() => this.look());
    this.isTakenUp = true;
    this.show();
  }

  /** A closed campaign was started, whoever started it. */
  private async look(): Promise<void> {
    const { plan } = this;
    const { instance, closed, began } = await this.context.records.movementStanding({
      plan,
      instance: this.context.instance,
    });
    this.context.instance = instance;
    if (!this.isTakenUp) this.state.began = began ?? this.context.clock.now();
    for (const it of closed) {
      this.state.closed = [...this.state.closed.filter((known) => known.campaign !== it.campaign), it];
      if (!this.state.started.includes(it.campaign)) this.state.started.push(it.campaign);
    }
  }

  /** Each campaign and the summary are closed. */
  private isPeriodOver(): boolean {
    return this.state.closed.length === campaignsOf(this.plan).length;
  }

  async turn(): Promise<void> {
    if (this.isToLook) {
      this.isToLook = false;
      await this.look();
    }
    if (this.isPostToStart) await this.startPost();
    const now = this.context.clock.now();
    const due = campaignsOf(this.plan).filter((campaign) => campaignStart(this.plan, campaign) <= now);
    for (const campaign of due) {
      if (this.state.started.includes(campaign)) continue;
      if (isWhollyPast(this.plan, campaign, this.state.began)) await this.skip(campaign);
      else await this.start(campaign);
    }
    await this.checkHolidays();
  }

  nextMoment(): number | null {
    const toStart = campaignsOf(this.plan).filter((campaign) => !this.state.started.includes(campaign));
    const instants = toStart.map((campaign) => campaignStart(this.plan, campaign));
    if (this.state.nextTableCheck > 0 && !this.isPeriodOver()) instants.push(this.state.nextTableCheck);
    return instants.length === 0 ? null : Math.min(...instants);
  }

  private async startPost(): Promise<void> {
    this.isPostToStart = false;
    const { plan } = this;
    const workflowId = postId(plan.plan);
    const clock = this.context.clock.forChild();
    const args = [
      {
        plan: plan.plan,
        names: namesOf(plan),
        clock,
        instance: this.context.instance,
        state: PostState.parse({}),
      },
    ];
    await this.context.startUnlessRunning(workflowId, () =>
      startChild('post', {
        workflowId,
        args,
        parentClosePolicy: ParentClosePolicy.ABANDON,
        ...postMemo(plan.plan),
      }),
    );
  }

  /** Past before the movement began, and not imported: nobody is written to about it. */
  private async skip(campaign: CampaignKey): Promise<void> {
    await this.context.record({
      key: `campaign-skipped/${campaign}`,
      act: 'campaign-skipped',
      actor: null,
      reason: skippingReasons.campaign,
      facts: { campaign, began: this.state.began },
      change: { type: 'campaign-skipped', campaign },
    });
    this.state.started.push(campaign);
    this.state.closed.push({ campaign, awards: 0, total: 0, isSkipped: true });
  }

  private async start(campaign: CampaignKey): Promise<void> {
    const { plan } = this;
    const late = isBegunLate(plan, campaign, this.state.began) ? { began: this.state.began } : {};
    const workflowId = campaignId(plan.plan, campaign);
    await this.context.record({
      key: `campaign-started/${campaign}`,
      act: 'campaign-started',
      actor: null,
      reason: null,
      facts: { campaign, ...late },
      change: { type: 'none' },
    });
    const clock = this.context.clock.forChild();
    const args = [{ plan, campaign, clock, instance: this.context.instance, state: CourseState.parse(late) }];
    await this.context.startUnlessRunning(workflowId, () =>
      startChild(campaign === 'summary' ? 'periodSummary' : 'annualCampaign', {
        workflowId,
        args,
        parentClosePolicy: ParentClosePolicy.ABANDON,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        ...courseMemo(plan, campaign),
      }),
    );
    this.state.started.push(campaign);
    this.hasStarted = true;
  }

  /** Home Affairs is warned on 1 October where the table of holidays doesn't reach the end of the next first quarter. */
  private async checkHolidays(): Promise<void> {
    const { clock, records } = this.context;
    const now = clock.now();
    const { nextTableCheck } = this.state;
    const year = Number(dayOf(now).slice(0, 4));
    if (nextTableCheck > 0 && now < nextTableCheck) return;
    this.state.nextTableCheck = nextOctober(now, year);
    if (nextTableCheck === 0 || this.isPeriodOver()) return;
    const needed = dayOfCutoff(this.plan.cutoffs.announce, year + 1);
    const { from } = this.plan.period;
    const { lastDay } = await records.loadHolidays({ plan: this.plan.plan, from, to: from });
    if (lastDay >= needed) return;
    const event = `holidays-ending/${String(year)}`;
    const content = { code: 'holidays-ending', lastDay, needed } as const;
    await this.context.record({
      key: event,
      act: 'holidays-ending',
      actor: null,
      reason: null,
      facts: { lastDay, needed },
      change: { type: 'none' },
      letters: [{ event, recipients: [{ office: 'home-affairs' }], content }],
    });
  }

  private checkRevocation(message: RevokeCertificate): Refusal | null {
    const isKnown = !this.isTakenUp || this.state.started.includes(message.campaign);
    return isKnown ? null : { code: 'certificate.unknown', seat: certificateKey(message) };
  }

  private async revoke(message: RevokeCertificate) {
    const { actor, campaign, bloc, kind, seat, decision, reason } = message;
    const revoked = certificateKey(message);
    const content = { code: 'certificate-revoked', campaign, seat, reason } as const;
    const { value } = await this.context.recordAct('revokeCertificate', actor, {
      reason,
      facts: { campaign, bloc, kind, seat, decision },
      change: { type: 'revocation', campaign, bloc, kind, seat, decision },
      letters: [{ event: `revoked/${revoked}`, recipients: [{ office: 'home-affairs' }], content }],
    });
    this.state.revoked.push(revoked);
    if (value?.type === 'certificate-revoked') {
      // The summary counts certificates (III.1.b): its list may be another now.
      await this.context.nudge(campaignId(this.plan.plan, 'summary'));
    }
    return { revoked };
  }

  private checkAmendment(plan: Plan): Refusal | null {
    if (digestOf(plan) === digestOf(this.plan)) return { code: 'amendment.unchanged' };
    return amendmentFault(this.plan, plan, this.state.started);
  }

  private async amend({ actor, plan, decision, reason }: AmendPlan) {
    const campaigns = campaignsToBegin(plan, this.state.started);
    const [before, after] = [digestOf(this.plan), digestOf(plan)];
    await this.context.recordAct('amendPlan', actor, {
      reason,
      facts: { decision, before, after, campaigns },
      change: { type: 'plan-amended', plan, campaigns, decision },
    });
    this.plan = plan;
    return { before, after, campaigns };
  }

  nextRun(): MovementInput {
    return {
      ...this.input,
      plan: this.plan,
      instance: this.context.instance,
      state: this.state,
      clock: this.context.clock.forNextRun(),
    };
  }
}

function certificateKey({ campaign, bloc, kind, seat }: RevokeCertificate): string {
  return `${campaign}/${bloc}/${kind}/${seat}`;
}

function nextOctober(now: number, year: number): number {
  const october = instantOf(`${String(year)}-10-01`, 8);
  return october > now ? october : instantOf(`${String(year + 1)}-10-01`, 8);
}

function showMovement(context: Context, plan: Plan, state: MovementState, isOver: boolean): void {
  const skipped = new Set(state.closed.filter((it) => it.isSkipped).map((it) => it.campaign));
  const started = state.started.filter((it) => !skipped.has(it));
  const lines = [
    isOver
      ? '**Phong trào đã tổng kết**; vẫn nhận quyết định thu hồi bằng khen.'
      : '**Phong trào đang chạy**',
    `Đã mở: ${started.map((it) => campaignName(plan, it)).join('; ') || 'chưa đợt nào'}.`,
    ...state.closed.map(
      (it) =>
        `- ${campaignName(plan, it.campaign)}: ${it.isSkipped ? 'đã qua, bỏ qua' : `${String(it.awards)} bằng khen`}`,
    ),
  ];
  context.show(lines.join('\n\n'));
  index([{ key: searchAttributes.stage, value: isOver ? 'closed' : 'running' }]);
}
