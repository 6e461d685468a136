import type { CellCode } from './cells.js';
import type { Place, SheetFacts } from './faults.js';

/** `don-vi.csv, dòng 6, cột “tu_ngay”` */
export function placeName<P extends string>(
  { part, row, column }: Place<P>,
  nameOf: (part: P) => string,
): string {
  const places = [nameOf(part), ...(row === null ? [] : [`dòng ${row}`])];
  return [...places, ...(column === null ? [] : [`cột “${column}”`])].join(', ');
}

/** What is wrong with a sheet by itself, and what to do; `command` makes its template. */
export function sheetSentence(it: SheetFacts, command: string): string {
  switch (it.code) {
    case 'sheet.missing':
      return it.sheets === undefined
        ? `Không có tệp này. Tạo tệp mẫu bằng «${command} --template THƯ-MỤC».`
        : `Không có trang tính này; tệp có các trang: ${it.sheets.join(', ')}. Hãy đặt lại tên trang, hoặc tạo tệp mẫu bằng «${command} --template TỆP.xlsx».`;
    case 'sheet.unreadable':
      return `Không đọc được tệp (${it.reason}). Hãy kiểm tra quyền đọc.`;
    case 'sheet.too-large':
      return `Tệp lớn hơn ${it.megabytes} MB; không có danh sách nào lớn như vậy. Hãy xem lại có đúng tệp không.`;
    case 'sheet.not-utf8':
      return it.isUtf16
        ? 'Tệp ở bảng mã UTF-16 (“Unicode Text”), không phải UTF-8. Trong Excel, hãy lưu dạng “CSV UTF-8 (Comma delimited)”.'
        : 'Tệp không phải là văn bản UTF-8 (có thể ở bảng mã cũ như windows-1258, TCVN3 hay VNI). Trong Excel, hãy lưu dạng “CSV UTF-8 (Comma delimited)”.';
    case 'sheet.malformed':
      return `Không tách được các ô${it.line === null ? '' : ` ở gần dòng ${it.line}`}: có dấu ngoặc kép mở mà không đóng. Hãy sửa, hoặc lưu lại tệp từ Excel.`;
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
    default:
      return cellSentence(it.code, it.given);
  }
}

/** What is wrong with one cell, and what to do. */
export function cellSentence(code: CellCode, given: string): string {
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
      if (/^\d{5}$/.test(given))
        return `“${given}” là số ngày của bảng tính, không phải là ngày; hãy định dạng ô là ngày, hoặc viết dạng 01/07/2025.`;
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
    case 'cell.not-count':
      return `“${given}” không phải là số nguyên từ 1 trở lên.`;
    case 'cell.not-number':
      return `“${given}” không phải là số; ví dụ 85,31.`;
    case 'cell.not-money':
      return `“${given}” không phải là số tiền (đồng); ví dụ 2.980.000.`;
    case 'cell.not-year':
      return `“${given}” không phải là năm; ví dụ 2022.`;
    case 'cell.not-outcome':
      return `“${given}” không phải là kết quả hồ sơ; chỉ ghi “chấp nhận”, “từ chối”, “đã rút” hoặc “không nộp”.`;
    case 'cell.not-kind':
      return `“${given}”: chỉ ghi “tập thể” hoặc “cá nhân”.`;
    case 'cell.error':
      return `Ô báo lỗi ${given}. Hãy sửa công thức, hoặc thay bằng giá trị.`;
    case 'cell.uncalculated':
      return `Ô có công thức chưa được tính (${given}). Hãy mở bằng Excel hay LibreOffice và lưu lại, hoặc thay bằng giá trị.`;
    case 'cell.merged':
      return `Các ô ${given} được gộp lại. Hãy bỏ gộp ô và ghi giá trị vào từng ô.`;
  }
}
