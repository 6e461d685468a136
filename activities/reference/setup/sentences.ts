import { formatDay } from '../../../workflows/rules/days.js';
import type { CellCode } from './cells.js';
import type { FaultFacts, Place, SetUpFault, SetUpWarning } from './faults.js';
import { fileOf, type Part } from './sheets.js';

/** A fault or a warning as the operator reads it: file, row and column, what is wrong, what to do. */
export const setUpSentence = (
  fault: SetUpFault | SetUpWarning,
  nameOf: (part: Part) => string = fileOf,
): string => `${placeName(fault, nameOf)}: ${factsSentence(fault)}`;

function placeName({ part, row, column }: Place, nameOf: (part: Part) => string): string {
  const places = [nameOf(part), ...(row === null ? [] : [`dòng ${row}`])];
  return [...places, ...(column === null ? [] : [`cột “${column}”`])].join(', ');
}

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
    case 'sheet.missing':
      return 'Không có tệp (hay trang tính) này. Tạo tệp mẫu bằng «thidua setup --template THƯ-MỤC».';
    case 'sheet.unreadable':
      return `Không đọc được tệp (${it.reason}). Hãy kiểm tra quyền đọc.`;
    case 'sheet.not-utf8':
      return 'Tệp không phải là văn bản UTF-8. Trong Excel, hãy lưu dạng “CSV UTF-8 (Comma delimited)”.';
    case 'sheet.malformed':
      return `Không tách được các ô${it.line === null ? '' : ` ở gần dòng ${it.line}`}: có dấu ngoặc kép mở mà không đóng. Hãy sửa, hoặc lưu lại tệp từ Excel.`;
    case 'workbook.unreadable':
      return 'Tệp không phải là bảng tính .xlsx đọc được (hỏng, có mật khẩu, hoặc quá lớn).';
    case 'sheet.broken-cells':
      return `Các ô ${it.cells.join(', ')} báo lỗi hoặc có công thức chưa được tính. Hãy thay bằng giá trị.`;
    case 'sheet.empty':
      return 'Không có dòng tiêu đề.';
    case 'column.missing':
      return 'Thiếu cột này trong dòng tiêu đề.';
    case 'column.unknown':
      return 'Cột không được biết đến; hãy bỏ cột hoặc sửa tiêu đề theo tệp mẫu.';
    case 'column.repeated':
      return 'Cột này có hai lần.';
    case 'row.too-long':
      return 'Dòng có ô nằm ngoài các cột có tiêu đề; có thể một ô chứa dấu phân cách mà không đặt trong ngoặc kép.';
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
      return cellSentence(it.code, it.given);
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

function cellSentence(code: CellCode, given: string): string {
  switch (code) {
    case 'cell.empty':
      return 'Ô này không được để trống.';
    case 'cell.too-long':
      return `Nội dung quá dài (“${given}…”).`;
    case 'cell.unprintable':
      return `Ô có ký tự không đọc được (“${given}”); tệp có thể đã bị lưu sai bảng mã.`;
    case 'cell.not-code':
      return `“${given}” không phải là mã: chỉ dùng chữ thường không dấu, chữ số và gạch nối, ví dụ so-noi-vu.`;
    case 'cell.not-day':
      return `“${given}” không phải là ngày có thật; ngày viết dạng 01/07/2025 hoặc 2025-07-01.`;
    case 'cell.not-person':
      return `“${given}” không phải là mã cán bộ: không có dấu cách, nhiều nhất 64 ký tự.`;
    case 'cell.not-office':
      return `“${given}” không phải là cơ quan; chỉ có home-affairs, board và chairman.`;
    case 'cell.not-yes-no':
      return `“${given}”: chỉ ghi “có” hoặc “không”.`;
    case 'cell.not-address':
      return `“${given}” không phải là địa chỉ thư điện tử.`;
    case 'cell.not-recipient':
      return `“${given}” không phải là nơi nhận: viết unit:MÃ-ĐƠN-VỊ, office:home-affairs, office:board, office:chairman hoặc press:MÃ-BÁO-ĐÀI.`;
  }
}
