import { officeName, type PlanNames } from '../plan/names.js';
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

const awaitedNames: Record<Awaited['what'], string> = {
  'launch-plans': 'kế hoạch phát động của đơn vị',
  dossiers: 'hồ sơ chưa nộp, chưa xét hoặc còn hạn bổ sung',
  reviews: 'xét hồ sơ',
  ranking: 'kết quả xếp hạng CCHC',
  question: 'quyết định vướng mắc',
  shortlist: 'lựa chọn cá nhân, tập thể',
  forwarding: 'trình danh sách',
  appraisal: 'thẩm định danh sách',
  'sign-off': 'ký duyệt danh sách',
  'decision-number': 'số và ngày quyết định khen thưởng',
  ceremony: 'ngày tổ chức lễ khen thưởng',
};

export const isAwaited = (what: string): what is Awaited['what'] => Object.hasOwn(awaitedNames, what);

/** What is awaited, in a few words. */
const awaitedName = (names: Pick<PlanNames, 'bodies'>, what: Awaited['what']): string =>
  what === 'forwarding' ? `${awaitedNames[what]} sang ${officeName(names, 'board')}` : awaitedNames[what];

/** One line on what is awaited, and from whom. */
export function awaitedLine(
  names: Pick<PlanNames, 'bodies'>,
  item: {
    from: Awaited['from'];
    what: Awaited['what'];
    which: string[];
    count: number;
  },
): string {
  const which =
    item.which.length > 0 ? `: ${item.which.join('; ')}` : item.count > 1 ? ` (${String(item.count)})` : '';
  return `${officeName(names, item.from)} – ${awaitedName(names, item.what)}${which}`;
}
