import { recordsSentence, type RecordsProblem } from '../../worker/embedded/postgres/records-problems.js';

/** Why a command can't show what it was asked for. */
export type CommandProblem =
  RecordsProblem | { code: 'campaign.unknown'; given: string; known: readonly string[] };

/** What the operator reads, with what to do. */
export function commandSentence(problem: CommandProblem): string {
  if (problem.code !== 'campaign.unknown') return recordsSentence(problem);
  return `Không có đợt khen thưởng "${problem.given}". Có thể chọn: ${problem.known.join(', ')} ("summary" là tổng kết giai đoạn).`;
}
