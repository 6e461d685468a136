import { continueAsNew, defineQuery, setHandler, workflowInfo } from '@temporalio/workflow';
import type { RecordOutcome } from '../api/acts.js';
import { Context, refuse } from '../engine/context.js';
import { waitSummary } from '../engine/showing.js';
import { showDossier } from './view.js';
import { DossierInput } from './state.js';
import { campaignId } from '../api/identity.js';
import type { MailContent } from '../api/letters.js';
import {
  type Actor,
  type FileDossier,
  messages,
  queries,
  type ReviewDossier,
  type WithdrawDossier,
} from '../api/messages.js';
import { checkWithinQuarter } from './quarter.js';
import type { Refusal } from '../api/refusals.js';
import { addDays, dayOf, instantOf } from '../rules/calendar.js';
import type { DossierStanding } from '../api/effects.js';
import type { DossierStatus } from '../api/views.js';
import type { DossierState } from '../api/dossier-state.js';

/** One unit's dossier in one campaign: reminders, filing, review, return, lapse (IV.1.a, IV.2). */
export async function dossier(input: DossierInput): Promise<{ status: DossierStatus }> {
  const course = new DossierCourse(DossierInput.parse(input));
  course.listen();
  if (!workflowInfo().continuedFromExecutionRunId) course.announceOpening();
  while (!course.isClosed()) {
    await course.next();
    if (course.shouldContinueAsNew()) await continueAsNew<typeof dossier>(course.forNextRun());
  }
  return { status: course.state.status };
}

class DossierCourse {
  readonly state: DossierState;
  private readonly context: Context;
  private closing = false;
  private news = false;
  private isLookDue = false;

  constructor(private readonly input: DossierInput) {
    this.state = input.state;
    this.context = new Context(input.plan, input.campaign, input.unit, input.clock, input.instance);
  }

  listen(): void {
    this.context.attendTo({ turn: () => this.turn(), wake: () => (this.news = true) });
    setHandler(defineQuery(queries.state), () => this.state);
    this.context.onUpdate(messages.fileDossier, {
      check: (message) => this.checkUnit(message.actor),
      apply: (message) => this.file(message),
    });
    this.context.onUpdate(messages.withdrawDossier, {
      check: (message) => this.checkWithdrawal(message),
      apply: (message, acceptedAt) => this.withdraw(message, acceptedAt),
    });
    this.context.onUpdate(messages.reviewDossier, {
      check: (message) => this.checkReview(message),
      apply: (message) => this.review(message),
    });
    this.context.onSignal(messages.look, () => {
      this.isLookDue = true;
    });
    showDossier(this.context, this.input, this.state);
  }

  /** A dossier that is started again (it had ended before its time) opened long ago. */
  announceOpening(): void {
    const { cutoff, status } = this.state;
    if (status !== 'open') return;
    this.mailUnit('open', { code: 'dossier-open', campaign: this.input.campaign, cutoff });
  }

  isClosed(): boolean {
    return this.closing && this.context.isQuiet();
  }

  shouldContinueAsNew(): boolean {
    const isLong = this.context.isLong(this.input.maximumEvents);
    return isLong && !this.closing && !this.news && !this.isLookDue && this.context.isQuiet();
  }

  forNextRun(): DossierInput {
    this.context.clock.close();
    return { ...this.input, state: this.state, clock: this.context.clock.forNextRun() };
  }

  /** Waits for the next moment or message and does what is due. */
  async next(): Promise<void> {
    const { clock } = this.context;
    const hasNews = (): boolean => this.news || (this.closing && this.context.isQuiet());
    const moment = this.nextMoment();
    await clock.until(moment, hasNews, waitSummary(moment));
    this.news = false;
    await this.context.takeTurn();
    showDossier(this.context, this.input, this.state);
  }

  private async turn(): Promise<void> {
    if (this.isLookDue) await this.look();
    if (!this.closing) await this.doWhatIsDue();
  }

  private nextMoment(): number | null {
    if (this.closing) return null;
    const moments: number[] = [];
    const deadline = this.deadline();
    if (deadline > this.state.decidedUntil) moments.push(deadline);
    const reminder = this.state.status === 'open' ? this.nextReminder() : undefined;
    if (reminder !== undefined) moments.push(reminder.at);
    return moments.length === 0 ? null : Math.min(...moments);
  }

  private nextReminder() {
    const { reminders, remindedUntil, cutoff } = this.state;
    return reminders.find((reminder) => reminder.at > remindedUntil && reminder.at < cutoff);
  }

