import type { ClockMode } from '../../../workflows/api/clock-mode.js';
import { timeOf } from '../../../workflows/rules/days.js';
import type { Places } from '../../engine/engine.js';
import { clockMark, periodName, planName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { hang } from '../terminal/tables.js';
import { dayLabel } from '../../officials/words.js';
import { awaitedLines, type LiveFacts, stageLine } from '../../officials/standing.js';

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
  const name = say(
    `Phong trào thi đua ${periodName(plan, 'summary')} – ${planName(plan)}`,
    `Emulation movement ${periodName(plan, 'summary')} – ${planName(plan)}`,
  );
  const awaited = awaitedLines(facts);
  const line = (label: string, text: string): string[] => hang(`  ${label.padEnd(15)} `, text, width);
  return [
    clockMark(mode) === null ? name : `${clockMark(mode) ?? ''} – ${name}`,
    ...line(
      say('Phong trào', 'Movement'),
      isNew
        ? say('bắt đầu chạy.', 'begins to run.')
        : say('đang chạy; tiếp tục từ chỗ đã dừng.', 'runs; going on from where it stopped.'),
    ),
    ...line(say('Giờ', 'Time'), `${timeOf(at)}, ${dayLabel(at)}${clockNotes[mode]}`),
    ...placeLines(places).flatMap(([label, text]) => line(label, text)),
    ...rows.flatMap((row, index) => line(index === 0 ? say('Đợt', 'Campaigns') : '', stageLine(row))),
    ...line(
      say('Tiếp theo', 'Next'),
      next[0]?.line ?? say('không có mốc nào tự đến.', 'nothing comes by itself.'),
    ),
    ...(awaited.length === 0 ? line(say('Đang chờ', 'Waiting'), say('không chờ ai.', 'for nobody.')) : []),
    ...awaited.flatMap((it, index) => line(index === 0 ? say('Đang chờ', 'Waiting') : '', it)),
    say(
      'Nhấn Ctrl-C để dừng; lần chạy sau sẽ tiếp tục từ đây.',
      'Ctrl-C stops; the next run goes on from here.',
    ),
    '',
  ];
}

const clockNotes: Record<ClockMode, string> = {
  service: say(' (giờ thật)', ' (wall clock)'),
  rehearsal: say(' (giờ diễn tập)', ' (time of the rehearsal)'),
  trial: say(' (giờ đã dời; mọi việc ở đây chỉ là chạy thử)', ' (moved clock; all here is a trial)'),
};

/** Where all is; of the database what isn't secret. */
function placeLines({ temporal, databaseUrl, smtpUrl, mailFolder, pages }: LivePlaces): [string, string][] {
  const { host, pathname } = new URL(databaseUrl);
  return [
    ...(pages === null ? [] : ([['Cổng thông tin', pages]] satisfies [string, string][])),
    ['Temporal', temporal.uiUrl ?? `${temporal.address}, ${temporal.namespace}`],
    [say('Cơ sở dữ liệu', 'Database'), `${host}${pathname}`],
    [
      say('Thư', 'Letters'),
      mailFolder === undefined
        ? new URL(smtpUrl).host
        : say(`${mailFolder} (không gửi ra ngoài)`, `${mailFolder} (nothing is sent outside)`),
    ],
  ];
}
