import { type OwnQuestion, ownQuestionIn } from '../../workflows/api/own-questions.js';
import { blocLabel } from '../../workflows/plan/names.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { readQuestionKey } from '../../workflows/rules/selection/question-key.js';
import { officeName, seatLabel } from '../language/names.js';
import { say, type Words } from '../language/language.js';

const questionReasons: ReadonlyMap<string, Words> = new Map([
  ['tie', ['đồng hạng', 'tie']],
  ['ineligible', ['đơn vị đứng đầu chưa đủ điều kiện', 'the first unit is not eligible']],
  ['no-ranking', ['chưa có kết quả xếp hạng', 'no ranking yet']],
  ['no-previous-ranking', ['chưa có kết quả xếp hạng năm trước', 'no ranking of the year before']],
]);

/** Why a question arose, in a few words; undefined where its key doesn't tell. */
export const questionReason = (key: string): string | undefined =>
  reasonNamed(readQuestionKey(key)?.about ?? '');

function reasonNamed(about: string): string | undefined {
  const words = questionReasons.get(about);
  return words === undefined ? undefined : say(...words);
}

/** A question in a few words, made from its key: `UBND quận, huyện – Hạng cao nhất: đồng hạng`. */
export function questionLabel(plan: Plan, key: string): string {
  const own = ownQuestionIn(key);
  if (own !== null) return ownQuestionLabel(plan, own);
  const read = readQuestionKey(key);
  if (read === null) return key;
  const { bloc, subject, about } = read;
  const name = blocLabel(plan, bloc);
  if (subject === 'predecessors')
    return say(
      `${name} – tính Bằng khen của đơn vị trước sáp nhập cho ${about}`,
      `${name} – whether certificates of the predecessor count for ${about}`,
    );
  const what =
    subject === 'top-three'
      ? say(`${plan.summary.topUnits.value} đơn vị dẫn đầu`, `the first ${plan.summary.topUnits.value} units`)
      : seatLabel({ kind: 'collective', seat: subject });
  return `${name} – ${what}: ${reasonNamed(about) ?? about}`;
}

function ownQuestionLabel(plan: Plan, question: OwnQuestion): string {
  switch (question) {
    case 'cutoff':
      return say(
        'ngày cuối cùng nộp hồ sơ không phải ngày làm việc: giữ nguyên hay gia hạn',
        'the last day for filing is not a working day: keep or extend',
      );
    case 'forward-cutoff':
      return say(
        `ngày cuối cùng trình hồ sơ sang ${officeName(plan, 'board')} không phải ngày làm việc: giữ nguyên hay gia hạn`,
        `the last day for forwarding to ${officeName(plan, 'board')} is not a working day: keep or extend`,
      );
    case 'late-opening':
      return say(
        'hạn nộp hồ sơ đã qua trước khi phong trào chạy trên hệ thống: gia hạn hay không thực hiện ở đây',
        'the cutoff of dossiers was past before the movement ran on the system: extend, or do it elsewhere',
      );
    case 'participants':
      return say(
        'đơn vị đã giải thể, sáp nhập nào được tham gia và ai nộp hồ sơ thay',
        'which ended units take part, and who files for them',
      );
  }
}

/** A ranking's index as it is read: `90,5`. */
export const scoreLabel = (score: number): string => String(score).replace('.', ',');
