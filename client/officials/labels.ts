import { type OwnQuestion, ownQuestionIn } from '../../workflows/api/own-questions.js';
import { blocLabel, officeName } from '../../workflows/plan/names.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { seatLabel } from '../../workflows/plan/seats.js';
import { readQuestionKey } from '../../workflows/rules/selection/question-key.js';

const questionReasons: ReadonlyMap<string, string> = new Map([
  ['tie', 'đồng hạng'],
  ['ineligible', 'đơn vị đứng đầu chưa đủ điều kiện'],
  ['no-ranking', 'chưa có kết quả xếp hạng'],
  ['no-previous-ranking', 'chưa có kết quả xếp hạng năm trước'],
]);

/** Why a question arose, in a few words; undefined where its key doesn't tell. */
export const questionReason = (key: string): string | undefined =>
  questionReasons.get(readQuestionKey(key)?.about ?? '');

/** A question in a few words, made from its key: `UBND quận, huyện – Hạng cao nhất: đồng hạng`. */
export function questionLabel(plan: Plan, key: string): string {
  const own = ownQuestionIn(key);
  if (own !== null) return ownQuestionLabel(plan, own);
  const read = readQuestionKey(key);
  if (read === null) return key;
  const { bloc, subject, about } = read;
  const name = blocLabel(plan, bloc);
  if (subject === 'predecessors') return `${name} – tính Bằng khen của đơn vị trước sáp nhập cho ${about}`;
  const what =
    subject === 'top-three'
      ? `${plan.summary.topUnits.value} đơn vị dẫn đầu`
      : seatLabel({ kind: 'collective', seat: subject });
  return `${name} – ${what}: ${questionReasons.get(about) ?? about}`;
}

function ownQuestionLabel(plan: Plan, question: OwnQuestion): string {
  switch (question) {
    case 'cutoff':
      return 'ngày cuối cùng nộp hồ sơ không phải ngày làm việc: giữ nguyên hay gia hạn';
    case 'forward-cutoff':
      return `ngày cuối cùng trình hồ sơ sang ${officeName(plan, 'board')} không phải ngày làm việc: giữ nguyên hay gia hạn`;
    case 'late-opening':
      return 'hạn nộp hồ sơ đã qua trước khi phong trào chạy trên hệ thống: gia hạn hay không thực hiện ở đây';
    case 'participants':
      return 'đơn vị đã giải thể, sáp nhập nào được tham gia và ai nộp hồ sơ thay';
  }
}

/** A ranking's index as it is read: `90,5`. */
export const scoreLabel = (score: number): string => String(score).replace('.', ',');
