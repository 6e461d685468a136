import { CommanderError } from 'commander';
import { formatCount } from '../../../workflows/rules/money.js';
import { rederiveAwards, replayHistories } from '../../evidence/replay.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, type Ending, refusedByRules, withRecords } from '../records-at-hand.js';
import { faultLine } from '../show/fault-sentences.js';

/**
 * `thidua replay`: every kept history, or one workflow's, against today's code; with `all` each certificate is derived anew too.
 * @returns the exit status: 0, or 3 where something goes otherwise than it went
 */
export function runReplay(
  { workflow, all, json }: { workflow?: string | undefined; all?: boolean; json?: boolean },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const isAll = all === true;
  if (isAll === (workflow !== undefined))
    throw new CommanderError(2, 'commander.missingArgument', "missing 'luồng' hoặc --all");
  return withRecords(surroundings, async (records): Promise<Ending> => {
    const { replayed, faults: histories } = await replayHistories(records, workflow);
    if (!isAll && replayed + histories.length === 0)
      return {
        sentence: `Không có lịch sử nào đã lưu của luồng việc “${workflow ?? ''}”.`,
        status: atFault,
      };
    const awards = isAll ? await rederiveAwards(records) : [];
    const status = histories.length + awards.length === 0 ? 0 : refusedByRules;
    if (json === true)
      return { text: `${JSON.stringify({ replayed, histories, awards }, undefined, 2)}\n`, status };
    const lines = [
      `Đã chạy lại ${formatCount(replayed)} lịch sử bằng chương trình hôm nay: ${
        histories.length === 0
          ? 'mọi bước đều như đã diễn ra.'
          : `${formatCount(histories.length)} lịch sử KHÁC đi:`
      }`,
      ...histories.map(({ workflowId, runId, why }) => `- ${workflowId} (${runId}): ${why}`),
      ...(isAll ? awardLines(awards.map(faultLine)) : []),
    ];
    return { text: lines.map((line) => `${line}\n`).join(''), status };
  });
}

const awardLines = (faults: string[]): string[] =>
  faults.length === 0
    ? ['Đã tính lại từng Bằng khen từ danh sách đã ký và quyết định: khớp hoàn toàn với sổ Bằng khen.']
    : [`Tính lại Bằng khen thấy ${formatCount(faults.length)} chỗ KHÁC với sổ Bằng khen:`, ...faults];
