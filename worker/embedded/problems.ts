import { configurationSentences, type ConfigurationProblem } from '../configuration.js';

/** Why the embedded servers can't be started or a data folder can't be used. */
export type Problem =
  | { code: 'configuration.invalid'; problems: ConfigurationProblem[] }
  | { code: 'data.unwritable'; folder: string; reason: string }
  | { code: 'data.disk-full'; folder: string }
  | { code: 'cache.unwritable'; folder: string; reason: string }
  | { code: 'data.foreign'; folder: string }
  | { code: 'data.newer'; folder: string; format: number; known: number }
  | { code: 'data.in-use'; folder: string; pid: number }
  | { code: 'data.orphan'; folder: string; server: string; pid: number }
  | { code: 'temporal.unavailable'; cli: string; go: string; reasons: string[] }
  | { code: 'temporal.unreachable'; address: string; reason: string }
  | { code: 'postgres.unavailable'; reason: string }
  | { code: 'postgres.no-account' }
  | { code: 'postgres.not-owner'; folder: string }
  | { code: 'postgres.other-version'; folder: string; found: string; expected: string }
  | { code: 'server.failed'; server: string; log: string; lines: string[] };

/** An expected failure of the embedded servers; its message is the Vietnamese sentence. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
  constructor(readonly problem: Problem) {
    super(problemSentence(problem));
  }
}

/** A part that can't be had; all else the operator mends where he is: a folder, a setting, a program that runs already. */
const outOfReach: ReadonlySet<Problem['code']> = new Set([
  'data.orphan',
  'temporal.unavailable',
  'temporal.unreachable',
  'postgres.unavailable',
  'server.failed',
] satisfies Problem['code'][]);

/** The exit status of a program that ends for such a problem: 4 a part is out of reach, 2 what it was given is at fault. */
export const problemStatus = ({ code }: Problem): 2 | 4 => (outOfReach.has(code) ? 4 : 2);

/** What the operator reads, with what to do. */
export function problemSentence(problem: Problem): string {
  switch (problem.code) {
    case 'configuration.invalid':
      return configurationSentences(problem.problems).join('\n');
    case 'data.unwritable':
      return `Không ghi được vào thư mục dữ liệu ${problem.folder} (${problem.reason}). Hãy cấp quyền ghi hoặc đặt THIDUA_DATA là một thư mục khác.`;
    case 'data.disk-full':
      return `Ổ đĩa chứa ${problem.folder} đã đầy. Hãy giải phóng chỗ rồi chạy lại; dữ liệu đã có vẫn còn nguyên.`;
    case 'cache.unwritable':
      return `Không ghi được vào thư mục ${problem.folder} (${problem.reason}). Hãy giải phóng chỗ, cấp quyền ghi hoặc đặt THIDUA_CACHE là một thư mục khác.`;
    case 'data.foreign':
      return `Thư mục ${problem.folder} có sẵn tệp mà không phải dữ liệu của chương trình này. Hãy đặt THIDUA_DATA là một thư mục trống.`;
    case 'data.newer':
      return `Dữ liệu trong ${problem.folder} do một phiên bản mới hơn tạo ra (định dạng ${problem.format}, phiên bản này chỉ đọc được đến ${problem.known}). Hãy dùng phiên bản mới, hoặc đặt THIDUA_DATA là thư mục khác.`;
    case 'data.in-use':
      return `Chương trình đang chạy trên thư mục dữ liệu ${problem.folder} (tiến trình ${problem.pid}). Xem tình hình bằng "npx thidua status"; muốn chạy song song, hãy đặt THIDUA_DATA là thư mục khác.`;
    case 'data.orphan':
      return `${problem.server} của lần chạy trước (tiến trình ${problem.pid}) không dừng được. Hãy kết thúc tiến trình đó rồi chạy lại.`;
    case 'temporal.unavailable':
      return [
        'Không có máy chủ Temporal. Hãy làm một trong các cách sau rồi chạy lại:',
        `  - cài Temporal CLI từ ${problem.cli} trở lên (https://docs.temporal.io/cli) sao cho lệnh "temporal" có trong PATH;`,
        `  - cài Go từ ${problem.go} trở lên (https://go.dev/dl), chương trình sẽ tự dịch Temporal CLI;`,
        '  - đặt TEMPORAL_ADDRESS là địa chỉ một máy chủ Temporal có sẵn.',
        ...problem.reasons.map((reason) => `Đã thử: ${reason}`),
      ].join('\n');
    case 'temporal.unreachable':
      return `Không kết nối được máy chủ Temporal ở ${problem.address} (${problem.reason}). Hãy kiểm tra TEMPORAL_ADDRESS và TEMPORAL_NAMESPACE.`;
    case 'postgres.unavailable':
      return `Không có PostgreSQL kèm theo cho máy này (${problem.reason}). Hãy chạy lại "npm install", hoặc đặt DATABASE_URL là địa chỉ PostgreSQL 15 trở lên.`;
    case 'postgres.no-account':
      return 'PostgreSQL không chạy được dưới quyền root và máy này không có tài khoản "postgres" hay "nobody". Hãy chạy bằng người dùng thường, hoặc đặt DATABASE_URL.';
    case 'postgres.not-owner':
      return `Dữ liệu PostgreSQL trong ${problem.folder} thuộc người dùng khác. Hãy chạy bằng người dùng đã tạo ra nó, hoặc đặt THIDUA_DATA là thư mục khác.`;
    case 'postgres.other-version':
      return `Dữ liệu PostgreSQL trong ${problem.folder} là của bản ${problem.found}, chương trình này dùng bản ${problem.expected}. Hãy dùng phiên bản chương trình cũ, hoặc bắt đầu lại bằng "npm start -- --fresh".`;
    case 'server.failed':
      return [
        `${problem.server} không khởi động được. Nhật ký: ${problem.log}`,
        ...problem.lines.map((line) => `  ${line}`),
      ].join('\n');
  }
}

/** Why a server failed, by the last lines that it wrote in the folder: a full disk is named as such. */
export function serverFailure(folder: string, server: string, log: string, lines: string[]): EmbeddedError {
  const isFull = lines.some((line) => /no space left|disk is full|disk space|disk quota/i.test(line));
  return new EmbeddedError(
    isFull ? { code: 'data.disk-full', folder } : { code: 'server.failed', server, log, lines },
  );
}

const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Whether a system call failed with one of the codes. */
export function isSystemError(error: unknown, ...codes: string[]): boolean {
  const code = systemCode(error);
  return code !== undefined && codes.includes(code);
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A failure to write in the data folder as its problem; any other error as it is. */
export function folderError(folder: string, error: unknown): unknown {
  if (isSystemError(error, 'ENOSPC', 'EDQUOT')) return new EmbeddedError({ code: 'data.disk-full', folder });
  if (isSystemError(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'))
    return new EmbeddedError({ code: 'data.unwritable', folder, reason: reasonOf(error) });
  return error;
}
