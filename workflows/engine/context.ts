import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  allHandlersFinished,
  ApplicationFailure,
  currentUpdateInfo,
  defineQuery,
  defineSignal,
  defineUpdate,
  getCurrentDetails,
  getExternalWorkflowHandle,
  log,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { LettersEffects, RecordsEffects } from '../api/effects.js';
import type { Entry, RecordOutcome } from '../api/acts.js';
import { Clock, type ClockInput } from './clock.js';
import { Effects, effectsOf, runRound } from './rounds.js';
import { type Failing, failingLine, shortened } from '../api/failing.js';
import { faultOf } from './faults.js';
import type { MailContent, Recipient } from '../api/letters.js';
import { Actor, type Definition, queries } from '../api/messages.js';
import type { CampaignKey, UnitCode } from '../plan/schema.js';
import type { Refusal } from '../api/refusals.js';
import { refusalSentence } from '../api/refusal-sentences.js';

/**
 * How an update is taken: `check` is synchronous and read-only and runs twice, `apply` records and changes state. What
 * counts against a deadline is when it was accepted, not when its turn came: `acceptedAt` (null in a rehearsal).
 */
export interface UpdateHandling<M, R> {
  check: (message: M) => Refusal | null;
  apply: (message: M, acceptedAt: number | null) => Promise<R>;
}