  /** A filing received at or after this instant is late: the cutoff, or later where time was granted to complete. */
  private deadline(): number {
    const { cutoff, completeBy } = this.state;
    return completeBy === null ? cutoff : Math.max(cutoff, instantOf(addDays(completeBy, 1)));
  }

  /** Something may have changed in the records: time granted or taken back, the campaign's end. What, they say. */
  private async look(): Promise<void> {
    this.isLookDue = false;
    const { plan, campaign, unit } = this.input;
    const [standing] = await this.context.records.dossierStandings({ plan, campaign, units: [unit] });
    if (standing === undefined) return;
    this.context.clock.learn(standing.at);
    if (standing.isOver) this.closing = true;
    else if (standing.cutoff !== this.state.cutoff) this.moveCutoff(standing);
  }

  private moveCutoff({ status, cutoff, cutoffReason, reminders }: DossierStanding): void {
    const { campaign } = this.input;
    const isLater = cutoff > this.state.cutoff;
    this.state.cutoff = cutoff;
    this.state.reminders = reminders;
    this.state.remindedUntil = Math.max(this.state.remindedUntil, this.context.clock.now());
    if (this.state.status === 'lapsed' && status === 'open') this.state.status = 'open';
    this.state.acts += 1;
    const code = isLater ? ('dossier-extended' as const) : ('dossier-shortened' as const);
    const event = `cutoff-moved/${String(this.state.acts)}`;
    this.mailUnit(event, { code, campaign, cutoff, reason: cutoffReason ?? '' });
  }

  private async doWhatIsDue(): Promise<void> {
    const now = this.context.clock.now();
    const deadline = this.deadline();
    if (deadline > this.state.decidedUntil && now >= deadline) return this.reachDeadline(deadline);
    const due = this.state.reminders.filter(
      (reminder) => reminder.at > this.state.remindedUntil && reminder.at <= now,
    );
    const latest = due.at(-1);
    if (latest === undefined) return;
    this.state.remindedUntil = latest.at;
    if (this.state.status === 'open') {
      const { campaign } = this.input;
      const { workingDays } = latest;
      const content: MailContent = {
        code: 'dossier-reminder',
        campaign,
        cutoff: this.state.cutoff,
        workingDays,
      };
      this.mailUnit(`reminder/${dayOf(latest.at)}`, content);
    }
  }

  /** Whatever the status: what the records received in time and the dossier had not heard of counts; what was never filed lapses. */
  private async reachDeadline(deadline: number): Promise<void> {
    const { plan, campaign, unit } = this.input;
    const found = await this.context.records.findFiling({ plan, campaign, unit, before: deadline });
    this.state.decidedUntil = deadline;
    if (found !== null && (await this.takeOver(found))) return;
    if (this.state.status === 'open' || this.state.status === 'returned') await this.lapse(deadline);
  }

  /** @returns whether the filing stands, or will where the records are mended */
  private async takeOver(found: { receipt: string; digest: string }): Promise<boolean> {
    const { receipt, digest } = found;
    const outcome = await this.context.record({
      key: `taken-over/${receipt}`,
      act: 'dossier-taken-over',
      actor: null,
      reason: null,
      facts: { receipt },
      change: { type: 'dossier-filed', unit: this.input.unit, filing: { receipt, digest } },
    });
    // What the database can't keep was received all the same: it doesn't lapse, and the campaign shows that it is pending.
    if (outcome.refusal !== null) return outcome.refusal.code === 'records.refused';
    this.take(outcome);
    return true;
  }

  private async lapse(deadline: number): Promise<void> {
    const outcome = await this.context.record({
      key: `lapsed/${String(deadline)}`,
      act: 'dossier-lapsed',
      actor: null,
      reason: null,
      facts: { cutoff: deadline, status: this.state.status },
      change: { type: 'dossier-lapsed', unit: this.input.unit },
    });
    if (outcome.refusal !== null) return;
    this.state.status = 'lapsed';
    this.state.completeBy = null;
    this.mailUnit(`lapsed/${String(deadline)}`, {
      code: 'dossier-lapsed',
      campaign: this.input.campaign,
      cutoff: deadline,
    });
    await this.tellCampaign();
  }

  private checkUnit(actor: Actor): Refusal | null {
    if (actor.unit !== this.input.filer) return { code: 'actor.wrong-unit', unit: actor.unit ?? '' };
    return this.closing ? { code: 'workflow.closing' } : null;
  }

  private async file(message: FileDossier) {
    const { unit } = this.input;
    const outcome = await this.context.recordAct('fileDossier', message.actor, {
      reason: null,
      facts: { ...message.filing },
      change: { type: 'dossier-filed', unit, filing: message.filing },
    });
    const taken = this.take(outcome);
    return { status: this.state.status, ...taken };
  }

