import { archiveDanger } from '../../../activities/records/reads/archive.js';
import type { Pause } from '../../../activities/records/reads/letters.js';
import type { StatusRow } from '../../../activities/records/reads/status.js';
import type { ClockMode } from '../../../workflows/api/clock-mode.js';
import { failingLine } from '../../../workflows/api/failing.js';
import { statusNames } from '../../../workflows/api/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { formatMoney } from '../../../workflows/rules/money.js';
import { answerFromRecords, ownSurroundings, type Surroundings } from '../asking.js';
import { type CampaignFacts, readStatus, type StatusFacts } from '../show/status-facts.js';
import { statusReport } from '../show/status-json.js';
import { hang, joined, widthOf } from '../terminal/tables.js';
import {
  awaitingLabel,
  campaignTitle,
  dayLabel,
  filedOf,
  questionLabel,
  skippedLabel,
  stageLabel,
  totalOf,
  undeliveredLabel,
} from '../terminal/words.js';
import { dayOf, formatDay, formatMoment, timeOf } from '../../../workflows/rules/days.js';
import { DossierStatus } from '../../../workflows/api/views.js';

export interface StatusOptions {
  json?: boolean | undefined;
  /** `2023`, or `summary` */
  campaign?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
}

/**
 * `thidua status`: where business time and each campaign stand, for people or as JSON.
 * @returns the exit status: 0, or 2 with a sentence on what to do
 */
export function runStatus(
  options: StatusOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return answerFromRecords(options, surroundings, async (records, plan, campaign) => {
    const facts = await readStatus(records, plan, campaign);
    if (options.json === true) return `${JSON.stringify(statusReport(facts), undefined, 2)}\n`;
    const width = widthOf(surroundings.out);
    const campaigns = facts.campaigns.flatMap((it) => ['', ...campaignLines(plan, it, width)]);
    const none = facts.campaigns.length === 0 ? ['', noneLine(plan, campaign)] : [];
    return joined([
      ...businessLines(facts, width),
      ...failingLines(facts, width),
      ...archiveLines(facts, width),
      ...heldLine('Tạm dừng gửi thư', facts.lettersHeld).flatMap((it) => hang('Lưu ý: ', it, width)),
      ...none,
      ...campaigns,
    ]);
  });
}

const noneLine = (plan: Plan, campaign: CampaignKey | undefined): string =>
  campaign === undefined
    ? 'Chưa có đợt khen thưởng nào bắt đầu.'
    : `${campaignTitle(plan, campaign)} chưa bắt đầu.`;

const clockNotes: Record<ClockMode, string> = { service: '', rehearsal: ' (diễn tập)', trial: ' (THỬ)' };

function businessLines({ business: { mode, at } }: StatusFacts, width: number): string[] {
  const clock = `Giờ nghiệp vụ${clockNotes[mode]}: `;
  return hang(clock, `${timeOf(at)}, ${dayLabel(at)}`, width);
}

/** Wall time: in a rehearsal too a server is away by its own clock. */
function failingLines({ failing }: StatusFacts, width: number): string[] {
  const listed = failing.slice(0, mostListed).map((it) => `${it.workflow} – ${failingLine(it)}`);
  const more = failing.length - listed.length;
  return [
    ...listed.flatMap((it, index) => hang(index === 0 ? 'Đang trục trặc: ' : '                ', it, width)),
    ...(more > 0 ? hang('                ', `… và ${more} việc nữa (xem đủ với --json)`, width) : []),
  ];
}

const heldLine = (what: string, held: Pause | null): string[] =>
  held === null ? [] : [`${what} từ ${formatMoment(held.at)}: ${held.reason ?? ''}`];

const archiveLines = ({ archive }: StatusFacts, width: number): string[] =>
  archive?.isInDanger === true ? hang('Cảnh báo: ', archiveDanger(archive), width) : [];

