import { defineQuery, setHandler } from '@temporalio/workflow';
import { awaited, remindAwaited, sendWeeklyDigest } from './course-awaited.js';
import { listenForDecisions, receiveSignOffs } from './course-decision.js';
import { listenForIntake } from './course-intake.js';
import { askLastDays, openSubmissions, startDossiers } from './course-opening.js';
import { computeSelection, listenForSelection } from './course-selection.js';
import type { CourseInput } from './course-state.js';
import { type CourseState, type Moment, type Stage } from './course-state.js';
import { Context } from './context.js';
import { courseView, showCourse, waitSummary } from './details.js';
import { movementId } from './identity.js';
import { messages, queries } from './messages.js';
import { dayOf } from './rules/calendar.js';

export interface CourseResult {
  campaign: string;
  awards: number;
  /** đồng */
  total: number;
}

/** The stages that a campaign and the summary share: launch → open → collect → rank → select → appraise → sign off → announce. */
export class Course {
  readonly state: CourseState;
  readonly context: Context;
  /** Signals as they came; read one by one by the course. */
  readonly inbox: unknown[] = [];
  private news = false;
  private shown = '';

  constructor(readonly input: CourseInput) {
    this.state = input.state;
    this.context = new Context(input.plan, input.campaign, null, input.clock, input.instance);
  }

  get campaign() {
    return this.input.campaign;
  }

  listen(): void {
    setHandler(defineQuery(queries.state), () => ({
      ...courseView(this, this.context.id),
      state: this.state,
    }));
    listenForIntake(this);
    listenForSelection(this);
    listenForDecisions(this);
    showCourse(this);
  }

  /** Runs until the campaign is closed, or as far as one run should go. */
  async run(continueWith: (input: CourseInput) => Promise<never>): Promise<CourseResult> {
    while (!this.state.isClosed || !this.context.isQuiet()) {
      await this.next();
      if (this.shouldContinueAsNew()) await continueWith(this.forNextRun());
    }
    return this.result();
  }

  /** Something changed: the course looks again at what is to be done. */
  wake(): void {
    this.news = true;
  }

  get stage(): Stage {
    const { state } = this;
    if (state.isClosed) return 'closed';
    if (state.cutoff === null) return 'launch';
    if (state.started < state.units.length) return 'open';
    if (state.signed !== null) return 'announce';
    if (state.list !== null) return state.list.isAppraised ? 'sign-off' : 'appraise';
    if (!this.isCollected()) return 'collect';
    const lacksRanking = state.selection?.questions.some((question) => question.reason === 'no-ranking');
    return lacksRanking === true ? 'rank' : 'select';
  }

  /** The cutoff is past and nothing is pending on any dossier. */
  isCollected(): boolean {
    const { cutoff, units, settled, started } = this.state;
    if (cutoff === null || started < units.length || this.context.clock.now() < cutoff) return false;
    return units.every((unit) => unit.code in settled);
  }

  private async next(): Promise<void> {
    const moment = this.nextMoment();
    await this.context.clock.until(moment, () => this.hasNews(), waitSummary(moment));
    // Before the work and not before the wait: what comes while the work is done is looked at in the next turn.
    this.news = false;
    await this.context.exclusively(async () => {
      await receiveSignOffs(this);
      await this.doWhatIsDue();
      if (this.state.started < this.state.units.length) await startDossiers(this);
      if (this.state.isSelectionDue && this.isCollected() && this.state.signed === null) {
        await computeSelection(this);
      }
      await this.closeIfDone();
      await this.show();
    });
  }

  private hasNews(): boolean {
    const canGoOn = this.state.started < this.state.units.length;
    return (
      this.shouldContinueAsNew() ||
      this.news ||
      this.inbox.length > 0 ||
      canGoOn ||
      (this.state.isClosed && this.context.isQuiet())
    );
  }

