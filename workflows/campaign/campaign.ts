import { defineQuery, setHandler } from '@temporalio/workflow';
import { agendaAhead } from './agenda.js';
import { awaited, remindAwaited, sendWeeklyDigest } from './reminding.js';
import { listenForDecisions, receiveSignOffs } from './signing.js';
import { listenForIntake } from './collecting.js';
import { askLastDays, openSubmissions, startDossiers } from './opening.js';
import { bringUpToDate, listenForSelection } from './selecting.js';
import type { CourseInput } from './state.js';
import { type Moment } from './state.js';
import { Context } from '../engine/context.js';
import { courseView, showCourse } from './view.js';
import { movementId } from '../api/identity.js';
import { messages, queries } from '../api/messages.js';
import { dayOf } from '../rules/calendar.js';
import type { Stage } from '../api/views.js';
import { waitSummary } from '../engine/showing.js';
import type { CourseState } from '../api/campaign-state.js';

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
  /** The dossiers have all been started: a natural point to go on in a new run, perhaps with newer code. */
  private isRunOver = false;

  constructor(readonly input: CourseInput) {
    this.state = input.state;
    this.context = new Context(input.plan, input.campaign, null, input.clock, input.instance);
  }

  get campaign() {
    return this.input.campaign;
  }

  listen(): void {
    this.context.attendTo({ turn: () => this.turn(), wake: () => this.wake() });
    setHandler(defineQuery(queries.state), () => ({
      ...courseView(this, this.context.id),
      state: this.state,
    }));
    this.context.onSignal(messages.look, () => this.lookAgain());
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

  /** Something may have changed in the records; what, they say. */
  lookAgain(): void {
    this.state.isLookDue = true;
    this.wake();
  }

  /** Something changed that the selection rests on. */
  selectAgain(): void {
    this.state.isSelectionDue = true;
    this.wake();
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
    const { cutoff, units, pending, started } = this.state;
    if (cutoff === null || started < units.length || this.context.clock.now() < cutoff) return false;
    return pending !== null && pending.filing + pending.review === 0;
  }

  /** What the records say of the dossiers counts from the cutoff on, until the awards are written. */
  shouldLook(): boolean {
    const { cutoff, isLookDue, nextLook, units, started, decision } = this.state;
    const now = this.context.clock.now();
    if (cutoff === null || now < cutoff || started < units.length || decision !== null) return false;
    return isLookDue || (nextLook !== null && nextLook <= now);
  }

  /** Something changed that the selection rests on, and nothing is pending: who wins is to be computed anew. */
  shouldSelect(): boolean {
    const { isSelectionDue, decision } = this.state;
    return isSelectionDue && decision === null && this.isCollected();
  }

  /** What the course knows may not be what the records hold. */
  isBehind(): boolean {
    return this.shouldLook() || this.shouldSelect();
  }

  private async next(): Promise<void> {
    const moment = this.nextMoment();
    await this.context.clock.until(moment, () => this.hasNews(), waitSummary(moment));
    // Before the work and not before the wait: what comes while the work is done is looked at in the next turn.
    this.news = false;
    await this.context.takeTurn();
  }

  private async turn(): Promise<void> {
    await this.doWhatIsDue();
    if (this.state.started < this.state.units.length) {
      await startDossiers(this);
      this.isRunOver = this.state.started === this.state.units.length;
    }
    await bringUpToDate(this);
    await receiveSignOffs(this);
    await this.closeIfDone();
    await this.show();
  }

  private hasNews(): boolean {
    const canGoOn = this.state.started < this.state.units.length;
    return this.news || canGoOn || (this.state.isClosed && this.context.isQuiet());
  }

  private nextMoment(): number | null {
    const { state, campaign } = this;
    if (state.isClosed) return null;
    const instants = agendaAhead(campaign, state).map((moment) => moment.at);
    if (state.nextDigest > 0 && awaited(this).some((item) => item.from !== 'unit')) {
      instants.push(state.nextDigest);
    }
    if (state.nextLook !== null && state.decision === null) instants.push(state.nextLook);
    return instants.length === 0 ? null : Math.min(...instants);
  }

  private async doWhatIsDue(): Promise<void> {
    const now = this.context.clock.now();
    const due = agendaAhead(this.campaign, this.state).filter((moment) => moment.at <= now);
    for (const moment of due) {
      this.state.doneUntil = moment.at;
      await this.reach(moment);
    }
    sendWeeklyDigest(this, now);
  }

  private async reach(moment: Moment): Promise<void> {
    const { state } = this;
    switch (moment.what) {
      case 'launch-reminder': {
        const { campaign } = this;
        const recipients = [{ unitsWithoutLaunchPlan: campaign, on: dayOf(moment.at) }];
        this.context.mail(`launch-reminder/${String(moment.at)}`, recipients, {
          code: 'launch-reminder',
          campaign,
        });
        return;
      }
      case 'open':
        await openSubmissions(this);
        askLastDays(this);
        return;
      case 'cutoff':
        this.closeQuestion('cutoff');
        this.lookAgain();
        return this.note('cutoff-reached', { cutoff: state.cutoff });
      case 'forward-reminder':
      case 'announce-reminder':
        remindAwaited(this, moment);
        return;
      case 'forward-cutoff':
        this.closeQuestion('forward-cutoff');
        return this.noteIf(state.round === 0, 'forward-cutoff-passed');
      case 'announce-by':
        return this.noteIf(state.ceremony === null, 'announce-by-passed');
      case 'give-up-ceremony':
        if (state.awards !== null) await this.close('ceremony-not-reported');
        return;
    }
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
  private async note(act: string, facts: Record<string, string | number | null>): Promise<void> {
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
    await this.context.record({
      key: act,
      act,
      actor: null,
      reason: null,
      facts: { awards, total },
      change: { type: 'campaign-closed' },
    });
    this.state.isClosed = true;
    await this.context.tell(movementId(this.input.plan), messages.look, null);
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
    const isLong = this.isRunOver || this.context.isLong(this.input.maximumEvents);
    return isLong && !this.state.isClosed && !this.news && this.inbox.length === 0 && this.context.isQuiet();
  }

  private forNextRun(): CourseInput {
    this.context.clock.close();
    return { ...this.input, state: this.state, clock: this.context.clock.forNextRun() };
  }
}
