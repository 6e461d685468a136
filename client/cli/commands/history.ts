import { type Client, isGrpcServiceError, ServiceError } from '@temporalio/client';
import { businessInstant } from '../../../activities/records/database/business-time.js';
import type { Records } from '../../../activities/records/database/open.js';
import { findHistory } from '../../../activities/records/reads/histories.js';
import { reasonOf } from '../../../worker/embedded/problems.js';
import { clockTimeOf, dayOf, formatDay } from '../../../workflows/rules/days.js';
import { findServices } from '../../engine/services.js';
import { readableOf, readTimeline } from '../../officials/history/read.js';
import { type RunHistory, serverRuns } from '../../officials/history/runs.js';
import type { TimelineEntry } from '../../officials/history/timeline.js';
import { planOfRecords } from '../../plan-of-records.js';
import { say, forPrograms } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { commandSentence } from '../problems.js';
import { problemStatus } from '../problems.js';
import { atFault, end, type Ending, fromRecords, withRecords } from '../records-at-hand.js';
import { ProofMarks } from '../show/proof-marks.js';
import { hang, joined, widthOf } from '../terminal/tables.js';

export interface HistoryOptions {
  /** `campaign/263/2023` */
  workflow: string;
  /** Which of its runs; all where it is left out. */
  run?: string | undefined;
  json?: boolean | undefined;
  /** The kept history itself. */
  raw?: boolean | undefined;
}

/**
 * `thidua history`: what happened in a workflow, in business time, from the server's histories or, where it has forgotten
 * them or is away, from those that the records keep; with `raw` the kept history as the server gave it, which replays.
 * @returns the exit status: 0; 2 with a sentence on what to do; 4 where the records are out of reach
 */
export async function runHistory(
  options: HistoryOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  if (options.raw === true) return withRecords(surroundings, (records) => rawHistory(records, options));
  const { environment, errors } = surroundings;
  const found = await findServices(environment, (line) => errors.write(`${line}\n`));
  if (found.ok) {
    const { records, client } = found;
    const told = await tell(records, options, surroundings, () =>
      server(client, options, surroundings),
    ).finally(() => found.close());
    return end(told, surroundings);
  }
  if (found.problem.code !== 'server.stopped')
    return end(
      { sentence: commandSentence(found.problem), status: problemStatus(found.problem) },
      surroundings,
    );
  const read = await fromRecords(surroundings, (records) =>
    tell(records, options, surroundings, () => Promise.resolve([])),
  );
  return end('found' in read ? read.found : read, surroundings);
}

async function rawHistory(records: Records, { workflow, run }: HistoryOptions): Promise<Ending> {
  const key = { workflowId: workflow, ...(run !== undefined && { runId: run }) };
  const last = (await findHistory(records, key)).at(-1);
  return last === undefined ? nothing(workflow) : { text: `${last.json}\n` };
}

const nothing = (workflow: string): Ending => ({
  sentence: say(
    `Chưa có gì về ${workflow}. Tên luồng việc có dạng campaign/MÃ/2023, summary/MÃ, dossier/MÃ/2023/đơn-vị, movement/MÃ, post/MÃ (MÃ là mã kế hoạch).`,
    `There is nothing on ${workflow}. Workflows are named campaign/CODE/2023, summary/CODE, dossier/CODE/2023/unit, movement/CODE, post/CODE (CODE is the plan's).`,
  ),
  status: atFault,
});

const longestWait = 10_000;

/** The server's histories; none where it is away, which is said. */
async function server(
  client: Client,
  { workflow }: HistoryOptions,
  { errors }: Surroundings,
): Promise<RunHistory[]> {
  try {
    return await client.withDeadline(Date.now() + longestWait, () => serverRuns(client, workflow));
  } catch (error) {
    if (!(error instanceof ServiceError) && !isGrpcServiceError(error)) throw error;
    const why = reasonOf(error instanceof ServiceError && error.cause !== undefined ? error.cause : error);
    errors.write(
      say(
        `Không liên lạc được với máy chủ Temporal (${why}); chỉ đọc những gì đã lưu.\n`,
        `The Temporal server is out of reach (${why}); only what was kept is read.\n`,
      ),
    );
    return [];
  }
}

async function tell(
  records: Records,
  { workflow, run, json }: HistoryOptions,
  { out }: Surroundings,
  ofServer: () => Promise<RunHistory[]>,
): Promise<Ending> {
  const chosen = await planOfRecords(records, undefined);
  if ('sentence' in chosen) return { ...chosen, status: atFault };
  const all = await forPrograms(json, () => readTimeline(records, chosen.plan, workflow, ofServer));
  const entries = run === undefined ? all : all.filter(({ event }) => event?.run === run);
  if (entries.length === 0)
    return nothing(
      run === undefined ? workflow : say(`${workflow}, lần chạy ${run}`, `${workflow}, run ${run}`),
    );
  if (json === true) return { text: `${JSON.stringify(entries.map(shown), undefined, 2)}\n` };
  return { text: joined(forPeople(workflow, entries, widthOf(out))) };
}

const shown = ({ at, ...entry }: TimelineEntry) => ({ at: businessInstant(at), ...entry });

function forPeople(workflow: string, entries: readonly TimelineEntry[], width: number): string[] {
  const marks = new ProofMarks();
  const lines = readableOf(entries).flatMap((entry) => entryLines(entry, marks, width));
  return [workflow, ...lines, '', ...marks.legend(width)];
}

function entryLines(entry: TimelineEntry, marks: ProofMarks, width: number): string[] {
  const when = `${formatDay(dayOf(entry.at))} ${clockTimeOf(entry.at).slice(11, 16)}  `;
  const mark = marks.of(entry);
  const blank = ' '.repeat(when.length);
  return [
    ...hang(when, mark === '' ? entry.text : `${entry.text} ${mark}`, width),
    ...(entry.who === null ? [] : hang(blank, `– ${entry.who}`, width)),
    ...(entry.why === null ? [] : hang(blank, say(`Lý do: ${entry.why}`, `Reason: ${entry.why}`), width)),
  ];
}
