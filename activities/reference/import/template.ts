import { seatLabel, seatsOf } from '../../../workflows/plan/seats.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { guide, type Written, writeTexts } from '../setup/folder.js';
import { csvText, guideOfSheet } from '../setup/template.js';
import { pastParts, pastSheets } from './sheets.js';

/** Writes the empty sheets of an import into a folder, with a guide to their columns. As {@link writeTexts}. */
export const writePastTemplate = (folder: string, plan: Plan): Promise<Written> =>
  writeTexts(folder, [
    ...pastParts.map((part) => ({
      file: `${pastSheets[part].sheet}.csv`,
      text: csvText([pastSheets[part].columns.map(({ header }) => header)]),
    })),
    { file: guide, text: guideOf(plan) },
  ]);

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
    ...pastParts.flatMap((part) => guideOfSheet(`${pastSheets[part].sheet}.csv`, pastSheets[part])),
    '## Khối và vị trí',
    '',
    ...plan.annual.years.flatMap((year) => [
      `Năm ${year}:`,
      '',
      ...plan.blocs.map(({ code, full }) => {
        const seats = seatsOf(plan, String(year)).filter(({ bloc }) => bloc === code);
        return `- \`${code}\` (${full}): ${seats.map(seatLabel).join(', ')}`;
      }),
      '',
    ]),
  ].join('\n');
}
