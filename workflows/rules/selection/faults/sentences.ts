import { blocName, type PlanNames } from '../../../plan/names.js';
import type { NomineeKind } from '../../../plan/schema.js';
import { listed } from '../listed.js';
import type { Expectation, FaultFacts } from './facts.js';

/** A fault of the selection's input, in Vietnamese. */
export function faultSentence(names: Pick<PlanNames, 'blocs'>, facts: FaultFacts): string {
  switch (facts.code) {
    case 'schema':
      return shapeSentence(facts);
    case 'duplicate-unit':
      return `Đơn vị “${facts.unit}” được khai nhiều lần.`;
    case 'unknown-unit':
      return facts.place === 'ranking'
        ? `Bảng xếp hạng ghi đơn vị “${facts.unit}” không có trong danh sách đơn vị.`
        : `Hồ sơ ghi đơn vị “${facts.unit}” không có trong danh sách đơn vị.`;
    case 'ranking-repeats-unit':
      return `Bảng xếp hạng ghi đơn vị “${facts.unit}” nhiều lần.`;
    case 'ranking-shape':
      return `Thứ hạng của ${listed(facts.blocs.map((bloc) => blocName(names, bloc)))} không liên tục: phải theo kiểu 1, 2, 2, 4 hoặc kiểu 1, 2, 2, 3.`;
    case 'duplicate-dossier':
      return `Đơn vị “${facts.unit}” có nhiều hồ sơ.`;
    case 'two-collective-nominees':
      return `Hồ sơ của đơn vị “${facts.unit}” đề nghị nhiều tập thể; mỗi hồ sơ chỉ có một tập thể là chính đơn vị (“${facts.nominee}” là tập thể thừa).`;
    case 'duplicate-nominee':
      return `Mã đề cử “${facts.nominee}” được dùng nhiều lần.`;
    case 'ledger-repeats':
      return facts.personId === null
        ? `Sổ Bằng khen ghi nhiều lần Bằng khen năm ${facts.year} của đơn vị “${facts.unit}”.`
        : `Sổ Bằng khen ghi nhiều lần Bằng khen năm ${facts.year} của cá nhân “${facts.personId}” thuộc đơn vị “${facts.unit}”.`;
    case 'waiver-unknown':
      return `Không có tiêu chuẩn “${facts.criterion}” đối với ${kindName(facts.kind)} nên không thể miễn.`;
    case 'waiver-repeats':
      return `Tiêu chuẩn “${facts.criterion}” đối với ${kindName(facts.kind)} được miễn nhiều lần.`;
    case 'succession-cycle':
      return `Quan hệ kế thừa giữa các đơn vị tạo thành vòng lặp: ${listed(facts.units.map((unit) => `“${unit}”`))}.`;
    case 'decision-repeats':
      return `Vướng mắc “${facts.question}” có nhiều quyết định.`;
    case 'decision-without-question':
      return `Quyết định cho vướng mắc “${facts.question}”, nhưng vướng mắc này không phát sinh.`;
    case 'choice-not-offered':
      return `Quyết định cho vướng mắc “${facts.question}” không hợp lệ: phải chọn đúng ${facts.choose}, không trùng nhau, trong số ${listed(facts.options.map((option) => `“${option}”`))}.`;
    case 'shortlist-unknown':
      return `Danh sách lựa chọn ghi “${facts.nominee}”, nhưng ${blocName(names, facts.bloc)} không có ${kindName(facts.kind)} nào được đề cử với mã này.`;
    case 'shortlist-repeats':
      return `Danh sách lựa chọn ghi nhiều lần “${facts.nominee}” hoặc cùng một người.`;
    case 'shortlist-over-quota':
      return `Danh sách lựa chọn ${kindName(facts.kind)} của ${blocName(names, facts.bloc)} có ${facts.listed} người hoặc đơn vị, vượt số lượng ${facts.seats} Bằng khen (mục III.3).`;
    case 'shortlist-not-eligible':
      return `Đề cử mã “${facts.nominee}” không đủ tiêu chuẩn nên không được lựa chọn (mục III.1).`;
    case 'shortlist-not-needed':
      return `${capitalised(blocName(names, facts.bloc))} có ${facts.eligible} tập thể đủ tiêu chuẩn, không nhiều hơn ${facts.seats} Bằng khen, nên không cần danh sách lựa chọn.`;
  }
}

function shapeSentence(facts: Extract<FaultFacts, { code: 'schema' }>): string {
  switch (facts.problem) {
    case 'not-json':
      return 'Dữ liệu đầu vào không phải là JSON hợp lệ.';
    case 'missing':
      return `Thiếu khóa bắt buộc “${facts.key}”.`;
    case 'unknown-key':
      return `Khóa “${facts.key}” không được phép có ở đây.`;
    case 'wrong':
      return `Giá trị không hợp lệ: cần ${expectationName(facts.expected)}.`;
  }
}

function expectationName(expected: Expectation): string {
  switch (expected.type) {
    case 'object':
      return 'một đối tượng JSON';
    case 'list':
      return 'một danh sách JSON';
    case 'text':
      return 'văn bản Unicode không rỗng';
    case 'boolean':
      return 'true hoặc false';
    case 'number':
      return 'một số';
    case 'integer':
      return 'một số nguyên';
    case 'at-least':
      return `một số nguyên không nhỏ hơn ${expected.minimum}`;
    case 'one-of':
      return `một trong các giá trị: ${listed(expected.values)}`;
  }
}

function kindName(kind: NomineeKind): string {
  return kind === 'collective' ? 'tập thể' : 'cá nhân';
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
