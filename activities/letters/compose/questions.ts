import { readOption } from '../../../workflows/rules/selection/option.js';
import { readQuestionKey } from '../../../workflows/rules/selection/question-key.js';
import { blocHeading, isBloc } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { type Block, list, text } from './letter.js';
import { seatName } from './names.js';
import type { Scene, Selected } from './scene.js';

type Question = Selected['answer']['questions'][number];

/** A question's own words: what it is about, from its key alone, with the clause. */
export interface QuestionTitle {
  title: string;
  clause: string;
  /** What can be done beside answering. */
  otherwise: string;
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['tie', 'nhiều đơn vị bằng nhau'],
  ['ineligible', 'đơn vị đứng đầu chưa đủ điều kiện'],
  ['no-ranking', 'chưa có kết quả xếp hạng'],
  ['no-previous-ranking', 'chưa có kết quả xếp hạng năm trước'],
]);

const others: ReadonlyMap<string, string> = new Map([
  ['tie', 'ghi lại kết quả xếp hạng nếu quyết định công bố có phân định thứ hạng'],
  ['ineligible', 'gia hạn nộp hồ sơ cho đơn vị, hoặc trả hồ sơ để đơn vị hoàn thiện rồi xét lại'],
  ['no-ranking', 'ghi kết quả xếp hạng khi được công bố; vướng mắc sẽ tự hết'],
  ['no-previous-ranking', 'ghi kết quả xếp hạng năm trước; vướng mắc sẽ tự hết'],
  ['predecessors', 'đề nghị đơn vị bổ sung quyết định khen thưởng của đơn vị cũ trước khi quyết định'],
]);

/** What a question is about; its key is made of campaign, bloc, seat or subject, and reason or unit. */
export function questionTitle(plan: Plan, key: string, unitName: Scene['unitName']): QuestionTitle {
  const read = readQuestionKey(key);
  if (read === null || !isBloc(plan, read.bloc))
    return { title: `Vướng mắc ${key}`, clause: 'IV.1.b', otherwise: '' };
  const { campaign, bloc, subject, about: last } = read;
  const clause = campaign === 'summary' ? 'III.3.b' : 'III.3.a';
  if (subject === 'predecessors')
    return {
      title: `${blocHeading(plan, bloc)}: có tính Bằng khen của đơn vị trước khi sáp nhập cho ${unitName(last)} không?`,
      clause: 'III.1.b',
      otherwise: others.get(subject) ?? '',
    };
  const about =
    subject === 'top-three'
      ? `${String(plan.summary.topUnits.value).padStart(2, '0')} đơn vị có thứ hạng cao nhất`
      : seatName(subject);
  return {
    title: `${blocHeading(plan, bloc)}, ${about}: ${reasons.get(last) ?? last}`,
    clause,
    otherwise: others.get(last) ?? '',
  };
}

/** An option as an official reads it; the code that an answer sends stands beside it. */
function optionText(option: string, unitName: Scene['unitName']): string {
  const read = readOption(option);
  switch (read?.what) {
    case 'award':
      return `Tặng Bằng khen cho ${unitName(read.unit)}`;
    case 'unit':
      return `Chọn ${unitName(read.unit)}`;
    case 'vacant':
      return 'Để trống, không tặng';
    case 'count':
      return 'Tính Bằng khen của đơn vị trước khi sáp nhập';
    case 'do-not-count':
      return 'Không tính Bằng khen của đơn vị trước khi sáp nhập';
    case undefined:
      return option;
  }
}

/** One question: what it is, why it arose, what may be chosen, and what else can be done. */
export function questionBlocks(key: string, { plan, selected, unitName }: Scene): Block[] {
  const { title, clause, otherwise } = questionTitle(plan, key, unitName);
  const question: Question | undefined = selected?.answer.questions.find((it) => it.key === key);
  const options = (question?.options ?? []).map((option) => ({
    text: optionText(option, unitName),
    detail: `Mã phương án: ${option}`,
  }));
  return [
    list(title, [
      { text: question?.explanation ?? 'Vướng mắc này kế hoạch để người có thẩm quyền quyết định.', clause },
      { text: `Mã vướng mắc: ${key}` },
    ]),
    ...(options.length > 0 ? [list(`Chọn ${question?.choose ?? 1} phương án, có nêu lý do`, options)] : []),
    ...(otherwise === '' ? [] : [text(`Ngoài việc quyết định, có thể: ${otherwise}.`, 'IV.1')]),
  ];
}
