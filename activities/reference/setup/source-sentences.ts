import type { SourceFault } from './source.js';

/** Why nothing can be read from a place, and what to do; `command` makes its template. */
export const sourceSentence = (it: SourceFault, command: string): string =>
  `${it.path}: ${whySentence(it, command)}`;

const saveAnew = 'Hãy mở tệp bằng Excel hay LibreOffice và lưu lại dạng “Excel Workbook (*.xlsx)”';

function whySentence(it: SourceFault, command: string): string {
  switch (it.code) {
    case 'source.missing':
      return `Không có thư mục (hay tệp .xlsx) này. Tạo bản mẫu bằng «${command} --template THƯ-MỤC» hoặc «${command} --template TỆP.xlsx».`;
    case 'source.unreadable':
      return `Có thư mục (hay tệp) này nhưng không đọc được (${it.reason}). Hãy kiểm tra quyền đọc của tài khoản đang chạy lệnh.`;
    case 'source.other':
      return 'Đây không phải là thư mục hay tệp .xlsx. Các tệp CSV thì để cùng một thư mục và nêu thư mục ấy; bảng tính dạng khác thì lưu lại dạng “Excel Workbook (*.xlsx)”.';
    case 'workbook.empty':
      return 'Tệp rỗng (0 byte); có thể việc sao chép bị ngắt. Hãy lấy lại tệp.';
    case 'workbook.old':
      return `Tệp là bảng tính kiểu cũ (.xls) dù tên là .xlsx. ${saveAnew}.`;
    case 'workbook.locked':
      return 'Tệp được bảo vệ bằng mật khẩu (mã hóa). Hãy mở bằng mật khẩu, bỏ mật khẩu mở tệp rồi lưu lại.';
    case 'workbook.other':
      return `Tệp không phải là bảng tính .xlsx dù có tên như vậy. ${saveAnew}; nếu thật ra là tệp CSV thì đổi đuôi tệp thành .csv.`;
    case 'workbook.damaged':
      return `Tệp .xlsx bị hỏng, hoặc được tạo sai quy cách. ${saveAnew}, hoặc lấy lại bản gốc.`;
    case 'workbook.too-large':
      return 'Tệp quá lớn khi bung ra. Hãy chỉ giữ các trang cần thiết, xóa dòng, cột trống đã định dạng và hình ảnh, hoặc dùng các tệp CSV.';
    case 'workbook.too-slow':
      return 'Đọc tệp quá lâu nên đã dừng. Hãy chỉ giữ các trang cần thiết, xóa dòng, cột trống đã định dạng, hoặc dùng các tệp CSV.';
  }
}
