import { CommanderError } from 'commander';
import { formatCount } from '../../../workflows/rules/money.js';
import { rederiveAwards, replayHistories } from '../../evidence/replay.js';
import { say } from '../../language/language.js';
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
    throw new CommanderError(
      2,
      'commander.missingArgument',
      say("missing 'luồng' hoặc --all", "missing 'workflow' or --all"),
    );
  return withRecords(surroundings, async (records): Promise<Ending> => {
    const { replayed, faults: histories } = await replayHistories(records, workflow);
    if (!isAll && replayed + histories.length === 0)
      return {
        sentence: say(
          `Không có lịch sử nào đã lưu của luồng việc “${workflow ?? ''}”.`,
          `No history of the workflow “${workflow ?? ''}” was kept.`,
        ),
        status: atFault,
      };
    const awards = isAll ? await rederiveAwards(records) : [];
    const status = histories.length + awards.length === 0 ? 0 : refusedByRules;
    if (json === true)
      return { text: `${JSON.stringify({ replayed, histories, awards }, undefined, 2)}\n`, status };
    const lines = [
      say(
        `Đã chạy lại ${formatCount(replayed)} lịch sử bằng chương trình hôm nay: ${
          histories.length === 0
            ? 'mọi bước đều như đã diễn ra.'
            : `${formatCount(histories.length)} lịch sử KHÁC đi:`
        }`,
        `${formatCount(replayed)} histories were replayed with today's program: ${histories.length === 0 ? 'every step as it happened.' : `${formatCount(histories.length)} histories DIFFER:`}`,
      ),
      ...histories.map(({ workflowId, runId, why }) => `- ${workflowId} (${runId}): ${why}`),
      ...(isAll ? awardLines(awards.map(faultLine)) : []),
    ];
    return { text: lines.map((line) => `${line}\n`).join(''), status };
  });
}

const awardLines = (faults: string[]): string[] =>
  faults.length === 0
    ? [
        say(
          'Đã tính lại từng Bằng khen từ danh sách đã ký và quyết định: khớp hoàn toàn với sổ Bằng khen.',
          'Each certificate was derived anew from the signed list and the decision: all agree with the ledger.',
        ),
      ]
    : [
        say(
          `Tính lại Bằng khen thấy ${formatCount(faults.length)} chỗ KHÁC với sổ Bằng khen:`,
          `Derived anew, certificates DIFFER from the ledger in ${formatCount(faults.length)} places:`,
        ),
        ...faults,
      ];
