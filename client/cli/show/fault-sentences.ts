import type { Fault, FaultCode } from '../../../activities/records/evidence/fault.js';
import { say } from '../../language/language.js';

const words: Record<FaultCode, string> = {
  'missing-row': say('thiếu dòng trước đó', 'the row before is missing'),
  'other-previous': say('không nối tiếp dòng trước', 'it does not follow the row before'),
  'other-hash': say('mã băm không khớp', 'the digest does not match'),
  'other-content': say('nội dung khác với lúc ghi', 'the content differs from what was written'),
  altered: say('khác với lúc ghi', 'it differs from what was written'),
  unsealed: say('không do một việc nào đã ghi sổ tạo ra', 'no recorded act made it'),
  removed: say('đã bị xóa', 'it was deleted'),
  'other-changes': say(
    'những thay đổi của việc này không khớp với mã băm trong sổ ghi việc',
    'what this act changed does not match the digest in the audit',
  ),
  'no-act': say('thay đổi không do một việc nào đã ghi sổ', 'changed by no recorded act'),
  'other-digest': say('nội dung không khớp với mã băm', 'the content does not match its digest'),
  'other-receipt': say(
    'số biên nhận không khớp với nội dung, người nộp và giờ nhận',
    'the receipt does not match content, filer and time',
  ),
  unreadable: say('không đọc được nữa', 'it can no longer be read'),
  'no-file': say('có tệp được nêu mà kho tệp không có', 'a file is named that the store does not have'),
  'not-as-acted': say('không khớp với việc đã ghi sổ', 'it does not match the recorded act'),
  'no-decision': say(
    'không có quyết định, hoặc quyết định không khớp với bản ký duyệt',
    'there is no decision, or it does not match the sign-off',
  ),
  'no-selection': say('không tính lại được danh sách đã ký', 'the signed list cannot be computed anew'),
  'no-list': say(
    'danh sách tính lại khác với danh sách đã ký',
    'computed anew, the list differs from the signed one',
  ),
  'no-proof': say('việc của một người nhưng không có chữ ký', 'an act of a person without signature'),
  malformed: say('chữ ký không đúng mẫu', 'the signature is malformed'),
  'unknown-key': say('khóa chưa từng được đăng ký', 'the key was never registered'),
  'revoked-key': say('khóa đã bị thu hồi trước đó', 'the key had been revoked before'),
  'other-person': say('khóa của người khác', "the key is another person's"),
  'no-sign-in': say(
    'khóa của cổng thông tin nhưng chữ ký không nêu ai đã đăng nhập',
    "the key is a portal's, but the signature does not say who signed in",
  ),
  'no-portal': say(
    'khóa của một người nhưng chữ ký nêu người đăng nhập cổng thông tin',
    "the key is a person's, but the signature names one who signed in to a portal",
  ),
  'old-sign-in': say(
    'lần đăng nhập nêu trong chữ ký đã quá lâu so với lúc ký',
    'the sign-in that the signature names was too long before it',
  ),
  'wrong-signature': say('chữ ký không khớp', 'the signature does not match'),
  'other-key': say(
    'khóa trong danh bạ khác với lúc đăng ký',
    'the registered key differs from what was registered',
  ),
};

/** A fault as an auditor reads it: `- ledger 263/2023/…, cột money: …`. */
export const faultLine = ({ table, row, fault, column }: Fault): string =>
  `- ${table} ${row}${column === undefined ? '' : say(`, cột ${column}`, `, column ${column}`)}: ${words[fault]}`;
