import { z } from 'zod';
import type { AuditRow } from '../../activities/records/acts/audit.js';
import { readChoice } from '../../workflows/api/choices.js';
import { Instrument, Scope } from '../../workflows/api/messages.js';
import { blocName, campaignName, twoDigits } from '../../workflows/plan/names.js';
import { CampaignKey, Day, NomineeKind, type Plan } from '../../workflows/plan/schema.js';
import { dayOf, formatDay, formatMoment, instantOf } from '../../workflows/rules/days.js';
import { formatMoney } from '../../workflows/rules/money.js';
import { readOption } from '../../workflows/rules/selection/option.js';
import { questionLabel } from './labels.js';
import { seatLabel } from '../../workflows/plan/seats.js';

/** How units and nominees are called where an act is told. */
export interface Names {
  plan: Plan;
  unit: (code: string) => string;
  nominee: (id: string) => string;
}

type Told = Pick<AuditRow, 'facts' | 'outcome'>;
type Detail = (row: Told, names: Names) => string | null;

/** What an act says beside its name, in a few words; null where there is nothing, or it can't be read. */
export const actDetail = (act: string, row: Told, names: Names): string | null =>
  details.get(act)?.(row, names) ?? null;

/** An instrument as officials name it: `Quyết định số 405/QĐ-UBND ngày 15/02/2022`. */
export const instrumentName = ({ number, date }: Instrument): string =>
  `Quyết định số ${number} ngày ${formatDay(date)}`;

/** The first instant that is too late: `trước ngày 10/02/2022`, with its time where it isn't midnight. */
export const beforeMoment = (at: number): string =>
  instantOf(dayOf(at)) === at ? `trước ngày ${formatDay(dayOf(at))}` : `trước ${formatMoment(at)}`;

/** `tập thể`, `cá nhân` */
export const kindName = (kind: NomineeKind): string => (kind === 'collective' ? 'tập thể' : 'cá nhân');

/** `01 tập thể, 02 cá nhân` */
export const nomineeCounts = ({
  collectives,
  individuals,
}: {
  collectives: number;
  individuals: number;
}): string => `${twoDigits(collectives)} tập thể, ${twoDigits(individuals)} cá nhân`;

/** A choice of an answer, in words. */
export function choiceText(choice: string, { unit }: Pick<Names, 'unit'>): string {
  const read = readChoice(choice);
  if (read?.what === 'extend') return `gia hạn đến hết ngày ${formatDay(read.lastDay)}`;
  if (read?.what === 'participant') return `${unit(read.unit)} (${unit(read.filer)} nộp thay)`;
  const option = readOption(choice);
  switch (option?.what) {
    case 'award':
      return `tặng Bằng khen cho ${unit(option.unit)}`;
    case 'unit':
      return `chọn ${unit(option.unit)}`;
    case 'vacant':
      return 'để trống, không tặng';
    case 'count':
      return 'tính Bằng khen của đơn vị tiền thân';
    case 'do-not-count':
      return 'không tính Bằng khen của đơn vị tiền thân';
    case undefined:
      return choice === 'keep' ? 'giữ nguyên' : choice;
  }
}

/** Whom an extension is for. */
export function scopeName(scope: Scope, { plan, unit }: Names): string {
  if (scope.of === 'all') return 'mọi đơn vị';
  return scope.of === 'bloc' ? blocName(plan, scope.bloc) : unit(scope.unit);
}

const reader =
  <F>(schema: z.ZodType<F>, say: (facts: F, names: Names) => string | null): Detail =>
  ({ facts }, names) => {
    const read = schema.safeParse(facts);
    return read.success ? say(read.data, names) : null;
  };

