import type { LedgerRow } from '../../activities/records/reads/ledger.js';
import type { UndeliveredMailbox } from '../../activities/records/reads/mails.js';
import type { MailState } from '../../activities/records/acts/mail-log.js';
import type { StatusRow } from '../../activities/records/reads/status.js';
import { isAwaited } from '../../workflows/api/names.js';
import { blocLabel, isBloc } from '../../workflows/plan/names.js';
import { Office } from '../../workflows/api/messages.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { dayOf, formatDay, weekdayOf } from '../../workflows/rules/days.js';
import { Stage } from '../../workflows/api/views.js';
import { questionLabel, questionReason } from './labels.js';
import { awaitedLine, campaignName, officeName, stageName } from '../language/names.js';
import { formatMoney } from '../language/amounts.js';
import { say } from '../language/language.js';

/** What officials read beside the names that the workflows give. */

/** `Đợt khen thưởng năm 2023`. */
export function campaignTitle(plan: Plan, campaign: CampaignKey): string {
  const name = campaignName(plan, campaign);
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** A campaign in a column: `2023`, `Tổng kết`. */
export const campaignLabel = (campaign: CampaignKey): string =>
  campaign === 'summary' ? say('Tổng kết', 'Summary') : campaign;

/** A stage in Vietnamese; one that this program doesn't know, as it stands. */
export function stageLabel(stage: string): string {
  const known = Stage.safeParse(stage);
  return known.success ? stageName(known.data) : stage;
}

/** Who decided a certificate: the rule alone, the answer to a question, or a choice. */
export function deciderLabel(plan: Plan, { decidedBy, isImported }: LedgerRow): string {
  if (isImported) return say('Đã nhập', 'Imported');
  if (decidedBy === null) return say('Quy tắc', 'Rule');
  const office = officeName(plan, decidedBy.office);
  if (decidedBy.question === null) return say(`${office} lựa chọn`, `choice of ${office}`);
  return say(
    `${office} (câu hỏi: ${questionReason(decidedBy.question) ?? decidedBy.question})`,
    `${office} (question: ${questionReason(decidedBy.question) ?? decidedBy.question})`,
  );
}

/** One line on what a campaign waits for, and from whom; blocs by name, questions in a few words. */
export function awaitingLabel(plan: Plan, item: StatusRow['awaiting'][number]): string {
  const { from, what, count } = item;
  const office = Office.safeParse(from);
  const which = item.which.map((it) => {
    if (isBloc(plan, it)) return blocLabel(plan, it);
    return what === 'question' ? questionLabel(plan, it) : it;
  });
  if (!office.success || !isAwaited(what)) return [from, what, ...which].join(' – ');
  return awaitedLine(plan, { from: office.data, what, which, count });
}

const stepNames: ReadonlyMap<string, string> = new Map([
  ['launch-request', say('đề nghị kế hoạch phát động', 'request for launch plans')],
  ['launch-reminder', say('nhắc kế hoạch phát động', 'reminder of launch plans')],
  ['dossier-reminder', say('nhắc nộp hồ sơ', 'reminder of dossiers')],
  ['cutoff', say('hết hạn nộp hồ sơ', 'cutoff of dossiers')],
  ['forward-reminder', say('nhắc trình hồ sơ', 'reminder of forwarding')],
  ['forward-cutoff', say('hết hạn trình hồ sơ', 'cutoff of forwarding')],
  ['announce-reminder', say('nhắc công bố', 'reminder of announcing')],
]);

/** Steps that nobody did, each sort with its days: `nhắc nộp hồ sơ (26/01/2024, 02/02/2024)`. */
export function skippedLabel(steps: readonly { what: string; at: string }[]): string {
  const sorts = [...new Set(steps.map(({ what }) => what))];
  const dayIn = ({ at }: { at: string }): string => formatDay(dayOf(Date.parse(at)));
  return sorts
    .map(
      (sort) =>
        `${stepNames.get(sort) ?? sort} (${steps
          .filter(({ what }) => what === sort)
          .map(dayIn)
          .join(', ')})`,
    )
    .join('; ');
}

const weekdays = [
  say('Chủ nhật', 'Sunday'),
  say('thứ Hai', 'Monday'),
  say('thứ Ba', 'Tuesday'),
  say('thứ Tư', 'Wednesday'),
  say('thứ Năm', 'Thursday'),
  say('thứ Sáu', 'Friday'),
  say('thứ Bảy', 'Saturday'),
];

/** `thứ Sáu, 10/02/2023`, of an instant (epoch ms). */
export function dayLabel(at: number): string {
  const day = dayOf(at);
  return `${weekdays[weekdayOf(day)] ?? ''}, ${formatDay(day)}`;
}

/** Filed so far: a dossier that was withdrawn or lapsed is not. */
export const filedOf = ({ dossiers }: Pick<StatusRow, 'dossiers'>): number =>
  ['submitted', 'returned', 'accepted', 'rejected'].reduce((sum, status) => sum + (dossiers[status] ?? 0), 0);

export const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

const mailStates: Record<MailState, string> = {
  pending: say('chưa gửi được', 'not sent yet'),
  sending: say('đang gửi', 'being sent'),
  sent: say('đã gửi', 'sent'),
  refused: say('bị từ chối', 'refused'),
  uncertain: say('không rõ đã đến chưa', 'uncertain'),
};

/** One line on a mailbox that messages didn't surely reach: how many, the latest, the latest reason. */
export function undeliveredLabel({ recipient, address, count, last, answer }: UndeliveredMailbox): string {
  const of =
    count === 1
      ? last.subject
      : say(`${count} thư, mới nhất: ${last.subject}`, `${count} letters, the latest: ${last.subject}`);
  if (address === '')
    return say(
      `${formatDay(dayOf(last.at))} ${recipient}: chưa có hộp thư – ${of}`,
      `${formatDay(dayOf(last.at))} ${recipient}: no mailbox yet – ${of}`,
    );
  const why = answer === null ? '' : ` (${answer.replace(/\s+/g, ' ').trim()})`;
  return `${formatDay(dayOf(last.at))} ${address}: ${mailStates[last.state]}${why} – ${of}`;
}

/** What is worth a line when it changes. */
export function factsOf(row: StatusRow): string {
  const { dossiers, openQuestions, signOffs, awards, mails } = row;
  const total = totalOf(dossiers);
  const { approved, returned, refused } = signOffs;
  const certificates = awards.collectives + awards.individuals;
  const undelivered = (mails['refused'] ?? 0) + (mails['uncertain'] ?? 0);
  return [
    total === 0 ? '' : say(`hồ sơ ${filedOf(row)}/${total}`, `dossiers ${filedOf(row)}/${total}`),
    openQuestions.length === 0
      ? ''
      : say(`câu hỏi ${openQuestions.length}`, `questions ${openQuestions.length}`),
    approved + returned + refused === 0
      ? ''
      : say(
          `ký: duyệt ${approved}, trả lại ${returned}, không nhận ${refused}`,
          `sign-off: approved ${approved}, returned ${returned}, refused ${refused}`,
        ),
    certificates === 0
      ? ''
      : say(
          `bằng khen ${certificates}, ${formatMoney(awards.money)}`,
          `certificates ${certificates}, ${formatMoney(awards.money)}`,
        ),
    awards.revoked === 0 ? '' : say(`thu hồi ${awards.revoked}`, `revoked ${awards.revoked}`),
    undelivered === 0 ? '' : say(`thư không gửi được ${undelivered}`, `letters undelivered ${undelivered}`),
  ]
    .filter((fact) => fact !== '')
    .map((fact) => ` · ${fact}`)
    .join('');
}
