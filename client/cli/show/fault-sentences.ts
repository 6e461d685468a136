import type { Fault, FaultCode } from '../../../activities/records/evidence/fault.js';

const words: Record<FaultCode, string> = {
  'missing-row': 'thiếu dòng trước đó',
  'other-previous': 'không nối tiếp dòng trước',
  'other-hash': 'mã băm không khớp',
  'other-content': 'nội dung khác với lúc ghi',
  altered: 'khác với lúc ghi',
  unsealed: 'không do một việc nào đã ghi sổ tạo ra',
  removed: 'đã bị xóa',
  'other-changes': 'những thay đổi của việc này không khớp với mã băm trong sổ ghi việc',
  'no-act': 'thay đổi không do một việc nào đã ghi sổ',
  'other-digest': 'nội dung không khớp với mã băm',
  'other-receipt': 'số biên nhận không khớp với nội dung, người nộp và giờ nhận',
  unreadable: 'không đọc được nữa',
  'no-file': 'có tệp được nêu mà kho tệp không có',
  'not-as-acted': 'không khớp với việc đã ghi sổ',
  'no-decision': 'không có quyết định, hoặc quyết định không khớp với bản ký duyệt',
  'no-selection': 'không tính lại được danh sách đã ký',
  'no-list': 'danh sách tính lại khác với danh sách đã ký',
  'no-proof': 'việc của một người nhưng không có chữ ký',
  malformed: 'chữ ký không đúng mẫu',
  'unknown-key': 'khóa chưa từng được đăng ký',
  'revoked-key': 'khóa đã bị thu hồi trước đó',
  'other-person': 'khóa của người khác',
  'no-sign-in': 'khóa của cổng thông tin nhưng chữ ký không nêu ai đã đăng nhập',
  'no-portal': 'khóa của một người nhưng chữ ký nêu người đăng nhập cổng thông tin',
  'old-sign-in': 'lần đăng nhập nêu trong chữ ký đã quá lâu so với lúc ký',
  'wrong-signature': 'chữ ký không khớp',
  'other-key': 'khóa trong danh bạ khác với lúc đăng ký',
};

/** A fault as an auditor reads it: `- ledger 263/2023/…, cột money: …`. */
export const faultLine = ({ table, row, fault, column }: Fault): string =>
  `- ${table} ${row}${column === undefined ? '' : `, cột ${column}`}: ${words[fault]}`;