export const AnswerFacts = z.object({ question: z.string(), choices: z.array(z.string()) });
export const AppraisalFacts = z.object({
  digest: z.string(),
  input: z.string(),
  decision: z.enum(['approve', 'return']),
  meeting: z.object({
    date: Day,
    participants: z.array(z.string()),
    votes: z.object({ inFavour: z.number(), against: z.number(), abstained: z.number() }).optional(),
  }),
});
export const SignOffFacts = z.object({
  digest: z.string(),
  input: z.string().default(''),
  decision: z.enum(['approve', 'return']),
  strikes: z.array(z.object({ nominee: z.string(), reason: z.string() })).default([]),
});
export const ReviewFacts = z.object({
  decision: z.enum(['accept', 'return', 'reject']),
  completeBy: Day.nullable().default(null),
});
export const RankingFacts = z.object({
  bloc: z.string(),
  period: z.enum(['current', 'previous']),
  decision: Instrument,
  rows: z.number(),
});
export const ShortlistFacts = z.object({
  kind: NomineeKind,
  bloc: z.string(),
  nominees: z.array(z.string()),
});
export const ScopeFacts = z.object({ scope: Scope, lastDay: Day });
export const RevocationFacts = z.object({
  campaign: CampaignKey,
  bloc: z.string(),
  kind: NomineeKind,
  seat: z.string(),
  decision: Instrument,
});
const AmendmentFacts = z.object({
  decision: Instrument,
  before: z.string(),
  after: z.string(),
  campaigns: z.array(CampaignKey),
});
const Taken = z.object({ value: z.object({ collectives: z.number(), individuals: z.number() }) });
const Reviews = { accept: 'chấp nhận', reject: 'từ chối' };

/** A review's decision, in words. */
export const reviewText = ({ decision, completeBy }: z.infer<typeof ReviewFacts>): string =>
  decision === 'return'
    ? `trả lại để hoàn thiện${completeBy === null ? '' : ` đến hết ngày ${formatDay(completeBy)}`}`
    : Reviews[decision];

/** An appraisal's meeting, in words: its day, how many took part, the votes. */
export function appraisalText({ decision, meeting }: z.infer<typeof AppraisalFacts>): string {
  const { date, participants, votes } = meeting;
  const voted =
    votes === undefined
      ? ''
      : `; phiếu: ${votes.inFavour} thuận, ${votes.against} không thuận, ${votes.abstained} không ý kiến`;
  const result = decision === 'approve' ? 'thông qua' : 'trả lại danh sách';
  return `${result}; họp ngày ${formatDay(date)}, ${participants.length} thành viên${voted}`;
}

