import { continueAsNew, defineQuery, setHandler, workflowInfo } from '@temporalio/workflow';
import type { RecordOutcome } from './acts.js';
import { Context, refuse } from './context.js';
import { showDossier, waitSummary } from './details.js';
import { DossierInput, type DossierState, type DossierStatus } from './dossier-state.js';
import { campaignId } from './identity.js';
import type { MailContent } from './mails.js';
import {
  type Actor,
  ExtendDossier,
  type FileDossier,
  messages,
  queries,
  type ReviewDossier,
  type WithdrawDossier,
} from './messages.js';
import { addDays, dayOf, instantOf } from './rules/calendar.js';
import type { Refusal } from './refusals.js';

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
  private extensions: ExtendDossier[] = [];

  constructor(private readonly input: DossierInput) {
    this.state = input.state;
    this.context = new Context(input.plan, input.campaign, input.unit, input.clock);
  }

  listen(): void {
    setHandler(defineQuery(queries.state), () => this.state);
    this.context.onUpdate(messages.fileDossier, {
      check: (message) => this.checkFiling(message),
      apply: (message) => this.file(message),
    });
    this.context.onUpdate(messages.withdrawDossier, {
      check: (message) => this.checkWithdrawal(message),
      apply: (message) => this.withdraw(message),
    });
    this.context.onUpdate(messages.reviewDossier, {
      check: (message) => this.checkReview(message),
      apply: (message) => this.review(message),
    });
    this.context.onSignal(messages.extendDossier, (input) => {
      const extension = ExtendDossier.safeParse(input);
      if (extension.success) this.extensions.push(extension.data);
      this.news = true;
    });
    this.context.onSignal(messages.closeDossier, () => {
      this.closing = true;
      this.news = true;
    });
    showDossier(this.context, this.input, this.state);
  }

  announceOpening(): void {
    const { cutoff } = this.state;
    this.mailUnit('open', { code: 'dossier-open', campaign: this.input.campaign, cutoff });
  }

  isClosed(): boolean {
    return this.closing && this.context.isQuiet();
  }

  shouldContinueAsNew(): boolean {
    const isLong = this.context.isLong(this.input.maximumEvents);
    return isLong && !this.closing && !this.news && this.extensions.length === 0 && this.context.isQuiet();
  }

  forNextRun(): DossierInput {
    this.context.clock.close();
    return { ...this.input, state: this.state, clock: this.context.clock.forNextRun() };
  }

  /** Waits for the next moment or message and does what is due. */
  async next(): Promise<void> {
    const { clock } = this.context;
    const hasNews = (): boolean =>
      this.news ||
      this.extensions.length > 0 ||
      (this.closing && this.context.isQuiet()) ||
      this.shouldContinueAsNew();
    const moment = this.nextMoment();
    await clock.until(moment, hasNews, waitSummary(moment));
    this.news = false;
    await this.context.exclusively(async () => {
      for (const extension of this.extensions.splice(0)) await this.extend(extension);
      await this.doWhatIsDue();
    });
    showDossier(this.context, this.input, this.state);
  }

  private nextMoment(): number | null {
    if (this.closing) return null;
    const deadline = this.deadline();
    if (deadline === null) return null;
    const reminder = this.state.status === 'open' ? this.nextReminder() : undefined;
    return reminder === undefined ? deadline : Math.min(reminder.at, deadline);
  }

  private nextReminder() {
    const { reminders, remindedUntil, cutoff } = this.state;
    return reminders.find((reminder) => reminder.at > remindedUntil && reminder.at < cutoff);
  }

  /** The first instant that is too late for what is awaited of the unit; null: nothing is. */
  private deadline(): number | null {
    const { status } = this.state;
    return status === 'open' || status === 'returned' ? this.filingDeadline() : null;
  }

  /** A filing received at or after this instant is late: the cutoff, or later while completion is asked. */
  private filingDeadline(): number {
    const { cutoff, completeBy, status } = this.state;
    return status === 'returned' && completeBy !== null
      ? Math.max(cutoff, instantOf(addDays(completeBy, 1)))
      : cutoff;
  }

  private async doWhatIsDue(): Promise<void> {
    const now = this.context.clock.now();
    const deadline = this.deadline();
    if (deadline !== null && now >= deadline) return this.reachDeadline(deadline);
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

  /** At the cutoff what was filed stands, what was not lapses: unless the records hold a filing received in time. */
  private async reachDeadline(deadline: number): Promise<void> {
    const { status } = this.state;
    if (status === 'open' || status === 'returned') {
      const found = await this.context.records.findFiling({
        plan: this.input.plan,
        campaign: this.input.campaign,
        unit: this.input.unit,
        before: deadline,
      });
      if (found !== null) return this.takeOver(found, deadline);
      await this.lapse(deadline);
    }
  }

  private async takeOver(found: { receipt: string; digest: string }, cutoff: number): Promise<void> {
    const outcome = await this.context.record({
      key: `taken-over/${found.receipt}`,
      act: 'dossier-taken-over',
      actor: null,
      reason: null,
      facts: { receipt: found.receipt },
      change: { type: 'dossier-filed', unit: this.input.unit, cutoff, filing: found },
    });
    if (outcome.refusal !== null) await this.lapse(cutoff);
    else this.take(outcome);
  }

  private async lapse(deadline: number): Promise<void> {
    await this.context.record({
      key: `lapsed/${String(deadline)}`,
      act: 'dossier-lapsed',
      actor: null,
      reason: null,
      facts: { cutoff: deadline, status: this.state.status },
      change: { type: 'dossier-status', unit: this.input.unit, status: 'lapsed', reviewed: null },
    });
    this.state.status = 'lapsed';
    this.state.completeBy = null;
    this.mailUnit(`lapsed/${String(deadline)}`, {
      code: 'dossier-lapsed',
      campaign: this.input.campaign,
      cutoff: deadline,
    });
    await this.settle();
  }

  private async extend(extension: ExtendDossier): Promise<void> {
    if (extension.cutoff <= this.state.cutoff) return;
    this.state.cutoff = extension.cutoff;
    this.state.reminders = extension.reminders;
    const { status } = this.state;
    if (status === 'lapsed') await this.reopen(extension);
    if (status === 'withdrawn' || status === 'lapsed' || status === 'open') {
      this.state.isSettled = status === 'withdrawn';
      this.mailUnit(`extended/${String(extension.cutoff)}`, {
        code: 'dossier-extended',
        campaign: this.input.campaign,
        cutoff: extension.cutoff,
        reason: extension.reason,
      });
      await this.tellCampaign(!this.state.isSettled);
    }
  }

  private async reopen(extension: ExtendDossier): Promise<void> {
    await this.context.record({
      key: `reopened/${String(extension.cutoff)}`,
      act: 'dossier-reopened',
      actor: null,
      reason: extension.reason,
      facts: { cutoff: extension.cutoff },
      change: { type: 'dossier-status', unit: this.input.unit, status: 'open', reviewed: null },
    });
    this.state.status = 'open';
  }

  private checkUnit(actor: Actor): Refusal | null {
    if (actor.unit !== this.input.filer) return { code: 'actor.wrong-unit', unit: actor.unit ?? '' };
    return this.closing ? { code: 'workflow.closing' } : null;
  }

  private checkFiling(message: FileDossier): Refusal | null {
    return this.checkUnit(message.actor);
  }

  private async file(message: FileDossier) {
    const { unit } = this.input;
    const facts = 'receipt' in message.filing ? { ...message.filing } : {};
    const outcome = await this.context.recordAct('fileDossier', message.actor, {
      reason: null,
      facts,
      change: { type: 'dossier-filed', unit, cutoff: this.filingDeadline(), filing: message.filing },
    });
    const taken = this.take(outcome);
    return { status: this.state.status, ...taken };
  }

  /** A new version is the dossier's current one and is to be reviewed. */
  private take(outcome: RecordOutcome) {
    if (outcome.value?.type !== 'filing-taken') return refuse({ code: 'filing.unknown', receipt: '' });
    const { receipt, digest, receivedAt, collectives, individuals } = outcome.value;
    this.state.current = { receipt, digest, receivedAt, collectives, individuals };
    const wasSettled = this.state.isSettled;
    this.state.status = 'submitted';
    this.state.completeBy = null;
    this.state.isSettled = false;
    this.news = true;
    const { campaign } = this.input;
    const { cutoff } = this.state;
    this.mailUnit(`received/${receipt}`, {
      code: 'dossier-received',
      campaign,
      digest,
      receivedAt,
      cutoff,
      collectives,
      individuals,
    });
    if (wasSettled) this.context.inBackground(() => this.tellCampaign(true));
    return this.state.current;
  }

  private checkWithdrawal(message: WithdrawDossier): Refusal | null {
    const wrongUnit = this.checkUnit(message.actor);
    if (wrongUnit !== null) return wrongUnit;
    const { status } = this.state;
    const isFiled = status === 'submitted' || status === 'returned' || status === 'accepted';
    return isFiled ? null : { code: 'dossier.wrong-status', status, message: 'withdrawDossier' };
  }

  private async withdraw(message: WithdrawDossier) {
    const { unit } = this.input;
    const at = this.context.clock.now();
    if (at >= this.filingDeadline())
      refuse({ code: 'dossier.late', cutoff: this.filingDeadline(), receivedAt: at });
    await this.context.recordAct('withdrawDossier', message.actor, {
      reason: message.reason,
      facts: {},
      change: { type: 'dossier-status', unit, status: 'withdrawn', reviewed: null },
    });
    this.state.status = 'withdrawn';
    this.state.completeBy = null;
    this.news = true;
    this.state.acts += 1;
    const { cutoff, acts } = this.state;
    const { campaign } = this.input;
    this.mailUnit(`withdrawn/${String(acts)}`, { code: 'dossier-withdrawn', campaign, cutoff });
    await this.settle();
    return { status: this.state.status };
  }

  private checkReview(message: ReviewDossier): Refusal | null {
    const { status, current } = this.state;
    if (this.closing) return { code: 'workflow.closing' };
    const isReviewable = status === 'submitted' || status === 'accepted' || status === 'rejected';
    if (!isReviewable || current === null) {
      return { code: 'dossier.wrong-status', status, message: 'reviewDossier' };
    }
    if (message.digest !== current.digest) return { code: 'dossier.other-version', current: current.digest };
    const isPast = message.decision === 'return' && message.completeBy < dayOf(this.context.clock.now());
    return isPast ? { code: 'dossier.complete-by-past', completeBy: message.completeBy } : null;
  }

  private async review(message: ReviewDossier) {
    const { unit, campaign } = this.input;
    const status = reviewed[message.decision];
    const completeBy = message.decision === 'return' ? message.completeBy : null;
    await this.context.recordAct('reviewDossier', message.actor, {
      reason: message.reason ?? null,
      facts: { decision: message.decision, digest: message.digest, completeBy },
      change: { type: 'dossier-status', unit, status, reviewed: message.digest },
    });
    this.state.status = status;
    this.state.completeBy = completeBy;
    this.news = true;
    this.state.acts += 1;
    this.mailUnit(`reviewed/${String(this.state.acts)}`, reviewMail(campaign, message));
    if (status === 'returned') {
      if (this.state.isSettled) await this.tellCampaign(true);
      this.state.isSettled = false;
    } else {
      await this.settle();
    }
    return { status };
  }

  private async settle(): Promise<void> {
    this.state.isSettled = true;
    await this.tellCampaign(false);
  }

  private async tellCampaign(pending: boolean): Promise<void> {
    const { plan, campaign, unit } = this.input;
    const payload = { unit, status: this.state.status, pending };
    await this.context.tell(campaignId(plan, campaign), messages.dossierChanged, payload);
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
