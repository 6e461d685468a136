import { type ClockMode, clockMark } from '../../../workflows/api/clock-mode.js';
import { periodName, planName } from '../../../workflows/plan/names.js';
import { timeOf } from '../../../workflows/rules/days.js';
import type { Places } from '../../engine/engine.js';
import { hang } from '../terminal/tables.js';
import { dayLabel } from '../terminal/words.js';
import { awaitedLines, type LiveFacts, stageLine } from './live-facts.js';

/** Where all is, the officials' pages among it; null: there are none here. */
export type LivePlaces = Places & { pages: string | null };

/** What a start says: the plan, its movement, where all is, what comes next and who is awaited. */
export function liveStartLines(
  facts: LiveFacts,
  isNew: boolean,
  places: LivePlaces,
  width: number,
): string[] {
  const { plan, mode, at, rows, next } = facts;
  const name = `Phong trào thi đua ${periodName(plan, 'summary')} – ${planName(plan)}`;
  const awaited = awaitedLines(facts);
  const line = (label: string, text: string): string[] => hang(`  ${label.padEnd(15)} `, text, width);
  return [
    clockMark(mode) === null ? name : `${clockMark(mode) ?? ''} – ${name}`,
    ...line('Phong trào', isNew ? 'bắt đầu chạy.' : 'đang chạy; tiếp tục từ chỗ đã dừng.'),
    ...line('Giờ', `${timeOf(at)}, ${dayLabel(at)}${clockNotes[mode]}`),
    ...placeLines(places).flatMap(([label, text]) => line(label, text)),
    ...rows.flatMap((row, index) => line(index === 0 ? 'Đợt' : '', stageLine(row))),
    ...line('Tiếp theo', next[0]?.line ?? 'không có mốc nào tự đến.'),
    ...(awaited.length === 0 ? line('Đang chờ', 'không chờ ai.') : []),
    ...awaited.flatMap((it, index) => line(index === 0 ? 'Đang chờ' : '', it)),
    'Nhấn Ctrl-C để dừng; lần chạy sau sẽ tiếp tục từ đây.',
    '',
  ];
}

const clockNotes: Record<ClockMode, string> = {
  service: ' (giờ thật)',
  rehearsal: ' (giờ diễn tập)',
  trial: ' (giờ đã dời; mọi việc ở đây chỉ là chạy thử)',
};

/** Where all is; of the database what isn't secret. */
function placeLines({ temporal, databaseUrl, smtpUrl, mailFolder, pages }: LivePlaces): [string, string][] {
  const { host, pathname } = new URL(databaseUrl);
  return [
    ...(pages === null ? [] : ([['Cổng thông tin', pages]] satisfies [string, string][])),
    ['Temporal', temporal.uiUrl ?? `${temporal.address}, ${temporal.namespace}`],
    ['Cơ sở dữ liệu', `${host}${pathname}`],
    ['Thư', mailFolder === undefined ? new URL(smtpUrl).host : `${mailFolder} (không gửi ra ngoài)`],
  ];
}
