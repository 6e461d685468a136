import {
  allHandlersFinished,
  defineQuery,
  getCurrentDetails,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { actLine, nudgeLine } from '../api/act-names.js';
import type { Entry, RecordOutcome } from '../api/acts.js';
import { clockMark } from '../api/clock-mode.js';
import type { NudgingEffects, RecordsEffects } from '../api/effects.js';
import { type Failing, failingLine } from '../api/failing.js';
import type { Letter } from '../api/letters.js';
import { type Actor, type Definition, queries } from '../api/messages.js';
import type { ActProof } from '../api/proof.js';
import type { PlanNames } from '../plan/names.js';
import type { CampaignKey, UnitCode } from '../plan/schema.js';
import { Clock, type ClockInput } from './clock.js';
import { refuse } from './faults.js';
import { onSignal, onUpdate, updateId, type UpdateHandling } from './receiving.js';
import { Effects, effectsOf, runEffect } from './rounds.js';
import { Telling } from './telling.js';
import { Turns } from './turns.js';

/** An act as its workflow records it: `key` and the letters' events are unique within the workflow. */
export type Act = Pick<Entry, 'act' | 'actor' | 'reason' | 'facts' | 'change' | 'proof'> & {
  /** Where the act is not of now: its instant, epoch ms. */
  at?: number | null;
  letters?: LeftLetter[];
};

/** A letter that tells of an act; one of an official's message needs no event of its own. */
export type LeftLetter = Omit<Letter, 'key'> & { event: string };

/** What a workflow is about, and how its plan names things. */
export interface About {
  plan: string;
  campaign: CampaignKey | null;
  unit: UnitCode | null;
  names: PlanNames;
}

/** What every workflow of the engine stands on: its clock, its records, its messages. */
export class Context {
  readonly clock: Clock;
  readonly turns = new Turns();
  readonly records = effectsOf<RecordsEffects>((name, args) => this.effect(name, args));
  private readonly effects = new Effects(() => this.show(this.details));
  private readonly telling: Telling;
  private readonly proofs = new Map<string, ActProof>();
  private details = '';

  constructor(
    private readonly about: About,
    clock: ClockInput,
    /** Whose records this workflow's acts go to. */
    public instance: string,
  ) {
    this.clock = new Clock(clock);
    this.telling = new Telling(this.clock, this.effects, (to) => this.askToLook(to));
    setHandler(defineQuery(queries.clock), () => this.clock.status(this.isQuiet()));
  }

  get id(): string {
    return workflowInfo().workflowId;
  }

  /** The id of the message that is being handled. */
  get messageId(): string {
    return updateId();
  }

  /** No message is being handled and no effect is under way. */
  isQuiet(): boolean {
    return !this.effects.areUnderWay && !this.turns.areWaiting && allHandlersFinished();
  }

  /** The effects that fail now, the oldest first. */
  get failing(): Failing[] {
    return this.effects.failing;
  }

  /** Shows how the workflow stands, and under it what fails. */
  show(details: string): void {
    this.details = details;
    const failing = this.failing.map((it) => `- **Đang trục trặc**: ${failingLine(it)}`);
    const shown = [...this.mark(), details, ...failing].join('\n\n');
    if (getCurrentDetails() !== shown) setCurrentDetails(shown);
  }

  /**
   * The run is long enough to go on in a new one; `maximumEvents` lets a test force it. By what it did itself: the length
   * of the history isn't the same at the same place of a replay, and how the turns were cut neither.
   */
  isLong(maximumEvents = mostEvents): boolean {
    return this.effects.work * eventsAPiece > maximumEvents;
  }

  /** Something was done that leaves its events. */
  noteWork(): void {
    this.effects.noteWork();
  }

  onUpdate<M, R>(definition: Definition<M>, handling: UpdateHandling<M, R>): void {
    onUpdate(this.receiver, definition, handling);
  }

  onSignal<M>(definition: Definition<M>, receive: (input: unknown) => void): void {
    onSignal(this.receiver, definition, receive);
  }

  /** Records an act of an official, with the proof of the message; refused by the records, it is refused to the sender. */
  async recordAct(act: string, actor: Actor, entry: Omit<Act, 'act' | 'actor'>): Promise<RecordOutcome> {
    const proof = this.proofs.get(this.messageId);
    const key = `${act}/${this.messageId}`;
    const outcome = await this.record({ act, actor, key, ...entry, ...(proof !== undefined && { proof }) });
    if (outcome.refusal !== null) refuse(outcome.refusal);
    return outcome;
  }

  /** Records an act with the letters that tell of it; `key` is the same at every retry. */
  async record({ letters = [], ...entry }: Act & { key: string }): Promise<RecordOutcome> {
    const full: Entry = {
      at: this.clock.stamp(),
      ...entry,
      key: `${this.id}/${entry.key}`,
      instance: this.instance,
      workflow: this.id,
      plan: this.about.plan,
      campaign: this.about.campaign,
      unit: this.about.unit,
      ...(letters.length > 0 && {
        letters: letters.map(({ event, ...letter }) => ({ key: `${this.id}/${event}`, ...letter })),
      }),
    };
    const { record } = effectsOf<RecordsEffects>((name, args) =>
      this.effect(name, args, { about: entry.act, summary: actLine(full) }),
    );
    const outcome = await record(full);
    this.clock.learn(outcome.at);
    return outcome;
  }

  /** Asks other workflows of the engine to look. @returns those that are not there */
  nudge(...workflowIds: string[]): Promise<string[]> {
    return this.telling.nudgeAll(workflowIds);
  }

  /** Starts a child; one that runs already is left to go on. */
  startUnlessRunning(workflowId: string, start: () => Promise<unknown>): Promise<void> {
    return this.telling.startUnlessRunning(workflowId, start);
  }

  /** Whoever looks at a trial is told that it is none in earnest. */
  private mark(): string[] {
    const { mode } = this.clock;
    return mode === 'trial' ? [`**${clockMark(mode) ?? ''}** – giờ đã dời, không phải phong trào thật`] : [];
  }

  private get receiver() {
    const { about, clock, turns, effects, proofs } = this;
    return { names: about.names, clock, turns, effects, proofs };
  }

  private askToLook(to: Parameters<NudgingEffects['nudge']>[0]) {
    const summary = nudgeLine(to.workflows);
    return effectsOf<NudgingEffects>((name, args) => this.effect(name, args, { summary })).nudge(to);
  }

  /** An effect on the records: the same however often it is tried, so it is tried until it succeeds. */
  private effect(
    name: string,
    args: unknown[],
    { about, summary }: { about?: string; summary?: string } = {},
  ): Promise<unknown> {
    const effect = about === undefined ? name : `${name}: ${about}`;
    return this.effects.inRounds(effect, (round) => runEffect({ name, args, summary }, round));
  }
}

/** A piece of work is so many events of history, at most; a run goes on in a new one long before the server warns. */
const eventsAPiece = 6;
const mostEvents = 3600;
