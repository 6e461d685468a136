import type { StatusRow } from '../../../activities/records/reads/status.js';
import type { ClockMode } from '../../../workflows/api/clock-mode.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { clockMark } from '../../language/names.js';
import { formatCount } from '../../../workflows/rules/money.js';
import { say } from '../../language/language.js';
import { type Column, cut, fit, hang, textWidth } from './tables.js';
import {
  awaitingLabel,
  campaignLabel,
  dayLabel,
  filedOf,
  stageLabel,
  totalOf,
} from '../../officials/words.js';
import { clockTimeOf, timeOf } from '../../../workflows/rules/days.js';

/** What a frame of the live view shows. `at` is epoch ms of business time; null before the first move. */
export interface Scene {
  plan: Plan | null;
  mode: ClockMode;
  at: number | null;
  rows: readonly StatusRow[];
  /** What comes next, and when. */
  next: readonly string[];
  says: readonly string[];
}

export interface FrameLine {
  text: string;
  bold?: true;
}

interface Size {
  columns: number;
  rows: number;
}

const columns: readonly (Column & { width: number })[] = [
  { title: say('Đợt', 'Year'), width: 8 },
  { title: say('Bước', 'Stage'), width: 20 },
  { title: say('Hồ sơ', 'Dossier'), width: 7, align: 'right' },
  { title: say('Câu hỏi', 'Quest.'), width: 7, align: 'right' },
  { title: say('Ký', 'Signed'), width: 5, align: 'right' },
  { title: say('Thư', 'Letter'), width: 7, align: 'right' },
  { title: say('Khen', 'Awards'), width: 7, align: 'right' },
  { title: say('Tiền (đ)', 'VND'), width: 11, align: 'right' },
];
const narrowest = columns.reduce((sum, column) => sum + column.width + 1, -1);
const legend = say(
  'Hồ sơ: đã nộp/tổng · Ký: duyệt/trả lại/không nhận · Thư: đã gửi/không gửi được',
  'Dossiers: filed/all · Signed: approved/returned/refused · Letters: sent/undelivered',
);

/** The block that the live view draws: never wider than the terminal, never as high. */
export function frame(scene: Scene, size: Size): FrameLine[] {
  const width = size.columns - 1;
  const fixed = [header(scene, width), ...campaignTable(scene.rows, width)];
  const room = Math.max(0, size.rows - 1 - fixed.length);
  const texts = [...fixed, ...belowTable(scene, { width, room })].slice(0, Math.max(1, size.rows - 1));
  return texts.map(({ text, ...style }) => ({ text: cut(text, width), ...style }));
}

function header({ plan, mode, at }: Scene, width: number): FrameLine {
  const sample = plan?.sample === undefined ? '' : say(' – MẪU', ' – SAMPLE');
  const mark = clockMark(mode);
  const left = [
    ...(mark === null ? [] : [mark]),
    ...(plan === null ? [] : [say(`Kế hoạch ${plan.number}${sample}`, `Plan ${plan.number}${sample}`)]),
  ].join(' ');
  const right = at === null ? '' : `${timeShown(mode, at)}  ${dayLabel(at)}`;
  const blanks = Math.max(2, width - textWidth(left) - textWidth(right));
  return { text: left + ' '.repeat(blanks) + right, bold: true };
}

/** Where time passes by itself its seconds are seen. */
const timeShown = (mode: ClockMode, at: number): string =>
  mode === 'rehearsal' ? timeOf(at) : clockTimeOf(at).slice(11, 19);

function campaignTable(rows: readonly StatusRow[], width: number): FrameLine[] {
  if (rows.length === 0)
    return [{ text: say('Chưa có đợt khen thưởng nào bắt đầu.', 'No campaign has begun yet.') }];
  const gap = ' '.repeat(width >= narrowest + columns.length - 1 ? 2 : 1);
  const line = (cells: readonly string[]): string =>
    columns.map((column, index) => fit(cells[index] ?? '', column.width, column.align)).join(gap);
  const titles = line(columns.map((column) => column.title));
  return [
    { text: '─'.repeat(Math.min(width, textWidth(titles))) },
    { text: titles },
    ...rows.map((row) => ({ text: line(cells(row)) })),
    { text: legend },
  ];
}

const slashed = (...counts: number[]): string => (counts.every((it) => it === 0) ? '–' : counts.join('/'));

function cells(row: StatusRow): string[] {
  const { signOffs, mails, awards } = row;
  const total = totalOf(row.dossiers);
  const certificates = awards.collectives + awards.individuals;
  return [
    campaignLabel(row.campaign),
    stageLabel(row.stage),
    total === 0 ? '–' : `${filedOf(row)}/${total}`,
    row.openQuestions.length === 0 ? '–' : String(row.openQuestions.length),
    slashed(signOffs.approved, signOffs.returned, signOffs.refused),
    slashed(mails['sent'] ?? 0, (mails['refused'] ?? 0) + (mails['uncertain'] ?? 0)),
    certificates === 0 ? '–' : `${certificates}${awards.revoked === 0 ? '' : ` (−${awards.revoked})`}`,
    awards.money === 0 ? '–' : formatCount(awards.money),
  ];
}

/** What comes next, what is awaited now, then the last news, as far as there is room. */
function belowTable(
  { plan, rows, next, says }: Scene,
  { width, room }: { width: number; room: number },
): FrameLine[] {
  const awaited = rows.flatMap((row) =>
    plan === null
      ? []
      : row.awaiting.map((item) =>
          say(
            `${campaignLabel(row.campaign)}: chờ ${awaitingLabel(plan, item)}`,
            `${campaignLabel(row.campaign)}: waits: ${awaitingLabel(plan, item)}`,
          ),
        ),
  );
  const coming = next.slice(0, Math.max(0, Math.floor(room / 4)));
  const shown = awaited.slice(0, Math.max(0, Math.floor(room / 2) - 1));
  const left = [coming, shown].reduce((sum, it) => sum - (it.length > 0 ? it.length + 1 : 0), room);
  const news: string[] = [];
  for (const said of [...says].reverse()) {
    const lines = hang('· ', said, width).slice(0, 2);
    if (news.length + lines.length + 1 > left) break;
    news.unshift(...lines);
  }
  const paragraphs = [coming, shown, news];
  return paragraphs.flatMap((lines) => (lines.length === 0 ? [] : ['', ...lines])).map((text) => ({ text }));
}
