import { recordsSentence } from '../language/part-problems.js';
import { say } from '../language/language.js';
import { atFault, outOfReach } from './exit-status.js';
import type { ServicesProblem } from '../engine/services.js';

/** Why a command can't show what it was asked for. */
export type CommandProblem =
  ServicesProblem | { code: 'campaign.unknown'; given: string; known: readonly string[] };

/** What the operator reads, with what to do. */
export function commandSentence(problem: CommandProblem): string {
  if (problem.code === 'server.stopped')
    return say(
      `Các máy chủ trên ${problem.folder} đang dừng. Hãy chạy «npm run live» trước (diễn tập: «npx thidua rehearse»), hoặc đặt TEMPORAL_ADDRESS và DATABASE_URL.`,
      `The servers on ${problem.folder} are stopped. Run «npm run live» first (to rehearse: «npx thidua rehearse»), or set TEMPORAL_ADDRESS and DATABASE_URL.`,
    );
  if (problem.code !== 'campaign.unknown') return recordsSentence(problem);
  return say(
    `Không có đợt khen thưởng "${problem.given}". Có thể chọn: ${problem.known.join(', ')} ("summary" là tổng kết giai đoạn).`,
    `There is no campaign "${problem.given}". There are: ${problem.known.join(', ')} ("summary" is the summary of the period).`,
  );
}

/** A document would stand over another file. */
export const fileTaken = (path: string): { sentence: string; status: number } => ({
  sentence: say(
    `${path} đã có với nội dung khác; chưa ghi tệp nào. Hãy chọn thư mục khác.`,
    `${path} exists with other contents; no file was written. Choose another folder.`,
  ),
  status: atFault,
});

const away: ReadonlySet<CommandProblem['code']> = new Set([
  'records.unreachable',
  'records.busy',
  'server.stopped',
] satisfies CommandProblem['code'][]);

/** The exit status of a command that ends for such a problem. */
export const problemStatus = ({ code }: CommandProblem): number => (away.has(code) ? outOfReach : atFault);