  private nextMoment(): number | null {
    if (this.state.isClosed) return null;
    const moments = this.state.agenda.filter((moment) => moment.at > this.state.doneUntil);
    const instants = moments.map((moment) => moment.at);
    if (this.state.nextDigest > 0 && awaited(this).some((item) => item.from !== 'unit')) {
      instants.push(this.state.nextDigest);
    }
    return instants.length === 0 ? null : Math.min(...instants);
  }

  private async doWhatIsDue(): Promise<void> {
    const now = this.context.clock.now();
    const due = this.state.agenda.filter((moment) => moment.at > this.state.doneUntil && moment.at <= now);
    for (const moment of [...due].sort((one, other) => one.at - other.at)) {
      this.state.doneUntil = moment.at;
      await this.reach(moment);
    }
    sendWeeklyDigest(this, now);
  }

  private async reach(moment: Moment): Promise<void> {
    switch (moment.what) {
      case 'launch-reminder': {
        this.context.mail(`launch-reminder/${String(moment.at)}`, [{ unitsInForceOn: dayOf(moment.at) }], {
          code: 'launch-reminder',
          campaign: this.campaign,
        });
        return;
      }
      case 'open':
        await openSubmissions(this);
        {
          askLastDays(this);
          return;
        }
      case 'cutoff':
        return this.reachCutoff();
      case 'forward-reminder':
      case 'announce-reminder': {
        remindAwaited(this, moment);
        return;
      }
      case 'forward-cutoff':
        this.closeQuestion('forward-cutoff');
        return this.noteIf(this.state.round === 0, 'forward-cutoff-passed');
      case 'announce-by':
        return this.noteIf(this.state.ceremony === null, 'announce-by-passed');
      case 'give-up-ceremony':
        if (this.state.awards !== null) await this.close('ceremony-not-reported');
        return;
    }
  }

  private async reachCutoff(): Promise<void> {
    const { cutoff } = this.state;
    this.closeQuestion('cutoff');
    await this.note('cutoff-reached', { cutoff });
  }

  /** An unanswered question about a last day means that the plan's date stands. */
  private closeQuestion(about: 'cutoff' | 'forward-cutoff'): void {
    const key = `${this.campaign}/${about}/last-day-not-working`;
    this.state.questions = this.state.questions.filter((question) => question.key !== key);
  }

  private async noteIf(isSo: boolean, act: string): Promise<void> {
    if (isSo) await this.note(act, { stage: this.stage });
  }

  /** An act of the engine itself, once a campaign and instant. */
  async note(act: string, facts: Record<string, string | number | null>): Promise<void> {
    const key = `${act}/${String(this.state.doneUntil)}`;
    await this.context.record({ key, act, actor: null, reason: null, facts, change: { type: 'none' } });
  }

  private async closeIfDone(): Promise<void> {
    if (!this.state.isClosed && this.state.awards !== null && this.state.ceremony !== null) {
      await this.close('campaign-closed');
    }
  }

  private async close(act: string): Promise<void> {
    const { awards, total } = this.result();
    await this.note(act, { awards, total });
    this.state.isClosed = true;
    const closing = { campaign: this.campaign, awards, total };
    await this.context.tell(movementId(this.input.plan), messages.campaignClosing, closing);
  }

  /** Shows how the course stands, where it stands otherwise than it was shown. */
  private async show(): Promise<void> {
    showCourse(this);
    const view = courseView(this, this.context.id);
    const text = JSON.stringify(view);
    if (text === this.shown) return;
    this.shown = text;
    await this.context.records.showCampaign(view);
  }

  private result(): CourseResult {
    const { rows, total } = this.state.awards ?? { rows: 0, total: 0 };
    return { campaign: this.campaign, awards: rows, total };
  }

  private shouldContinueAsNew(): boolean {
    const isLong = this.context.isLong(this.input.maximumEvents);
    return isLong && !this.state.isClosed && !this.news && this.inbox.length === 0 && this.context.isQuiet();
  }

  private forNextRun(): CourseInput {
    this.context.clock.close();
    return { ...this.input, state: this.state, clock: this.context.clock.forNextRun() };
  }
}