/** Refuses with the sentence an official reads; the code and its facts travel as the failure's details. */
export function refuse(refusal: Refusal): never {
  throw ApplicationFailure.create({
    message: refusalSentence(refusal),
    type: 'Refusal',
    nonRetryable: true,
    details: [refusal],
  });
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** What every workflow of the engine stands on: its clock, its records, its mails, its messages. */
export class Context {
  readonly clock: Clock;
  /** Does whatever is due; by the workflow's loop, and before each update. */
  private attend: () => Promise<void> = () => Promise.resolve();
  /** Lets the loop take its turn. */
  private wake: () => void = () => undefined;
  /** Effects and messages of this run so far: how long its history is, the same in a replay. */
  private work = 0;
  readonly records = effectsOf<RecordsEffects>((name, args) => this.effect(name, args));
  private background = 0;
  private readonly effects = new Effects(() => this.show(this.details));
  private details = '';
  private turn: Promise<unknown> = Promise.resolve();
  private queued = 0;

  constructor(
    readonly plan: string,
    readonly campaign: CampaignKey | null,
    readonly unit: UnitCode | null,
    clock: ClockInput,
    /** Whose records this workflow's acts go to. */
    public instance: string,
  ) {
    this.clock = new Clock(clock);
    setHandler(defineQuery(queries.clock), () => this.clock.status(this.isQuiet()));
  }

  get id(): string {
    return workflowInfo().workflowId;
  }

  /** No message is being handled and no effect is under way. */
  isQuiet(): boolean {
    return this.background === 0 && !this.effects.areUnderWay && this.queued === 0 && allHandlersFinished();
  }

  /** The effects that fail now, the oldest first. */
  get failing(): Failing[] {
    return this.effects.failing;
  }

  /** Shows how the workflow stands, and under it what fails. */
  show(details: string): void {
    this.details = details;
    const failing = this.failing.map((it) => `- **Đang trục trặc**: ${failingLine(it)}`);
    const shown = [details, ...failing].join('\n\n');
    if (getCurrentDetails() !== shown) setCurrentDetails(shown);
  }

  /**
   * What the workflow does at each turn of its loop, and how its loop is woken. A replay may see in one turn what came in
   * two, in another order: so an update does first whatever is due, and the loop takes its turn after each.
   */
  attendTo(loop: { turn: () => Promise<void>; wake: () => void }): void {
    this.attend = loop.turn;
    this.wake = loop.wake;
  }

  /** One turn of the loop: whatever is due is done, nothing else beside it. */
  takeTurn(): Promise<void> {
    return this.exclusively(this.attend);
  }

  /**
   * The run is long enough to go on in a new one; `maximumEvents` lets a test force it. By what it did itself: the length
   * of the history isn't the same at the same place of a replay, and how the turns were cut neither.
   */
  isLong(maximumEvents = mostEvents): boolean {
    return this.work * eventsAPiece > maximumEvents;
  }

  /**
   * Takes an update: parsed, the office checked, then `check`; one at a time, in the order they came, each after whatever
   * is due.
   */
  onUpdate<M, R>(definition: Definition<M>, handling: UpdateHandling<M, R>): void {
    const parsed = (input: unknown): M => {
      const result = this.read(definition, input);
      const refusal = 'refusal' in result ? result.refusal : handling.check(result.message);
      return 'message' in result && refusal === null ? result.message : refuse(refusal ?? malformed([]));
    };
    const handler = (input: unknown): Promise<R> => {
      const acceptedAt = this.clock.stamp();
      this.work += 1;
      return this.exclusively(async () => {
        try {
          await this.attend();
          return await handling.apply(parsed(input), acceptedAt);
        } catch (error) {
          return this.fail(definition.name, error);
        } finally {
          this.wake();
        }
      });
    };
    const validator = (input: unknown): void => {
      try {
        parsed(input);
      } catch (error) {
        this.fail(definition.name, error);
      }
    };
    setHandler(defineUpdate<R, [unknown]>(definition.name), handler, { validator });
  }

  /** Takes a signal as it comes. */
  onSignal<M>(definition: Definition<M>, receive: (input: unknown) => void): void {
    setHandler(defineSignal<[unknown]>(definition.name), (input) => {
      this.work += 1;
      try {
        receive(input);
      } catch (error) {
        this.effects.noteFault(definition.name, error);
      }
      this.wake();
    });
  }

  /** The message, or why it can't be taken: malformed, or sent by an office that may not. Never throws. */
  read<M>(definition: Definition<M>, input: unknown): { message: M } | { refusal: Refusal } {
    const parsed = definition.schema.safeParse(input);
    if (!parsed.success) {
      return {
        refusal: malformed(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)),
      };
    }
    const actor = actorOf(parsed.data);
    if (actor !== null && !definition.offices.includes(actor.office)) {
      return { refusal: { code: 'actor.wrong-office', office: actor.office } };
    }
    return { message: parsed.data };
  }

  /** Runs one piece of work after another, so that two messages never change the state together. */
  async exclusively<R>(work: () => Promise<R>): Promise<R> {
    this.queued += 1;
    const before = this.turn;
    const mine = before.then(work, work);
    this.turn = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.queued -= 1;
    }
  }

  /** Records an act of an official; refused by the records, it is refused to the sender. */
  async recordAct(
    act: string,
    actor: Actor,
    entry: Pick<Entry, 'reason' | 'facts' | 'change'> & { at?: number | null },
  ): Promise<RecordOutcome> {
    const outcome = await this.record({ act, actor, key: this.updateKey(act), ...entry });
    if (outcome.refusal !== null) refuse(outcome.refusal);
    return outcome;
  }

  /** Records an act; `key` is unique within the workflow and the same at every retry. */
  async record(
    entry: Pick<Entry, 'key' | 'act' | 'actor' | 'reason' | 'facts' | 'change'> & { at?: number | null },
  ): Promise<RecordOutcome> {
    const full: Entry = {
      at: this.clock.stamp(),
      ...entry,
      key: `${this.id}/${entry.key}`,
      instance: this.instance,
      workflow: this.id,
      plan: this.plan,
      campaign: this.campaign,
      unit: this.unit,
    };
    const { record } = effectsOf<RecordsEffects>((name, args) => this.effect(name, args, entry.act));
    const outcome = await record(full);
    this.clock.learn(outcome.at);
    return outcome;
  }

  /** Sends a mail in the background: a server that is down for a day stops nothing else. */
  mail(event: string, recipients: Recipient[], content: MailContent): void {
    const { sendMails } = proxyActivities<LettersEffects>({
      summary: `mail: ${content.code}`,
      startToCloseTimeout: '1 hour',
      heartbeatTimeout: '30 seconds',
      scheduleToCloseTimeout: 7 * dayMilliseconds,
      retry: { initialInterval: '2 seconds', maximumInterval: '10 minutes' },
    });
    const order = {
      key: `${this.id}/${event}`,
      instance: this.instance,
      plan: this.plan,
      at: this.clock.now(),
      recipients,
      content,
    };
    this.inBackground(async () => {
      try {
        await sendMails(order);
      } catch {
        // The records hold each attempt: after seven days it is Home Affairs' list of what was not delivered.
      }
    });
  }

  /** Work that the course doesn't wait for, but that ends before the workflow does. */
  inBackground(work: () => Promise<void>): void {
    this.background += 1;
    this.work += 1;
    const run = async (): Promise<void> => {
      try {
        await work();
      } catch (error) {
        this.effects.noteFault('background', error);
      } finally {
        this.background -= 1;
        this.wake();
      }
    };
    void run();
  }

  /**
   * Signals another workflow of the engine.
   * @returns whether it is there: one that has ended needs no telling
   */
  async tell<M>(workflowId: string, signal: Definition<M>, payload: M): Promise<boolean> {
    this.work += 1;
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

  /**
   * Signals many, some at a time: the server takes two thousand signals under way from one workflow, and no more.
   * @returns those that are not there
   */
  async tellMany<M>(workflowIds: readonly string[], signal: Definition<M>, payload: M): Promise<string[]> {
    const missing: string[] = [];
    for (let first = 0; first < workflowIds.length; first += atOnce) {
      const batch = workflowIds.slice(first, first + atOnce);
      const isThere = await Promise.all(batch.map((workflowId) => this.tell(workflowId, signal, payload)));
      missing.push(...batch.filter((_, index) => isThere[index] === false));
    }
    return missing;
  }

  /** An effect on the records: the same however often it is tried, so it is tried until it succeeds. */
  private effect(name: string, args: unknown[], about: string | null = null): Promise<unknown> {
    this.work += 1;
    const effect = about === null ? name : `${name}: ${about}`;
    return this.effects.inRounds(effect, (round) => runRound(name, args, about, round));
  }

  /** What a message brought about, told to its sender: a refusal as it is, an error of the program as one. */
  private fail(what: string, error: unknown): never {
    const fault = faultOf(error);
    if (fault === null) throw error;
    log.error(`${what} failed`, { error });
    return refuse(fault);
  }

  /** Starts a child; one that runs already is left to go on. */
  async startUnlessRunning(workflowId: string, start: () => Promise<unknown>): Promise<void> {
    this.work += 1;
    try {
      await start();
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    this.clock.noteTold(workflowId);
  }

  private updateKey(act: string): string {
    return `${act}/${currentUpdateInfo()?.id ?? ''}`;
  }
}

/** A piece of work is so many events of history, at most; a run goes on in a new one long before the server warns. */
const eventsAPiece = 6;
const mostEvents = 3600;
/** Signals and starts under way at once. */
export const atOnce = 50;

/** The server's word that there is no such workflow, or none that still runs. */
const isMissing = (error: unknown): boolean =>
  error instanceof ApplicationFailure && error.type === 'ExternalWorkflowExecutionNotFound';

function actorOf(message: unknown): Actor | null {
  const candidate =
    typeof message === 'object' && message !== null && 'actor' in message ? message.actor : null;
  return Actor.safeParse(candidate).data ?? null;
}

const problemsTold = 20;

/** Some of what is wrong, in short: a message may hold thousands of faults, and each may repeat half of it. */
function malformed(problems: string[]): Refusal {
  return { code: 'message.malformed', problems: problems.slice(0, problemsTold).map(shortened) };
}
