import type { KeyProblem } from '../../activities/records/registry/keys.js';
import { formatMoment } from '../../workflows/rules/days.js';
import type { KeyFileProblem } from '../officials/identity.js';

/** What the operator, or who signs, reads of a key that can't be used, with what to do. */
export function keySentence(problem: KeyProblem | KeyFileProblem): string {
  switch (problem.code) {
    case 'key.malformed':
      return 'Không phải khóa công khai Ed25519; đề nghị tạo yêu cầu bằng «thidua key request <tệp khóa>».';
    case 'key.registered':
      return `Khóa này đã được đăng ký cho người có mã “${problem.person}”.`;
    case 'key.unknown':
      return `Không có khóa “${problem.given}”; xem «thidua key list» và nêu ít nhất 8 ký tự đầu của mã khóa.`;
    case 'key.ambiguous':
      return `Có nhiều khóa bắt đầu bằng “${problem.given}”; đề nghị nêu nhiều ký tự hơn.`;
    case 'key.revoked':
      return `Khóa này đã bị thu hồi từ ${formatMoment(problem.revokedAt)}.`;
    case 'key-file.exists':
      return `Tệp ${problem.file} đã có; khóa cũ được giữ nguyên. Đề nghị chọn tên khác bằng --out.`;
    case 'key-file.unreadable':
      return `Không đọc hoặc ghi được tệp khóa ${problem.file} (${problem.reason}).`;
    case 'key-file.no-key':
      return `Tệp ${problem.file} không phải tệp khóa do «thidua key new» tạo.`;
    case 'key-file.wrong-passphrase':
      return `Mật khẩu không mở được khóa trong tệp ${problem.file}.`;
    case 'passphrase.short':
      return `Mật khẩu của khóa phải có ít nhất ${problem.least} ký tự.`;
  }
}
