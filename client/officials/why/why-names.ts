import type { Part } from './line.js';
import type { Verdict } from './verdict.js';

/** The parts of the page of why, in words. */
export const partNames: Record<Part, string> = {
  dossier: 'Hồ sơ',
  criteria: 'Tiêu chuẩn',
  ranking: 'Xếp hạng cải cách hành chính',
  questions: 'Vướng mắc và quyết định',
  choice: 'Lựa chọn',
  rule: 'Kết quả theo quy tắc',
  list: 'Trình, thẩm định, ký',
  award: 'Quyết định khen thưởng',
  people: 'Cá nhân của đơn vị',
};

/** How it ended, in words. */
export const outcomeNames: Record<Verdict['outcome'], string> = {
  awarded: 'ĐƯỢC TẶNG BẰNG KHEN',
  revoked: 'BẰNG KHEN ĐÃ BỊ THU HỒI',
  struck: 'BỊ GẠCH TÊN KHI KÝ',
  'not-chosen': 'KHÔNG ĐƯỢC CHỌN',
  refused: 'KHÔNG ĐỦ ĐIỀU KIỆN',
  'not-filed': 'KHÔNG ĐƯỢC XÉT',
  proposed: 'ĐANG ĐƯỢC ĐỀ NGHỊ',
  pending: 'CHƯA CÓ KẾT QUẢ',
};
