import { formatDay } from '../../../workflows/rules/days.js';
import type { FaultFacts, SetUpFault, SetUpWarning } from './faults.js';
import { placeName, sheetSentence } from './sheet-sentences.js';
import { fileOf, type Part } from './sheets.js';

/** A fault or a warning as the operator reads it: file, row and column, what is wrong, what to do. */
export const setUpSentence = (
  fault: SetUpFault | SetUpWarning,
  nameOf: (part: Part) => string = fileOf,
): string => `${placeName(fault, nameOf)}: ${factsSentence(fault)}`;

function factsSentence(it: SetUpFault | SetUpWarning): string {
  switch (it.code) {
    case 'unit.no-mailbox':
      return `Đơn vị ${it.name} (${it.unit}) đang hoạt động nhưng chưa có hộp thư; sẽ không có thư nào đến được.`;
    case 'unit.no-official':
      return `Đơn vị ${it.name} (${it.unit}) đang hoạt động nhưng chưa có cán bộ đầu mối.`;
    case 'office.no-mailbox':
      return `Chưa có hộp thư của cơ quan “${it.office}”; hãy thêm dòng office:${it.office}.`;
    default:
      return faultSentence(it);
  }
}

/** What is wrong with a file of cells, or with one of them, and what to do. */
export function faultSentence(it: FaultFacts): string {
  switch (it.code) {
    case 'row.repeated':
      return `“${it.what}” đã có ở dòng ${it.first}; mỗi mã chỉ được ghi một lần.`;
    case 'bloc.unknown':
      return `Kế hoạch không có khối “${it.bloc}”; các khối: ${it.known.join(', ')}.`;
    case 'registry':
      return registrySentence(it.problem);
    case 'unit.unknown':
      return `Không có đơn vị “${it.unit}” trong danh sách đơn vị.`;
    case 'period.reversed':
      return 'Ngày kết thúc trước ngày bắt đầu.';
    case 'period.overlap':
      return `Thời gian của “${it.person}” chồng lên thời gian ghi ở dòng ${it.other}.`;
    case 'person.two-names':
      return `Mã “${it.person}” đã là của ${it.other}, không thể là của ${it.name}; mỗi người một mã.`;
    case 'person.two-addresses':
      return `“${it.person}” đã có địa chỉ ${it.other}, không thể có cả ${it.address}; mỗi người một địa chỉ ở mọi dòng.`;
    case 'address.two-people':
      return `Địa chỉ ${it.address} đã là của “${it.other}”, không thể là của cả “${it.person}”; mỗi người đăng nhập bằng địa chỉ của riêng mình.`;
    case 'chairman.two':
      return `Từ ${formatDay(it.from)} có hai người cùng giữ chức Chủ tịch: ${it.other} (dòng ${it.otherRow}) và ${it.person}. Hãy ghi ngày kết thúc của người trước; cấp phó ký thay thì ghi thể thức “KT. …”.`;
    case 'office.vacant':
      return `Ngày ${formatDay(it.on)} chưa có ai giữ chức vụ tại cơ quan “${it.office}”; hãy ghi ít nhất một người.`;
    case 'unit.left-out':
      return `Thiếu đơn vị ${it.name} (${it.unit}) đang có trong cơ sở dữ liệu. Đơn vị không bao giờ bị xóa; nếu đã kết thúc hoạt động, hãy giữ dòng này và ghi ngày cuối cùng.`;
    case 'holder.left-out':
      return `“${it.person}” đã làm việc cho cơ quan “${it.office}” ngày ${formatDay(it.on)}, nên phải có dòng ghi người này giữ chức vụ ngày đó; nếu đã thôi, hãy ghi ngày cuối cùng.`;
    case 'official.left-out':
      return `“${it.person}” đã làm việc cho đơn vị “${it.unit}” ngày ${formatDay(it.on)}, nên phải có dòng ghi người này là đầu mối ngày đó; nếu đã thôi, hãy ghi ngày cuối cùng.`;
    default:
      return sheetSentence(it, 'thidua setup');
  }
}

function registrySentence(it: Extract<FaultFacts, { code: 'registry' }>['problem']): string {
  switch (it.code) {
    case 'ends-before-it-begins':
      return `Đơn vị “${it.unit}” kết thúc trước ngày bắt đầu.`;
    case 'unknown-parent':
      return `Không có đơn vị cấp trên “${it.parent}” trong danh sách.`;
    case 'unknown-successor':
      return `Không có đơn vị kế thừa “${it.successor}” trong danh sách.`;
    case 'successor-without-end':
      return `Đơn vị “${it.unit}” có đơn vị kế thừa nhưng chưa ghi ngày cuối cùng.`;
    case 'succession-gap': {
      const begins = it.begins === null ? '' : ` (bắt đầu ${formatDay(it.begins)})`;
      return `Đơn vị kế thừa “${it.successor}”${begins} không hoạt động vào ngày sau ngày cuối cùng ${formatDay(it.ended)} của “${it.unit}”.`;
    }
    case 'succession-cycle':
      return `Đơn vị “${it.unit}” nằm trong một vòng kế thừa khép kín.`;
    case 'same-name-in-force':
      return `Đơn vị “${it.unit}” trùng tên với “${it.other}” trong cùng thời gian.`;
  }
}
