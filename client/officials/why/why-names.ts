import type { Part } from './line.js';
import type { Verdict } from './verdict.js';
import { say } from '../../language/language.js';

/** The parts of the page of why, in words. */
export const partNames: Record<Part, string> = {
  dossier: say('Hồ sơ', 'Dossier'),
  criteria: say('Tiêu chuẩn', 'Criteria'),
  ranking: say('Xếp hạng cải cách hành chính', 'Reform ranking'),
  questions: say('Vướng mắc và quyết định', 'Questions and answers'),
  choice: say('Lựa chọn', 'Choice'),
  rule: say('Kết quả theo quy tắc', 'Result by the rules'),
  list: say('Trình, thẩm định, ký', 'Forwarding, appraisal, sign-off'),
  award: say('Quyết định khen thưởng', 'Decision'),
  people: say('Cá nhân của đơn vị', 'Individuals of the unit'),
};

/** How it ended, in words. */
export const outcomeNames: Record<Verdict['outcome'], string> = {
  awarded: say('ĐƯỢC TẶNG BẰNG KHEN', 'GIVEN A CERTIFICATE'),
  revoked: say('BẰNG KHEN ĐÃ BỊ THU HỒI', 'CERTIFICATE REVOKED'),
  struck: say('BỊ GẠCH TÊN KHI KÝ', 'STRUCK AT THE SIGN-OFF'),
  'not-chosen': say('KHÔNG ĐƯỢC CHỌN', 'NOT CHOSEN'),
  refused: say('KHÔNG ĐỦ ĐIỀU KIỆN', 'NOT ELIGIBLE'),
  'not-filed': say('KHÔNG ĐƯỢC XÉT', 'NOT CONSIDERED'),
  proposed: say('ĐANG ĐƯỢC ĐỀ NGHỊ', 'PROPOSED'),
  pending: say('CHƯA CÓ KẾT QUẢ', 'NO RESULT YET'),
};
