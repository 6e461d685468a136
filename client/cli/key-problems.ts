import type { KeyProblem } from '../../activities/records/registry/keys.js';
import type { KeyFileProblem } from '../officials/identity.js';
import { formatMoment } from '../language/amounts.js';
import { say } from '../language/language.js';

/** What the operator, or who signs, reads of a key that can't be used, with what to do. */
export function keySentence(problem: KeyProblem | KeyFileProblem): string {
  switch (problem.code) {
    case 'key.malformed':
      return say(
        'Không phải khóa công khai Ed25519; đề nghị tạo yêu cầu bằng «thidua key request <tệp khóa>».',
        'Not a public Ed25519 key; make the request by «thidua key request <key file>».',
      );
    case 'key.registered':
      return say(
        `Khóa này đã được đăng ký cho người có mã “${problem.person}”.`,
        `This key is registered for the person with code “${problem.person}” already.`,
      );
    case 'key.unknown':
      return say(
        `Không có khóa “${problem.given}”; xem «thidua key list» và nêu ít nhất 8 ký tự đầu của mã khóa.`,
        `There is no key “${problem.given}”; see «thidua key list» and give at least the first 8 characters of the key's id.`,
      );
    case 'key.ambiguous':
      return say(
        `Có nhiều khóa bắt đầu bằng “${problem.given}”; đề nghị nêu nhiều ký tự hơn.`,
        `Several keys begin with “${problem.given}”; give more characters.`,
      );
    case 'key.revoked':
      return say(
        `Khóa này đã bị thu hồi từ ${formatMoment(problem.revokedAt)}.`,
        `This key was revoked at ${formatMoment(problem.revokedAt)}.`,
      );
    case 'key-file.exists':
      return say(
        `Tệp ${problem.file} đã có; khóa cũ được giữ nguyên. Đề nghị chọn tên khác bằng --out.`,
        `The file ${problem.file} exists; the old key is kept. Choose another name by --out.`,
      );
    case 'key-file.unreadable':
      return say(
        `Không đọc hoặc ghi được tệp khóa ${problem.file} (${problem.reason}).`,
        `The key file ${problem.file} cannot be read or written (${problem.reason}).`,
      );
    case 'key-file.no-key':
      return say(
        `Tệp ${problem.file} không phải tệp khóa do «thidua key new» tạo.`,
        `The file ${problem.file} is not a key file made by «thidua key new».`,
      );
    case 'key-file.wrong-passphrase':
      return say(
        `Mật khẩu không mở được khóa trong tệp ${problem.file}.`,
        `The passphrase does not open the key in the file ${problem.file}.`,
      );
    case 'passphrase.short':
      return say(
        `Mật khẩu của khóa phải có ít nhất ${problem.least} ký tự.`,
        `The passphrase of a key must have at least ${problem.least} characters.`,
      );
  }
}
