import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  allHandlersFinished,
  ApplicationFailure,
  currentUpdateInfo,
  defineQuery,
  defineSignal,
  defineUpdate,
  getExternalWorkflowHandle,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { MailActivities } from '../activities/mail/activities.js';
import type { RecordsActivities } from '../activities/records/activities.js';
import type { Entry, RecordOutcome } from './acts.js';
import { Clock, type ClockInput } from './clock.js';
import type { MailContent, Recipient } from './mails.js';
import { Actor, type Definition, queries } from './messages.js';
import type { CampaignKey, UnitCode } from './plan/schema.js';
import type { Refusal } from './refusals.js';
import { refusalSentence } from './refusal-sentences.js';

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

/** Signals and starts under way at once. */
export const atOnce = 50;

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** What every workflow of the engine stands on: its clock, its records, its mails, its messages. */
export class Context {
  readonly clock: Clock;
  readonly records = proxyActivities<RecordsActivities>({
    // Short: what a killed worker had begun is begun again after this.
    startToCloseTimeout: '20 seconds',
    retry: { maximumInterval: '30 seconds' },
  });
  private background = 0;
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
    return this.background === 0 && this.queued === 0 && allHandlersFinished();
  }

  /** The run's history is long enough to go on in a new one; `maximumEvents` lets a test force it. */
  isLong(maximumEvents = Infinity): boolean {
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    return continueAsNewSuggested || historyLength > maximumEvents;
  }

  /** Takes an update: parsed, the office checked, then `check`; one at a time, in the order they came. */
  onUpdate<M, R>(definition: Definition<M>, handling: UpdateHandling<M, R>): void {
    const parsed = (input: unknown): M => {
      const result = this.read(definition, input);
      const refusal = 'refusal' in result ? result.refusal : handling.check(result.message);
      return 'message' in result && refusal === null ? result.message : refuse(refusal ?? malformed([]));
    };
    const handler = (input: unknown): Promise<R> => {
      const acceptedAt = this.clock.stamp();
      return this.exclusively(() => handling.apply(parsed(input), acceptedAt));
    };
    const validator = (input: unknown): void => void parsed(input);
    setHandler(defineUpdate<R, [unknown]>(definition.name), handler, { validator });
  }

  /** Takes a signal as it comes; `receive` never throws. */
  onSignal<M>(definition: Definition<M>, receive: (input: unknown) => void): void {
    setHandler(defineSignal<[unknown]>(definition.name), receive);
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
    const outcome = await this.records.record.executeWithOptions({ summary: entry.act }, [full]);
    this.clock.learn(outcome.at);
    return outcome;
  }

  /** Sends a mail in the background: a server that is down for a day stops nothing else. */
  mail(event: string, recipients: Recipient[], content: MailContent): void {
    const { sendMails } = proxyActivities<MailActivities>({
      summary: `mail: ${content.code}`,
      startToCloseTimeout: '1 hour',
      heartbeatTimeout: '30 seconds',
      scheduleToCloseTimeout: 7 * dayMilliseconds,
      retry: { initialInterval: '2 seconds', maximumInterval: '10 minutes' },
    });
    const order = { key: `${this.id}/${event}`, plan: this.plan, at: this.clock.now(), recipients, content };
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
    const run = async (): Promise<void> => {
      try {
        await work();
      } finally {
        this.background -= 1;
      }
    };
    void run();
  }

  /** Signals another workflow of the engine; one that has ended needs no telling. @returns whether it was there */
  async tell<M>(workflowId: string, signal: Definition<M>, payload: M): Promise<boolean> {
    try {
      await getExternalWorkflowHandle(workflowId).signal(signal.name, payload);
      this.clock.noteTold(workflowId);
      return true;
    } catch (error) {
      if (
        !(error instanceof Error) ||
        !/not ?found/i.test(`${error.name} ${error.message} ${String(error.cause)}`)
      ) {
        throw error;
      }
      return false;
    }
  }

  /** Signals many workflows, some at a time: a workflow may have only so many signals under way. @returns those not found */
  async tellMany<M>(workflowIds: readonly string[], signal: Definition<M>, payload: M): Promise<string[]> {
    const gone: string[] = [];
    for (let first = 0; first < workflowIds.length; first += atOnce) {
      const batch = workflowIds.slice(first, first + atOnce);
      const found = await Promise.all(batch.map((workflowId) => this.tell(workflowId, signal, payload)));
      gone.push(...batch.filter((_, index) => found[index] === false));
    }
    return gone;
  }

  /** Starts a child; one that runs already is left to go on. */
  async startUnlessRunning(workflowId: string, start: () => Promise<unknown>): Promise<void> {
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

function actorOf(message: unknown): Actor | null {
  const candidate =
    typeof message === 'object' && message !== null && 'actor' in message ? message.actor : null;
  return Actor.safeParse(candidate).data ?? null;
}

function malformed(problems: string[]): Refusal {
  return { code: 'message.malformed', problems };
}
