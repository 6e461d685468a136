import { type ConfigurationProblem, configurationSentences } from '../../configuration.js';
import { type Problem, problemSentence } from '../problems.js';

/** Why there are no records to read. */
export type RecordsProblem =
  | { code: 'configuration.invalid'; problems: ConfigurationProblem[] }
  | { code: 'records.none'; folder: string }
  | { code: 'records.empty' }
  | { code: 'records.busy'; folder: string; pid: number | null }
  | { code: 'records.unreachable'; reason: string }
  | { code: 'records.unusable'; problem: Problem };

/** What the operator reads, with what to do. */
export function recordsSentence(problem: RecordsProblem): string {
  switch (problem.code) {
    case 'configuration.invalid':
      return configurationSentences(problem.problems).join('\n');
    case 'records.none':
      return `Chưa có dữ liệu trong ${problem.folder}. Hãy chạy "npm start" trước, hoặc đặt THIDUA_DATA (hay DATABASE_URL) là nơi có dữ liệu.`;
    case 'records.empty':
      return 'Cơ sở dữ liệu chưa có gì để xem: chương trình chưa tạo xong các bảng. Hãy chạy "npm start", chờ đến khi chương trình bắt đầu rồi xem lại.';
    case 'records.busy':
      return `Chương trình đang khởi động hoặc đang dừng trên ${problem.folder}${problem.pid === null ? '' : ` (tiến trình ${problem.pid})`} và chưa xem được. Hãy thử lại sau ít phút.`;
    case 'records.unreachable':
      return `Không đọc được cơ sở dữ liệu (${problem.reason}). Hãy kiểm tra DATABASE_URL hoặc máy chủ PostgreSQL.`;
    case 'records.unusable':
      return problemSentence(problem.problem);
  }
}
