import { blocName } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { placeName, sheetSentence } from '../setup/sheet-sentences.js';
import type { PastFacts, PastFault } from './faults.js';
import { type PastPart, pastSheets } from './sheets.js';

type SheetName = (sheet: string) => string;

/** A fault as the operator reads it: file, row and column, what is wrong, what to do. */
export const pastSentence = (fault: PastFault, plan: Plan, nameOf: SheetName): string => {
  const place = placeName(fault, (part: PastPart) => nameOf(pastSheets[part].sheet));
  return `${place}: ${factsSentence(fault, plan)}`;
};

const meant = (near: string | null): string => (near === null ? '' : ` Có phải là “${near}”?`);

const kindNames = { collective: 'tập thể', individual: 'cá nhân' };
const outcomeNames: ReadonlyMap<string | null, string> = new Map([
  ['rejected', 'bị từ chối'],
  ['withdrawn', 'đã rút'],
  ['lapsed', 'không nộp'],
]);

function factsSentence(it: PastFault, plan: Plan): string {
  switch (it.code) {
    case 'campaign.unknown':
    case 'campaign.held-here':
    case 'campaign.settled':
    case 'campaign.no-winner':
      return campaignSentence(it);
    case 'bloc.unknown':
      return `Kế hoạch không có khối “${it.bloc}”.${meant(it.near)} Các khối: ${it.known.join(', ')}.`;
    case 'unit.unknown':
      return `Chưa thiết lập đơn vị nào có mã “${it.unit}”.${meant(it.near)}`;
    case 'unit.other-bloc':
      return `Đơn vị “${it.unit}” thuộc khối “${it.own}”, không thuộc khối “${it.bloc}”.`;
    case 'unit.not-in-force':
      return `Đơn vị “${it.unit}” không hoạt động vào ngày ${formatDay(it.on)}, nên không thuộc đợt này.`;
    case 'unit.twice':
      return `Đơn vị “${it.unit}” đã có ở dòng ${it.first} trong cùng một đợt.`;
    case 'person.twice':
      return `Người có mã “${it.person}” đã được tặng ở dòng ${it.first} trong cùng một đợt.`;
    case 'person.two-names':
      return `Mã “${it.person}” đã là của ${it.other}, không thể là của ${it.name}; mỗi người một mã.`;
    case 'person.missing':
      return 'Thiếu mã người; Bằng khen của cá nhân được tính theo mã này khi tổng kết giai đoạn.';
    case 'person.unwanted':
      return 'Bằng khen của tập thể không có mã người; hãy để trống ô này.';
    case 'ranking.misfit':
      return `Thứ hạng ${it.rank} không khớp với các hạng khác của khối (đồng hạng: 1, 2, 2, 4 hoặc 1, 2, 2, 3).`;
    case 'ranking.two-decisions':
      return `Quyết định công bố khác với dòng ${it.first}; xếp hạng một khối của một năm chỉ theo một quyết định.`;
    case 'seat.unknown':
      return `Khối này không có vị trí “${it.seat}”.${meant(it.near)} Các vị trí: ${it.known.join(', ')}.`;
    case 'seat.taken':
      return `Vị trí “${it.seat}” của khối đã có người ở dòng ${it.first}.`;
    case 'quota.exceeded':
      return `Vượt số lượng: ${blocName(plan, it.bloc)} năm ${it.campaign} có nhiều nhất ${it.quota} Bằng khen ${kindNames[it.kind]}.`;
    case 'clause.other':
      return `Vị trí này theo mục ${it.own} của Kế hoạch, không theo mục “${it.clause}”.`;
    case 'winner.not-accepted':
      return it.outcome === null
        ? `Chưa ghi kết quả hồ sơ năm đó của đơn vị “${it.unit}” (${pastSheets.dossiers.sheet}).`
        : `Hồ sơ năm đó của đơn vị “${it.unit}” ${outcomeNames.get(it.outcome) ?? it.outcome}, nên không thể được tặng Bằng khen.`;
    case 'date.outside':
      return `Ngày ${formatDay(it.date)} ngoài thời gian của đợt (từ ${formatDay(it.earliest)} đến ${formatDay(it.latest)}).`;
    case 'date.in-future':
      return `Ngày ${formatDay(it.date)} sau ngày hôm nay (${formatDay(it.on)}).`;
    default:
      return sheetSentence(it, 'thidua import');
  }
}

function campaignSentence(it: Extract<PastFacts, { code: `campaign.${string}` }>): string {
  switch (it.code) {
    case 'campaign.unknown':
      return `Kế hoạch không có đợt khen thưởng năm “${it.campaign}”; các đợt: ${it.known.join(', ')}.`;
    case 'campaign.held-here':
      return `Đợt khen thưởng năm ${it.campaign} đang hoặc đã thực hiện trên hệ thống này, không nhập được.`;
    case 'campaign.settled':
      return `Đợt khen thưởng năm ${it.campaign} đã nhập với nội dung khác và phong trào đã chạy từ đó; không sửa được nữa. Nếu có sai sót, hãy ra quyết định thu hồi, tặng lại.`;
    case 'campaign.no-winner':
      return `Đợt khen thưởng năm ${it.campaign} không có Bằng khen nào; chỉ nhập đợt đã có quyết định khen thưởng.`;
  }
}
