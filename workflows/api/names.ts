import type { Office } from './messages.js';
import type { CampaignKey } from '../plan/schema.js';
import type { Awaited, Stage, DossierStatus } from './views.js';

/** The Vietnamese names of the engine's own words; the plan's own stand in `plan/`. */
export const stageNames: Record<Stage, string> = {
  launch: 'Phát động',
  open: 'Mở nhận hồ sơ',
  collect: 'Nhận và xét hồ sơ',
  rank: 'Chờ kết quả xếp hạng',
  select: 'Lựa chọn',
  appraise: 'Thẩm định',
  'sign-off': 'Trình ký',
  announce: 'Công bố',
  closed: 'Đã kết thúc',
};

export const statusNames: Record<DossierStatus, string> = {
  open: 'chưa nộp',
  submitted: 'đã nộp, chờ xét',
  returned: 'bị trả lại để hoàn thiện',
  accepted: 'được chấp nhận',
  rejected: 'bị từ chối',
  withdrawn: 'đã rút',
  lapsed: 'hết hạn, không nộp',
};

export const officeNames: Record<Office, string> = {
  unit: 'các đơn vị',
  'home-affairs': 'Sở Nội vụ',
  board: 'Ban Thi đua - Khen thưởng',
  chairman: 'Chủ tịch UBND thành phố',
};

export const awaitedNames: Record<Awaited['what'], string> = {
  'launch-plans': 'kế hoạch phát động của đơn vị',
  dossiers: 'hồ sơ chưa nộp hoặc chưa xét',
  reviews: 'xét hồ sơ',
  ranking: 'kết quả xếp hạng CCHC',
  question: 'quyết định vướng mắc',
  shortlist: 'lựa chọn cá nhân, tập thể',
  forwarding: 'trình danh sách sang Ban Thi đua - Khen thưởng',
  appraisal: 'thẩm định danh sách',
  'sign-off': 'ký duyệt danh sách',
  'decision-number': 'số và ngày quyết định khen thưởng',
  ceremony: 'ngày tổ chức lễ khen thưởng',
};

/** `đợt khen thưởng năm 2023`, `tổng kết giai đoạn 2021–2025` */
export function campaignName(campaign: CampaignKey): string {
  return campaign === 'summary' ? 'tổng kết giai đoạn 2021–2025' : `đợt khen thưởng năm ${campaign}`;
}

/** `năm 2023`, `giai đoạn 2021–2025` */
export const periodName = (campaign: CampaignKey): string =>
  campaign === 'summary' ? 'giai đoạn 2021–2025' : `năm ${campaign}`;

/** One line on what is awaited, and from whom. */
export function awaitedLine(item: {
  from: Awaited['from'];
  what: Awaited['what'];
  which: string[];
  count: number;
}): string {
  const which =
    item.which.length > 0 ? `: ${item.which.join(', ')}` : item.count > 1 ? ` (${String(item.count)})` : '';
  return `${officeNames[item.from]} – ${awaitedNames[item.what]}${which}`;
}