  /** A new version is the dossier's current one and is to be reviewed. Time that was granted stays granted. */
  private take(outcome: RecordOutcome) {
    if (outcome.value?.type !== 'filing-taken') return refuse({ code: 'filing.unknown', receipt: '' });
    const { receipt, digest, receivedAt, collectives, individuals } = outcome.value;
    this.state.current = { receipt, digest, receivedAt, collectives, individuals };
    this.state.status = 'submitted';
    this.news = true;
    const { campaign } = this.input;
    this.mailUnit(`received/${receipt}`, {
      code: 'dossier-received',
      campaign,
      digest,
      receivedAt,
      cutoff: this.deadline(),
      collectives,
      individuals,
    });
    this.context.inBackground(() => this.tellCampaign());
    return this.state.current;
  }

  private checkWithdrawal(message: WithdrawDossier): Refusal | null {
    const wrongUnit = this.checkUnit(message.actor);
    if (wrongUnit !== null) return wrongUnit;
    const { status } = this.state;
    const isFiled = status === 'submitted' || status === 'returned' || status === 'accepted';
    return isFiled ? null : { code: 'dossier.wrong-status', status, message: 'withdrawDossier' };
  }

  private async withdraw(message: WithdrawDossier, at: number | null) {
    const { unit, campaign } = this.input;
    await this.context.recordAct('withdrawDossier', message.actor, {
      reason: message.reason,
      facts: {},
      change: { type: 'dossier-withdrawn', unit },
      at,
    });
    this.state.status = 'withdrawn';
    this.news = true;
    this.state.acts += 1;
    const content = { code: 'dossier-withdrawn' as const, campaign, cutoff: this.deadline() };
    this.mailUnit(`withdrawn/${String(this.state.acts)}`, content);
    await this.tellCampaign();
    return { status: this.state.status };
  }

  private checkReview(message: ReviewDossier): Refusal | null {
    const { status, current } = this.state;
    if (this.closing) return { code: 'workflow.closing' };
    const isReviewable = status !== 'open' && status !== 'withdrawn' && status !== 'lapsed';
    if (!isReviewable || current === null) {
      return { code: 'dossier.wrong-status', status, message: 'reviewDossier' };
    }
    if (message.digest !== current.digest) return { code: 'dossier.other-version', current: current.digest };
    if (message.decision !== 'return') return null;
    const { completeBy, beyond } = message;
    if (completeBy < dayOf(this.context.clock.now())) return { code: 'dossier.complete-by-past', completeBy };
    return beyond === undefined ? checkWithinQuarter(completeBy, this.input.announceBy) : null;
  }

  private async review(message: ReviewDossier) {
    const { unit, campaign } = this.input;
    const status = reviewed[message.decision];
    const completeBy = message.decision === 'return' ? message.completeBy : null;
    const beyond = message.decision === 'return' ? message.beyond : undefined;
    await this.context.recordAct('reviewDossier', message.actor, {
      reason: message.reason ?? null,
      facts: {
        decision: message.decision,
        digest: message.digest,
        completeBy,
        ...(beyond !== undefined && { beyond }),
      },
      change: { type: 'dossier-reviewed', unit, status, reviewed: message.digest, completeBy },
    });
    // A return grants time; reviewing what was given back takes it back. Otherwise what was granted holds.
    if (status === 'returned' || this.state.status === 'returned') this.state.completeBy = completeBy;
    this.state.status = status;
    this.news = true;
    this.state.acts += 1;
    this.mailUnit(`reviewed/${String(this.state.acts)}`, reviewMail(campaign, message));
    await this.tellCampaign();
    return { status };
  }

  /** Before the deadline the records know, and the campaign asks them at its cutoff; from then on it is nudged. */
  private async tellCampaign(): Promise<void> {
    if (this.context.clock.now() < this.state.cutoff) return;
    const { plan, campaign } = this.input;
    await this.context.tell(campaignId(plan, campaign), messages.look, null);
  }

  private mailUnit(event: string, content: MailContent): void {
    this.context.mail(event, [{ unit: this.input.filer }], content);
  }
}

const reviewed = { accept: 'accepted', return: 'returned', reject: 'rejected' } as const;

function reviewMail(campaign: DossierInput['campaign'], message: ReviewDossier): MailContent {
  switch (message.decision) {
    case 'accept':
      return { code: 'dossier-accepted', campaign };
    case 'return':
      return { code: 'dossier-returned', campaign, reason: message.reason, completeBy: message.completeBy };
    case 'reject':
      return { code: 'dossier-rejected', campaign, reason: message.reason };
  }
}
