import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import {
  type Archive,
  archiveDanger,
  findArchive,
  keepArchive,
  standingOf,
} from '../activities/records/reads/archive.js';
import { keepHistory, missingHistories, type RunKey } from '../activities/records/reads/histories.js';
import { type Records, toInstant } from '../activities/records/database/open.js';

const interval = 60_000;
const atOnce = 8;
const hour = 3_600_000;
const day = 24 * hour;
/** The server shows a closed run a while after it closed, and not in their order; clocks differ. */
const usualMargin = hour / 6;
/** What is caught up with goes by such pieces, oldest first: that is deleted first, and a stop loses one piece's work. */
const piece = 6 * hour;
const usualPage = 500;
const lastLook = 20_000;

interface ClosedRun extends RunKey {
  status: string;
  closedAt: number;
}

export interface LookOptions {
  /** How far before the last seen close time a look begins, in milliseconds. */
  margin?: number;
  pageSize?: number;
  /** Ends the look early; what it has kept stays. */
  signal?: AbortSignal;
}

/** What a look did: how many runs the server listed, and how many of them were kept now. */
export interface Look {
  listed: number;
  kept: number;
}

/**
 * Keeps the history of every run that closed since the last look: the server deletes them after its retention, and each
 * continue-as-new closes one. What is kept replays, years later. Only runs of its own queue: not a rehearsal's among those
 * of a service. Where it never looked, it goes back as far as the server keeps closed runs. Rejects when some could not be
 * kept; the others are, and the next look begins at the first that is missing.
 */
export async function keepClosedHistories(
  client: Client,
  records: Records,
  taskQueue: string,
  options: LookOptions = {},
): Promise<Look> {
  const begun = Date.now();
  const retention = await retentionOf(client);
  const known = await findArchive(records, taskQueue);
  const archive = { closedUntil: null, completeAt: begun, ...known, retention };
  await keepArchive(records, taskQueue, archive);
  const look = new CurrentLook(client, records, taskQueue, options, archive);
  const seen = Math.min(archive.closedUntil ?? 0, begun);
  let from = Math.max(seen - (options.margin ?? usualMargin), begun - retention - day);
  for (; from + 2 * piece < begun; from += piece) await look.keepBetween(from, from + piece);
  await look.keepBetween(from, null);
  await look.moveTo(look.lastClosed, begun);
  const { listed, kept, fault } = look;
  if (fault !== null) throw new Error(`${fault.workflowId} (${fault.runId}): ${fault.why}`);
  return { listed, kept };
}

/** One look, piece by piece. */
class CurrentLook implements Look {
  listed = 0;
  kept = 0;
  lastClosed: number | null = null;
  /** The earliest run that could not be kept: the cursor doesn't pass it. */
  fault: (ClosedRun & { why: string }) | null = null;
  private readonly query: string;

  constructor(
    private readonly client: Client,
    private readonly records: Records,
    private readonly taskQueue: string,
    private readonly options: LookOptions,
    private readonly archive: Archive,
  ) {
    this.query = `ExecutionStatus != 'Running' and TaskQueue = '${taskQueue}' and CloseTime >= `;
  }

  private isStopped(): boolean {
    return this.options.signal?.aborted === true;
  }

  async keepBetween(from: number, to: number | null): Promise<void> {
    if (this.isStopped()) return;
    const pageSize = this.options.pageSize ?? usualPage;
    const until = to === null ? '' : ` and CloseTime < '${toInstant(to)}'`;
    const query = `${this.query}'${toInstant(from)}'${until}`;
    let page: ClosedRun[] = [];
    for await (const { workflowId, runId, status, closeTime } of this.client.workflow.list({
      query,
      pageSize,
    })) {
      page.push({ workflowId, runId, status: status.name, closedAt: closeTime?.getTime() ?? from });
      if (page.length < pageSize) continue;
      await this.keepPage(page);
      page = [];
      if (this.isStopped()) return;
    }
    await this.keepPage(page);
    if (to !== null) await this.moveTo(to, to);
  }

  /** Notes that all before is kept: not beyond a run that could not be, nor after a stop in the midst. */
  async moveTo(closedUntil: number | null, completeAt: number): Promise<void> {
    if (this.isStopped()) return;
    const faultAt = this.fault?.closedAt ?? Infinity;
    if (closedUntil !== null) this.archive.closedUntil = Math.min(closedUntil, faultAt);
    this.archive.completeAt = Math.max(this.archive.completeAt, Math.min(completeAt, faultAt));
    await keepArchive(this.records, this.taskQueue, this.archive);
  }

  private async keepPage(page: readonly ClosedRun[]): Promise<void> {
    this.listed += page.length;
    for (const { closedAt } of page) this.lastClosed = Math.max(this.lastClosed ?? 0, closedAt);
    const missing = new Set((await missingHistories(this.records, page)).map((run) => run.runId));
    const waiting = page.filter((run) => missing.has(run.runId));
    const work = async (): Promise<void> => {
      for (let run = waiting.shift(); run !== undefined && !this.isStopped(); run = waiting.shift())
        await this.keepOne(run);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  private async keepOne(run: ClosedRun): Promise<void> {
    try {
      const history = await this.client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
      const events = history.events?.length ?? 0;
      await keepHistory(this.records, { ...run, events, json: historyToJSON(history) });
      this.kept += 1;
    } catch (error) {
      // Deleted meanwhile: it never comes back, and nothing waits for it.
      if (isGone(error)) return;
      if (this.fault === null || run.closedAt < this.fault.closedAt)
        this.fault = { ...run, why: String(error) };
    }
  }
}

/** gRPC's NOT_FOUND. */
const notFound = 5;

function isGone(error: unknown): boolean {
  if (!isGrpcServiceError(error)) return false;
  const code: number = error.code;
  return code === notFound;
}

async function retentionOf({ connection, options: { namespace } }: Client): Promise<number> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  return Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) * 1_000;
}

const toLog = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Looks for closed runs again and again, a last time at `stop`; a look that fails is left to the next. Says so, once, when
 * the server may delete runs before they are kept.
 */
export function startArchivist(
  client: Client,
  records: Records,
  taskQueue: string,
  say: (line: string) => void = toLog,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let isSaid = false;

  const sayDanger = async (): Promise<void> => {
    const archive = await findArchive(records, taskQueue);
    const standing = archive === null ? null : standingOf(archive);
    if (standing?.isInDanger === true && !isSaid) say(archiveDanger(standing));
    isSaid = standing?.isInDanger === true;
  };
  const look = async (signal: AbortSignal): Promise<void> => {
    try {
      await sayDanger();
      await keepClosedHistories(client, records, taskQueue, { signal });
    } catch (error) {
      say(`histories not kept this time: ${String(error)}`);
    }
  };
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await look(stopping.signal);
      await sleep(interval, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const working = work();
  return {
    async stop() {
      stopping.abort();
      await working;
      await look(AbortSignal.timeout(lastLook));
    },
  };
}
