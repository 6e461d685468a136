import type { DeliveryOrder } from '../../../workflows/api/effects.js';
import { postId } from '../../../workflows/api/identity.js';
import type { LateLetters, MailOrder } from '../../../workflows/api/letters.js';
import { letterChannel } from '../../records/acts/leave-letters.js';
import { checkInstance, instanceOf } from '../../records/database/instance.js';
import type { Listening, Records } from '../../records/database/open.js';
import { forgetFailing, noteFailing } from '../../records/reads/failing.js';
import {
  type DueLetter,
  dueLetters,
  lateLetters,
  postponeLetter,
  settleLetter,
} from '../../records/reads/letters.js';
import { activityContext } from './activity-context.js';
import type { Delivery } from './deliver.js';

/** Sends an order's mails as far as they can be sent now; the server that one of them found down is tried by no other. */
export type SendOrder = (order: MailOrder, server: { isDown: boolean }) => Promise<Delivery[]>;

export interface PostTools {
  records: Records;
  sendOrder: SendOrder;
  /** Letters under way at once. */
  connections: number;
  stopping?: AbortSignal | undefined;
  /** What leaves the office beside the letters: makes what is due, and tells after each piece that it is at work. */
  beside?: ((plan: string, atWork: () => void) => Promise<void>) | undefined;
}

const minute = 60_000;
/** So long one activity lasts: its history is one event triple an hour. */
const longest = 60 * minute;
/** Where the database's word is lost, letters are looked for this often. */
const glance = 3_000;
const batch = 200;
/** So long a letter is tried; then it is Home Affairs' list of what was not delivered. */
const patience = 7 * 24 * 60 * minute;
const failing = 'deliverLetters';

/**
 * Delivers what acts have left, in the order in which they left it, as the database tells of it; what isn't taken is tried
 * again, at last every ten minutes. Ends when other letters are late than the workflow shows, when an hour is over, when the
 * worker stops, or when it is cancelled.
 */
export async function deliverLetters(tools: PostTools, order: DeliveryOrder): Promise<LateLetters> {
  const { records, stopping } = tools;
  const { heartbeat, cancelled } = activityContext();
  checkInstance(await instanceOf(records), order.instance);
  const bell = new Bell(records, AbortSignal.any([cancelled, ...(stopping === undefined ? [] : [stopping])]));
  try {
    for (const end = Date.now() + longest; ;) {
      await bell.open();
      const isMore = await deliverDue(tools, order.plan);
      await doBeside(tools, order.plan);
      const late = await lateLetters(records, order.plan);
      await noteLate(records, order.plan, late);
      heartbeat(late);
      const isOver = Date.now() >= end || stopping?.aborted === true;
      if (isOver || !isShown(late, order.shown)) return late;
      cancelled.throwIfAborted();
      if (!isMore) await bell.wait(glance);
    }
  } finally {
    await bell.close();
  }
}

/** Documents that can't be made hold up no letter: it is shown with all else that fails, and tried again. */
async function doBeside({ records, beside }: PostTools, plan: string): Promise<void> {
  if (beside === undefined) return;
  const failed = { workflow: postId(plan), effect: 'makeDocuments' };
  try {
    await beside(plan, () => activityContext().heartbeat());
    await forgetFailing(records, failed.workflow, failed.effect);
  } catch (error) {
    const now = Date.now();
    await noteFailing(records, { ...failed, since: now, triedAt: now, why: String(error) });
  }
}

/** Whether any is late is news, and when they are twice as many; each of them is not: it would fill the history. */
const isShown = (late: LateLetters, shown: LateLetters): boolean =>
  late.count === shown.count || (late.count > 0 && shown.count > 0 && late.count < 2 * shown.count);

/** @returns whether there may be more */
async function deliverDue(tools: PostTools, plan: string): Promise<boolean> {
  const due = await dueLetters(tools.records, plan, batch);
  const server = { isDown: false };
  const lanes = [...lanesOf(due)].values();
  const work = async (): Promise<void> => {
    for (const lane of lanes) for (const letter of lane) await deliverOne(tools, letter, server);
  };
  const ends = await Promise.allSettled(Array.from({ length: tools.connections }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return due.length === batch && !server.isDown;
}

/** Letters to the same recipients go one after the other; other ones beside them. */
function lanesOf(letters: readonly DueLetter[]): Iterable<DueLetter[]> {
  const lanes = new Map<string, DueLetter[]>();
  for (const letter of letters) {
    const name = JSON.stringify(letter.recipients);
    const lane = lanes.get(name);
    if (lane === undefined) lanes.set(name, [letter]);
    else lane.push(letter);
  }
  return lanes.values();
}

async function deliverOne(
  { records, sendOrder }: PostTools,
  letter: DueLetter,
  server: { isDown: boolean },
): Promise<void> {
  activityContext().checkCancelled();
  const deliveries = await sendOrder(letter, server);
  const left = deliveries.filter(({ state }) => state === 'pending' || state === 'sending');
  if (left.length === 0 || Date.now() - letter.leftAt > patience) {
    await settleLetter(records, letter.seq);
    return;
  }
  const isDeferred = !left.some((it) => it.isUnreachable);
  await postponeLetter(records, letter.seq, { wait: waitAfter(letter.tries, isDeferred), isDeferred });
}

/** Two seconds, then twice as long each time: at most ten minutes, at most one where no server was there. */
const waitAfter = (tries: number, isDeferred: boolean): number =>
  Math.min(2000 * 2 ** Math.min(tries, 20), isDeferred ? 10 * minute : minute);

/** What is late for more than a minute is shown with all else that fails. */
async function noteLate(records: Records, plan: string, { since, why }: LateLetters): Promise<void> {
  const workflow = postId(plan);
  const triedAt = Date.now();
  if (since === null) await forgetFailing(records, workflow, failing);
  else if (triedAt - since >= minute) {
    await noteFailing(records, { workflow, effect: failing, since, triedAt, why: why ?? '' });
  }
}

/** Rings when a letter is left, when time is up, or when the wait is to end. */
class Bell {
  private listening: Listening | null = null;
  private hasRung = false;
  private ring: () => void = () => undefined;

  constructor(
    private readonly records: Records,
    private readonly ended: AbortSignal,
  ) {
    ended.addEventListener('abort', this.rung);
  }

  /** Listens, unless it does already; what can't be heard is looked for. */
  async open(): Promise<void> {
    if (this.listening?.isLost() === false) return;
    this.listening = await this.records.listen(letterChannel, this.rung).catch(() => null);
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.hasRung && !this.ended.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.hasRung = false;
  }

  async close(): Promise<void> {
    this.ended.removeEventListener('abort', this.rung);
    await this.listening?.close();
  }

  private readonly rung = (): void => {
    this.hasRung = true;
    this.ring();
  };
}
