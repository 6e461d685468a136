import { seatLabel, seatsOf } from '../../../workflows/plan/seats.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { guide, isWorkbookName, type Written, writeFiles, writeWorkbook } from '../setup/folder.js';
import { csvFileOf } from '../setup/sheets.js';
import { csvText, guideOfSheet } from '../setup/template.js';
import { blocChoices, howToFill, type TemplateWorkbook } from '../setup/workbook-template.js';
import { pastParts, pastSheets } from './sheets.js';

/** Writes the empty sheets of an import into a workbook (.xlsx) or a folder of CSV files, with a guide. As {@link writeFiles}. */
export const writePastTemplate = (path: string, plan: Plan): Promise<Written> =>
  isWorkbookName(path)
    ? writeWorkbook(path, pastWorkbook(plan))
    : writeFiles(path, [
        ...pastParts.map((part) => ({
          file: csvFileOf(pastSheets[part].sheet),
          content: csvText([pastSheets[part].columns.map(({ header }) => header)]),
        })),
        { file: guide, content: guideOf(plan) },
      ]);

const pastWorkbook = (plan: Plan): TemplateWorkbook => ({
  guide: [
    'Nhập các đợt khen thưởng đã qua',
    `Điền ba trang ${pastParts.map((part) => pastSheets[part].sheet).join(', ')}, lưu lại, rồi chạy «thidua import TỆP.xlsx».`,
    ...howToFill,
    'Các đơn vị phải được thiết lập trước («thidua setup»). Có một lỗi thì không ghi gì cả. Chỉ nhập đợt đã có quyết định khen thưởng.',
    'Các vị trí (cột vi_tri) theo năm và khối:',
    ...plan.annual.years.flatMap((year) =>
      plan.blocs.map(
        ({ code, full }) => `${year}, ${code} (${full}): ${seatNames(plan, String(year), code)}`,
      ),
    ),
  ],
  sheets: pastParts.map((part) => ({ ...pastSheets[part], rows: [] })),
  lists: {
    bloc: blocChoices(plan.blocs),
    kind: [
      { value: 'tập thể', meaning: 'Bằng khen của một tập thể' },
      { value: 'cá nhân', meaning: 'Bằng khen của một cá nhân' },
    ],
    outcome: [
      { value: 'chấp nhận', meaning: 'hồ sơ được chấp nhận' },
      { value: 'từ chối', meaning: 'hồ sơ bị từ chối' },
      { value: 'đã rút', meaning: 'đơn vị đã rút hồ sơ' },
      { value: 'không nộp', meaning: 'hết hạn mà không nộp' },
    ],
  },
});

const seatNames = (plan: Plan, year: string, bloc: string): string =>
  seatsOf(plan, year)
    .filter((it) => it.bloc === bloc)
    .map(seatLabel)
    .join(', ');

function guideOf(plan: Plan): string {
  return [
    '# Nhập các đợt khen thưởng đã qua',
    '',
    'Điền ba tệp CSV dưới đây (mở được bằng Excel hoặc LibreOffice), rồi chạy «thidua import THƯ-MỤC»;',
    'hoặc một tệp .xlsx có ba trang cùng tên (xep-hang, ho-so, bang-khen), rồi chạy «thidua import TỆP.xlsx».',
    'Khi lưu từ Excel, chọn “CSV UTF-8 (Comma delimited)”. Ngày viết dạng 01/07/2025 hoặc 2025-07-01. Không gộp ô.',
    'Dòng bắt đầu bằng # được bỏ qua. Các đơn vị phải được thiết lập trước («thidua setup»). Trước khi ghi, chương trình cho xem sẽ ghi những gì;',
    'có một lỗi thì không ghi gì cả. Chỉ nhập đợt đã có quyết định khen thưởng.',
    '',
    ...pastParts.flatMap((part) => guideOfSheet(csvFileOf(pastSheets[part].sheet), pastSheets[part])),
    '## Khối và vị trí',
    '',
    ...plan.annual.years.flatMap((year) => [
      `Năm ${year}:`,
      '',
      ...plan.blocs.map(
        ({ code, full }) => `- \`${code}\` (${full}): ${seatNames(plan, String(year), code)}`,
      ),
      '',
    ]),
  ].join('\n');
}
