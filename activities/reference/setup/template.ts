import { formatDay } from '../../../workflows/rules/days.js';
import { fileOf, type Part, parts, type SetUp, type SheetColumn, sheets } from './sheets.js';

/** A part's rows as a CSV file that spreadsheets open with its diacritics right: UTF-8 with a mark, CRLF. */
export function csvOf(part: Part, setUp: SetUp): string {
  const columns: readonly SheetColumn[] = sheets[part].columns;
  const rows: readonly Row[] = setUp[part];
  return csvText([
    columns.map(({ header }) => header),
    ...rows.map((row) => columns.map((column) => textOf(column, row[column.field] ?? null))),
  ]);
}

/** Rows of cells as a CSV file: UTF-8 with a mark, CRLF. */
export function csvText(lines: readonly (readonly string[])[]): string {
  return `\ufeff${lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`;
}

/** A row's values by field. */
export type Row = Readonly<Record<string, string | boolean | null>>;

/** A value as people write it. */
export function textOf({ holds }: SheetColumn, value: string | boolean | null): string {
  if (value === null || value === false) return '';
  if (value === true) return 'có';
  return holds === 'day' ? formatDay(value) : value;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** What a sample says of itself first. */
export const sampleNotice = [
  'MẪU ĐÃ ĐIỀN – NGƯỜI VÀ HỘP THƯ GIẢ ĐỊNH',
  'Chỉ dùng để xem và chạy thử; chương trình không ghi những người giả định này vào cơ sở dữ liệu phục vụ thật.',
] as const;

/** What stands in each file and column, for whoever fills them. */
export function guideOf(blocs: readonly { code: string; full: string }[], isSample: boolean): string {
  return [
    ...(isSample ? [`# ${sampleNotice[0]}`, '', sampleNotice[1], ''] : []),
    '# Thiết lập phong trào',
    '',
    'Điền bốn tệp CSV dưới đây (mở được bằng Excel hoặc LibreOffice), rồi chạy «thidua setup THƯ-MỤC»;',
    'hoặc một tệp .xlsx có bốn trang cùng tên (don-vi, hop-thu, can-bo-dau-moi, chuc-vu), rồi chạy «thidua setup TỆP.xlsx».',
    'Khi lưu từ Excel, chọn “CSV UTF-8 (Comma delimited)”. Ngày viết dạng 01/07/2025 hoặc 2025-07-01.',
    'Dòng bắt đầu bằng # được bỏ qua. Chạy lại bất cứ lúc nào để cập nhật: trước khi ghi, chương trình cho xem những gì sẽ thay đổi.',
    'Đơn vị không bao giờ bị xóa: khi kết thúc hoạt động thì ghi ngày cuối cùng và đơn vị kế thừa.',
    '',
    ...parts.flatMap((part) => guideOfSheet(fileOf(part), sheets[part])),
    '## Mã các khối',
    '',
    ...blocs.map(({ code, full }) => `- \`${code}\`: ${full}`),
    '',
  ].join('\n');
}

/** What stands in a file's columns. */
export function guideOfSheet(
  file: string,
  { about: sheetAbout, columns }: { about: string; columns: readonly SheetColumn[] },
): string[] {
  const rows = columns.map(({ header, about, isOptional }) => {
    const obligation = isOptional === true ? ' (có thể bỏ cột này)' : '';
    return `- \`${header}\`: ${about}${obligation}`;
  });
  return [`## ${file}`, '', `${sheetAbout}.`, '', ...rows, ''];
}
