import { findHistory } from '../../../activities/records/reads/histories.js';
import { answerFromRecords, ownSurroundings, type Surroundings } from '../asking.js';

export interface HistoryOptions {
  /** `campaign/263/2023` */
  workflow: string;
  /** Which of its runs; the last where it is left out. */
  run?: string | undefined;
  json?: boolean | undefined;
}

/**
 * `thidua history`: the kept histories of a workflow that has ended, or one of them as the server gave it: JSON that the
 * Temporal UI shows and that replays.
 * @returns the exit status: 0, or 2 with a sentence on what to do
 */
export function runHistory(
  { workflow, run, json }: HistoryOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return answerFromRecords({}, surroundings, async (records) => {
    const key = { workflowId: workflow, ...(run !== undefined && { runId: run }) };
    const runs = await findHistory(records, key);
    const last = runs.at(-1);
    if (json === true) return `${last?.json ?? 'null'}\n`;
    if (last === undefined)
      return `Chưa lưu lịch sử nào của ${workflow}: luồng việc chưa kết thúc, hoặc không có.\n`;
    return runs
      .map(({ runId, status, events }) => `${workflow}  ${runId}  ${status}  ${String(events)} sự kiện\n`)
      .join('');
  });
}