/** A campaign for people: what stands at zero is left out. */
function campaignLines(plan: Plan, facts: CampaignFacts, width: number): string[] {
  const { row } = facts;
  const line = (label: string, text: string): string[] => hang(`  ${label.padEnd(15)} `, text, width);
  return [
    `${campaignTitle(plan, row.campaign).toUpperCase()} – ${stageLabel(row.stage)}`,
    ...pastLines(row, line),
    ...(row.next === null ? [] : line('Mốc tiếp theo', formatMoment(row.next))),
    ...row.awaiting.flatMap((item, index) => line(index === 0 ? 'Đang chờ' : '', awaitedText(plan, item))),
    ...heldLine('Tạm dừng nhắc việc', facts.remindersHeld).flatMap((it) => line('Lưu ý', it)),
    ...facts.unitsHeld.flatMap((held) =>
      heldLine(`Tạm dừng nhắc ${held.unitName}`, held).flatMap((it) => line('Lưu ý', it)),
    ),
    ...dossierLines(facts, line),
    ...facts.questions.flatMap(({ key, explanation }, index) =>
      line(index === 0 ? 'Vướng mắc' : '', `${key} – ${explanation ?? questionLabel(plan, key)}`),
    ),
    ...signOffLines(facts, line),
    ...mailLines(facts, line),
    ...awardLines(facts, line),
  ];
}

/** Questions stand below with their keys; here it is enough how many there are. */
const awaitedText = (plan: Plan, item: StatusRow['awaiting'][number]): string =>
  awaitingLabel(plan, item.what === 'question' ? { ...item, which: [] } : item);

/** What was past before the movement began here. */
function pastLines({ past }: StatusRow, line: Line): string[] {
  if (past === undefined) return [];
  const why = past.reason === null ? '' : ` – ${past.reason}`;
  const on = formatDay(dayOf(past.at));
  switch (past.kind) {
    case 'imported':
      return line('Đã nhập', `kết quả của đợt đã qua, nhập ngày ${on}${why}`);
    case 'skipped':
      return line('Bỏ qua', `cả đợt, ghi ngày ${on}${why}`);
    case 'begun-late':
      return line('Bỏ qua', `${past.steps.length} bước: ${skippedLabel(past.steps)}${why}`);
  }
}

type Line = (label: string, text: string) => string[];

function dossierLines({ row }: CampaignFacts, line: Line): string[] {
  const total = totalOf(row.dossiers);
  if (total === 0) return [];
  const byStatus = DossierStatus.options.flatMap((status) => {
    const count = row.dossiers[status] ?? 0;
    return count === 0 ? [] : [`${statusNames[status]} ${count}`];
  });
  return line('Hồ sơ', `đã nộp ${filedOf(row)}/${total} (${byStatus.join('; ')})`);
}

function signOffLines({ row, refusedSignatures }: CampaignFacts, line: Line): string[] {
  const { approved, returned, refused } = row.signOffs;
  if (approved + returned + refused === 0) return [];
  const refusals = refusedSignatures.map(
    ({ at, person, sentence }) =>
      `không nhận lúc ${formatMoment(at)}${person === null ? '' : ` của ${person}`}: ${sentence}`,
  );
  return [
    ...line('Ký duyệt', `đã duyệt ${approved}, trả lại ${returned}, không nhận ${refused}`),
    ...refusals.flatMap((it) => line('', it)),
  ];
}

function mailLines({ row: { mails }, undelivered }: CampaignFacts, line: Line): string[] {
  if (totalOf(mails) === 0) return [];
  const onTheWay = (mails['pending'] ?? 0) + (mails['sending'] ?? 0);
  const counts = [
    `đã gửi ${mails['sent'] ?? 0}`,
    `bị từ chối ${mails['refused'] ?? 0}`,
    ...(onTheWay > 0 ? [`đang gửi ${onTheWay}`] : []),
    ...(mails['uncertain'] === undefined ? [] : [`không rõ ${mails['uncertain']}`]),
  ];
  const listed = undelivered.slice(0, mostListed).map(undeliveredLabel);
  const more = undelivered.length - listed.length;
  return [
    ...line('Thư', counts.join(', ')),
    ...listed.flatMap((it) => line('', it)),
    ...(more > 0 ? line('', `… và ${more} hộp thư nữa (xem đủ với --json)`) : []),
  ];
}

const mostListed = 10;

function awardLines({ row: { awards } }: CampaignFacts, line: Line): string[] {
  const { collectives, individuals, revoked, money } = awards;
  if (collectives + individuals === 0) return [];
  const gone = revoked === 0 ? '' : `, trong đó đã thu hồi ${revoked}`;
  return [
    ...line('Bằng khen', `${collectives} tập thể, ${individuals} cá nhân${gone}`),
    ...line('Tiền thưởng', `${formatMoney(money)}${revoked === 0 ? '' : ', gồm cả Bằng khen đã thu hồi'}`),
  ];
}
