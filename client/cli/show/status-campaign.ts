import type { Pause } from '../../../activities/records/reads/letters.js';
import type { StatusRow } from '../../../activities/records/reads/status.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { statusName } from '../../language/names.js';
import { formatMoment, formatMoney } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import type { CampaignFacts } from '../../officials/status-facts.js';
import { hang } from '../terminal/tables.js';
import {
  awaitingLabel,
  campaignTitle,
  filedOf,
  skippedLabel,
  stageLabel,
  totalOf,
  undeliveredLabel,
} from '../../officials/words.js';
import { questionLabel } from '../../officials/labels.js';
import { dayOf, formatDay } from '../../../workflows/rules/days.js';
import { DossierStatus } from '../../../workflows/api/views.js';

const mostListed = 10;

/** Since when something is paused, and why. */
export const heldLine = (what: string, held: Pause | null): string[] =>
  held === null
    ? []
    : [
        say(
          `${what} từ ${formatMoment(held.at)}: ${held.reason ?? ''}`,
          `${what} since ${formatMoment(held.at)}: ${held.reason ?? ''}`,
        ),
      ];

/** A campaign for people: what stands at zero is left out. */
export function campaignLines(plan: Plan, facts: CampaignFacts, width: number): string[] {
  const { row } = facts;
  const line = (label: string, text: string): string[] => hang(`  ${label.padEnd(15)} `, text, width);
  return [
    `${campaignTitle(plan, row.campaign).toUpperCase()} – ${stageLabel(row.stage)}`,
    ...pastLines(row, line),
    ...(row.next === null ? [] : line(say('Mốc tiếp theo', 'Next'), formatMoment(row.next))),
    ...row.awaiting.flatMap((item, index) =>
      line(index === 0 ? say('Đang chờ', 'Waiting') : '', awaitedText(plan, item)),
    ),
    ...heldLine(say('Tạm dừng nhắc việc', 'Reminders paused'), facts.remindersHeld).flatMap((it) =>
      line(say('Lưu ý', 'Note'), it),
    ),
    ...facts.unitsHeld.flatMap((held) =>
      heldLine(say(`Tạm dừng nhắc ${held.unitName}`, `Reminders of ${held.unitName} paused`), held).flatMap(
        (it) => line(say('Lưu ý', 'Note'), it),
      ),
    ),
    ...dossierLines(facts, line),
    ...facts.questions.flatMap(({ key, explanation }, index) =>
      line(
        index === 0 ? say('Vướng mắc', 'Questions') : '',
        `${key} – ${say(explanation ?? questionLabel(plan, key), questionLabel(plan, key))}`,
      ),
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
      return line(
        say('Đã nhập', 'Imported'),
        say(
          `kết quả của đợt đã qua, nhập ngày ${on}${why}`,
          `the results of a past campaign, imported on ${on}${why}`,
        ),
      );
    case 'skipped':
      return line(
        say('Bỏ qua', 'Skipped'),
        say(`cả đợt, ghi ngày ${on}${why}`, `the whole campaign, recorded on ${on}${why}`),
      );
    case 'begun-late':
      return line(
        say('Bỏ qua', 'Skipped'),
        say(
          `${past.steps.length} bước: ${skippedLabel(past.steps)}${why}`,
          `${past.steps.length} steps: ${skippedLabel(past.steps)}${why}`,
        ),
      );
  }
}

type Line = (label: string, text: string) => string[];

function dossierLines({ row }: CampaignFacts, line: Line): string[] {
  const total = totalOf(row.dossiers);
  if (total === 0) return [];
  const byStatus = DossierStatus.options.flatMap((status) => {
    const count = row.dossiers[status] ?? 0;
    return count === 0 ? [] : [`${statusName(status)} ${count}`];
  });
  return line(
    say('Hồ sơ', 'Dossiers'),
    say(
      `đã nộp ${filedOf(row)}/${total} (${byStatus.join('; ')})`,
      `filed ${filedOf(row)}/${total} (${byStatus.join('; ')})`,
    ),
  );
}

function signOffLines({ row, refusedSignatures }: CampaignFacts, line: Line): string[] {
  const { approved, returned, refused } = row.signOffs;
  if (approved + returned + refused === 0) return [];
  const refusals = refusedSignatures.map(({ at, person, sentence }) =>
    say(
      `không nhận lúc ${formatMoment(at)}${person === null ? '' : ` của ${person}`}: ${sentence}`,
      `refused at ${formatMoment(at)}${person === null ? '' : ` from ${person}`}: ${sentence}`,
    ),
  );
  return [
    ...line(
      say('Ký duyệt', 'Sign-off'),
      say(
        `đã duyệt ${approved}, trả lại ${returned}, không nhận ${refused}`,
        `approved ${approved}, returned ${returned}, refused ${refused}`,
      ),
    ),
    ...refusals.flatMap((it) => line('', it)),
  ];
}

function mailLines({ row: { mails }, undelivered }: CampaignFacts, line: Line): string[] {
  if (totalOf(mails) === 0) return [];
  const onTheWay = (mails['pending'] ?? 0) + (mails['sending'] ?? 0);
  const counts = [
    say(`đã gửi ${mails['sent'] ?? 0}`, `sent ${mails['sent'] ?? 0}`),
    say(`bị từ chối ${mails['refused'] ?? 0}`, `refused ${mails['refused'] ?? 0}`),
    ...(onTheWay > 0 ? [say(`đang gửi ${onTheWay}`, `on the way ${onTheWay}`)] : []),
    ...(mails['uncertain'] === undefined
      ? []
      : [say(`không rõ ${mails['uncertain']}`, `uncertain ${mails['uncertain']}`)]),
  ];
  const listed = undelivered.slice(0, mostListed).map(undeliveredLabel);
  const more = undelivered.length - listed.length;
  return [
    ...line(say('Thư', 'Letters'), counts.join(', ')),
    ...listed.flatMap((it) => line('', it)),
    ...(more > 0
      ? line(
          '',
          say(
            `… và ${more} hộp thư nữa (xem đủ với --json)`,
            `… and ${more} more mailboxes (all with --json)`,
          ),
        )
      : []),
  ];
}

function awardLines({ row: { awards } }: CampaignFacts, line: Line): string[] {
  const { collectives, individuals, revoked, money } = awards;
  if (collectives + individuals === 0) return [];
  const gone = revoked === 0 ? '' : say(`, trong đó đã thu hồi ${revoked}`, `, of which revoked ${revoked}`);
  return [
    ...line(
      say('Bằng khen', 'Certificates'),
      say(
        `${collectives} tập thể, ${individuals} cá nhân${gone}`,
        `${collectives} collectives, ${individuals} individuals${gone}`,
      ),
    ),
    ...line(
      say('Tiền thưởng', 'Rewards'),
      `${formatMoney(money)}${revoked === 0 ? '' : say(', gồm cả Bằng khen đã thu hồi', ', revoked certificates included')}`,
    ),
  ];
}
