import { type CellStyle, writeXlsx } from 'hucre/xlsx';
import type { UnitDetails } from '../../activities/records/registry/units.js';
import { blocName, periodName } from '../../workflows/plan/names.js';
import { compareText } from '../../workflows/rules/code-points.js';
import type { CampaignKey } from '../../workflows/plan/schema.js';
import type { RankingGround } from './ranking-file.js';

const bold: CellStyle = { font: { bold: true, name: 'Calibri', size: 11 } };
const wrapped: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };
const titles = ['đơn vị', 'tên', 'hạng', 'điểm'];

/**
 * A workbook (.xlsx) in which a bloc's ranking is filled: a row a unit that may be ranked, its rank and index left open. Its
 * cells take what a ranking takes: units of the bloc, whole ranks from 1, indices from 0.
 */
export function rankingTemplate(
  { plan, bloc, units, isInForce }: RankingGround,
  campaign: CampaignKey,
): Promise<Uint8Array> {
  const own = units
    .filter((it) => it.bloc === bloc && isInForce(it))
    .sort((one, other) => compareText(one.code, other.code));
  const last = own.length + 1;
  return writeXlsx({
    sheets: [
      {
        name: 'Xếp hạng',
        columns: [{ width: 42 }, { width: 56 }, { width: 10 }, { width: 10 }],
        rows: [titles, ...own.map(({ code, name }) => [code, name, null, null])],
        cells: new Map(titles.map((value, column) => [`0,${column}`, { value, style: bold }])),
        freezePane: { rows: 1 },
        dataValidations: [
          {
            type: 'list',
            range: `A2:A${last}`,
            formula1: `'Đơn vị'!$A$2:$A$${last}`,
            ...stop('Không có trong khối', 'Hãy chọn mã của một đơn vị trong khối (xem trang “Đơn vị”).'),
          },
          {
            type: 'whole',
            operator: 'greaterThanOrEqual',
            range: `C2:C${last}`,
            formula1: '1',
            ...stop('Hạng không đúng', 'Hạng là một số nguyên từ 1.'),
          },
          {
            type: 'decimal',
            operator: 'greaterThanOrEqual',
            range: `D2:D${last}`,
            formula1: '0',
            ...stop('Điểm không đúng', 'Điểm là một số từ 0; để trống nếu không công bố.'),
          },
        ],
      },
      guideSheet(`${blocName(plan, bloc)}, ${periodName(plan, campaign)}`),
      unitSheet(own),
    ],
  });
}

const stop = (errorTitle: string, errorMessage: string) =>
  ({ allowBlank: true, showErrorMessage: true, errorStyle: 'stop', errorTitle, errorMessage }) as const;

function guideSheet(of: string) {
  const lines = [
    `Kết quả xếp hạng CCHC: ${of}`,
    'Điền hạng, và điểm nếu có, cạnh từng đơn vị ở trang “Xếp hạng”.',
    'Đơn vị không có trong quyết định công bố: xóa cả dòng, đừng để trống hạng.',
    'Đơn vị đồng hạng ghi cùng một hạng; hạng kế tiếp bỏ qua bấy nhiêu bậc (1, 2, 2, 4).',
    'Giữ nguyên dòng tiêu đề; không gộp ô, không dùng công thức. Chương trình chỉ đọc trang đầu tiên.',
    'Số và ngày quyết định công bố được hỏi khi nạp tệp; chưa ghi gì trước khi bảng hiện ra để xem lại.',
  ];
  return {
    name: 'Hướng dẫn',
    columns: [{ width: 100 }],
    rows: lines.map((line) => [line]),
    cells: new Map(lines.map((value, row) => [`${row},0`, { value, style: row === 0 ? bold : wrapped }])),
  };
}

const unitSheet = (units: readonly UnitDetails[]) => ({
  name: 'Đơn vị',
  columns: [{ width: 42 }, { width: 56 }],
  rows: [['mã', 'tên'], ...units.map(({ code, name }) => [code, name])],
});
