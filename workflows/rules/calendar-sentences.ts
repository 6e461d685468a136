import { officeName } from '../plan/names.js';
import type { CampaignKey, Day, Plan } from '../plan/schema.js';
import { formatDay } from './days.js';

/** What a date of a campaign is there for. */
export type CalendarFacts =
  | { what: 'submissions-open'; campaign: CampaignKey; cutoff: Day }
  | { what: 'reminder'; name: CutoffName; cutoff: Day; workingDays: number }
  | { what: 'cutoff'; name: CutoffName; cutoff: Day; lastDay: Day }
  | { what: 'announce-by'; lastDay: Day }
  | {
      what: 'last-day-not-working';
      name: CutoffName;
      cutoff: Day;
      day: Day;
      weekday: number;
      holiday: string | null;
    };
type CutoffName = 'dossier' | 'forward';

/** The reason of a calendar's entry, in Vietnamese. */
export function calendarReason(plan: Plan, facts: CalendarFacts): string {
  const homeAffairs = officeName(plan, 'home-affairs');
  const board = officeName(plan, 'board');
  switch (facts.what) {
    case 'submissions-open':
      return `Bắt đầu nhận hồ sơ đề nghị khen thưởng ${campaignName(facts.campaign)}; hồ sơ gửi về ${homeAffairs} trước ngày ${formatDay(facts.cutoff)}.`;
    case 'reminder':
      return facts.name === 'dossier'
        ? `Nhắc các đơn vị chưa nộp hồ sơ: còn ${facts.workingDays} ngày làm việc trước ngày ${formatDay(facts.cutoff)}.`
        : `Nhắc ${homeAffairs} trình hồ sơ sang ${board}: còn ${facts.workingDays} ngày làm việc trước ngày ${formatDay(facts.cutoff)}.`;
    case 'cutoff':
      return facts.name === 'dossier'
        ? `Hồ sơ gửi về ${homeAffairs} trước ngày ${formatDay(facts.cutoff)}: nhận đến hết ngày ${formatDay(facts.lastDay)}, từ 00 giờ 00 ngày ${formatDay(facts.cutoff)} là quá hạn.`
        : `Hồ sơ gửi về ${board} trước ngày ${formatDay(facts.cutoff)}: nhận đến hết ngày ${formatDay(facts.lastDay)}, từ 00 giờ 00 ngày ${formatDay(facts.cutoff)} là quá hạn.`;
    case 'announce-by':
      return `Tổng kết, khen thưởng trong ${plan.cutoffs.announce.within}: chậm nhất hết ngày ${formatDay(facts.lastDay)}.`;
    case 'last-day-not-working':
      return `Ngày cuối cùng ${facts.name === 'dossier' ? `nộp hồ sơ về ${homeAffairs}` : `trình hồ sơ sang ${board}`} trước ngày ${formatDay(facts.cutoff)} là ${dayName(facts.weekday)} ${formatDay(facts.day)}, không phải ngày làm việc${facts.holiday === null ? '' : ` (${facts.holiday})`}; ${homeAffairs} quyết định giữ nguyên hay gia hạn.`;
  }
}

function campaignName(campaign: CampaignKey): string {
  return campaign === 'summary' ? 'tổng kết giai đoạn' : `năm ${campaign}`;
}

function dayName(weekday: number): string {
  return weekday === 0 ? 'Chủ nhật' : `thứ ${['', 'Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy'][weekday] ?? ''}`;
}