const details: ReadonlyMap<string, Detail> = new Map<string, Detail>([
  ['fileDossier', ({ outcome }) => takenText(outcome)],
  ['dossier-taken-over', ({ outcome }) => takenText(outcome)],
  ['reviewDossier', reader(ReviewFacts, reviewText)],
  ['grantExtension', reader(ScopeFacts, scopeText)],
  ['shortenExtension', reader(ScopeFacts, scopeText)],
  [
    'recordRanking',
    reader(RankingFacts, ({ bloc, period, decision, rows }, { plan }) => {
      const when = period === 'previous' ? ', năm trước' : '';
      return `${blocName(plan, bloc)}${when}: ${rows} đơn vị, ${instrumentName(decision)}`;
    }),
  ],
  [
    'answerQuestion',
    reader(AnswerFacts, ({ question, choices }, names) => {
      const chosen = choices.map((choice) => choiceText(choice, names)).join(', ');
      return `${questionLabel(names.plan, question)} → ${chosen === '' ? 'không chọn' : chosen}`;
    }),
  ],
  [
    'shortlist',
    reader(ShortlistFacts, ({ kind, bloc, nominees }, { plan, nominee }) => {
      const chosen = nominees.length === 0 ? 'không chọn ai' : nominees.map(nominee).join(', ');
      return `${kindName(kind)}, ${blocName(plan, bloc)}: ${chosen}`;
    }),
  ],
  [
    'waiveCriterion',
    reader(z.object({ kind: NomineeKind, criterion: z.string() }), ({ kind, criterion }, { plan }) => {
      const known = [...plan.annual.criteria[kind], ...plan.summary.criteria[kind]];
      return `${kindName(kind)}: ${known.find((it) => it.code === criterion)?.name ?? criterion}`;
    }),
  ],
  ['recordLaunchPlan', reader(z.object({ units: z.number() }), ({ units }) => `${units} đơn vị`)],
  ['forward', reader(z.object({ round: z.number() }), ({ round }) => `lần ${round}`)],
  ['appraise', reader(AppraisalFacts, appraisalText)],
  [
    'signOff',
    reader(SignOffFacts, ({ decision, strikes }, { nominee }) => {
      if (decision === 'return') return 'trả lại danh sách';
      if (strikes.length === 0) return 'phê duyệt';
      return `phê duyệt, gạch tên ${strikes.map((it) => `${nominee(it.nominee)} (${it.reason})`).join('; ')}`;
    }),
  ],
  ['recordDecision', reader(z.object({ decision: Instrument }), ({ decision }) => instrumentName(decision))],
  [
    'recordCeremony',
    reader(z.object({ date: Day, place: z.string() }), ({ date, place }) => `${formatDay(date)}, ${place}`),
  ],
  [
    'revokeCertificate',
    reader(RevocationFacts, ({ campaign, bloc, kind, seat, decision }, { plan }) => {
      const whose = `${seatLabel({ kind, seat })}, ${blocName(plan, bloc)}, ${campaignName(plan, campaign)}`;
      return `${whose}; ${instrumentName(decision)}`;
    }),
  ],
  [
    'amendPlan',
    reader(AmendmentFacts, ({ decision, after, campaigns }, { plan }) => {
      const which = campaigns.map((it) => campaignName(plan, it)).join('; ');
      return `${instrumentName(decision)}; áp dụng cho: ${which}; SHA-256 ${after.slice(0, 12)}…`;
    }),
  ],
  ['reportDifficulty', reader(z.object({ text: z.string() }), ({ text }) => text)],
  [
    'reportCommendations',
    reader(z.object({ collectives: z.number(), individuals: z.number() }), nomineeCounts),
  ],
  [
    'campaign-started',
    reader(z.object({ campaign: CampaignKey }), ({ campaign }, { plan }) => campaignName(plan, campaign)),
  ],
  [
    'dossiers-opened',
    reader(
      z.object({ units: z.number(), cutoff: z.number() }),
      ({ units, cutoff }) => `${units} đơn vị, nhận ${beforeMoment(cutoff)}`,
    ),
  ],
  [
    'dossiers-reminded',
    reader(
      z.object({ units: z.number(), cutoff: z.number(), workingDays: z.number() }),
      ({ units, cutoff, workingDays }) =>
        `${units} đơn vị chưa nộp, còn ${workingDays} ngày làm việc (${beforeMoment(cutoff)})`,
    ),
  ],
  ['dossier-lapsed', reader(z.object({ cutoff: z.number() }), ({ cutoff }) => beforeMoment(cutoff))],
  ['cutoff-reached', reader(z.object({ cutoff: z.number() }), ({ cutoff }) => formatMoment(cutoff))],
  [
    'list-computed',
    reader(z.object({ open: z.array(z.string()), waiting: z.number() }), ({ open, waiting }) =>
      open.length + waiting === 0
        ? 'đủ điều kiện trình'
        : `${open.length} vướng mắc, ${waiting} suất còn chờ`,
    ),
  ],
  [
    'campaign-closed',
    reader(
      z.object({ awards: z.number(), total: z.number() }),
      ({ awards, total }) => `${awards} Bằng khen, ${formatMoney(total)}`,
    ),
  ],
  ['reminded', reader(z.object({ of: z.string() }), ({ of }) => reminders.get(of) ?? null)],
]);

const reminders: ReadonlyMap<string, string> = new Map([
  ['launch-plans', 'kế hoạch phát động'],
  ['forward-reminder', 'trình danh sách'],
  ['announce-reminder', 'ký duyệt, công bố và tổ chức khen thưởng'],
]);

function takenText(outcome: unknown): string | null {
  const taken = Taken.safeParse(outcome);
  return taken.success ? nomineeCounts(taken.data.value) : null;
}

function scopeText({ scope, lastDay }: z.infer<typeof ScopeFacts>, names: Names): string {
  return `${scopeName(scope, names)}, đến hết ngày ${formatDay(lastDay)}`;
}
