import { z } from 'zod';
import type { AuditRow } from '../../activities/records/acts/audit.js';
import { Instrument, Scope } from '../../workflows/api/messages.js';
import { blocName } from '../../workflows/plan/names.js';
import { CampaignKey, Day, NomineeKind } from '../../workflows/plan/schema.js';
import { formatDay } from '../../workflows/rules/days.js';
import { campaignName, seatLabel } from '../language/names.js';
import { formatMoment, formatMoney } from '../language/amounts.js';
import { say, type Words } from '../language/language.js';
import {
  beforeMoment,
  choiceText,
  instrumentName,
  kindName,
  type Names,
  nomineeCounts,
  scopeName,
} from './act-words.js';
import { questionLabel } from './labels.js';

type Told = Pick<AuditRow, 'facts' | 'outcome'>;
type Detail = (row: Told, names: Names) => string | null;

/** What an act says beside its name, in a few words; null where there is nothing, or it can't be read. */
export const actDetail = (act: string, row: Told, names: Names): string | null =>
  details.get(act)?.(row, names) ?? null;

const reader =
  <F>(schema: z.ZodType<F>, tell: (facts: F, names: Names) => string | null): Detail =>
  ({ facts }, names) => {
    const read = schema.safeParse(facts);
    return read.success ? tell(read.data, names) : null;
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
const Reviews: Record<'accept' | 'reject', Words> = {
  accept: ['chấp nhận', 'accepted'],
  reject: ['từ chối', 'rejected'],
};

/** A review's decision, in words. */
export const reviewText = ({ decision, completeBy }: z.infer<typeof ReviewFacts>): string =>
  decision === 'return'
    ? say(
        `trả lại để hoàn thiện${completeBy === null ? '' : ` đến hết ngày ${formatDay(completeBy)}`}`,
        `returned for completion${completeBy === null ? '' : ` to the end of ${formatDay(completeBy)}`}`,
      )
    : say(...Reviews[decision]);

/** An appraisal's meeting, in words: its day, how many took part, the votes. */
export function appraisalText({ decision, meeting }: z.infer<typeof AppraisalFacts>): string {
  const { date, participants, votes } = meeting;
  const voted =
    votes === undefined
      ? ''
      : say(
          `; phiếu: ${votes.inFavour} thuận, ${votes.against} không thuận, ${votes.abstained} không ý kiến`,
          `; votes: ${votes.inFavour} in favour, ${votes.against} against, ${votes.abstained} abstained`,
        );
  const result =
    decision === 'approve' ? say('thông qua', 'approved') : say('trả lại danh sách', 'list returned');
  return say(
    `${result}; họp ngày ${formatDay(date)}, ${participants.length} thành viên${voted}`,
    `${result}; meeting of ${formatDay(date)}, ${participants.length} took part${voted}`,
  );
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
      const when = period === 'previous' ? say(', năm trước', ', the year before') : '';
      return say(
        `${blocName(plan, bloc)}${when}: ${rows} đơn vị, ${instrumentName(decision)}`,
        `${blocName(plan, bloc)}${when}: ${rows} units, ${instrumentName(decision)}`,
      );
    }),
  ],
  [
    'answerQuestion',
    reader(AnswerFacts, ({ question, choices }, names) => {
      const chosen = choices.map((choice) => choiceText(choice, names)).join(', ');
      return `${questionLabel(names.plan, question)} → ${chosen === '' ? say('không chọn', 'none chosen') : chosen}`;
    }),
  ],
  [
    'shortlist',
    reader(ShortlistFacts, ({ kind, bloc, nominees }, { plan, nominee }) => {
      const chosen =
        nominees.length === 0 ? say('không chọn ai', 'nobody chosen') : nominees.map(nominee).join(', ');
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
  [
    'recordLaunchPlan',
    reader(z.object({ units: z.number() }), ({ units }) => say(`${units} đơn vị`, `${units} units`)),
  ],
  ['forward', reader(z.object({ round: z.number() }), ({ round }) => say(`lần ${round}`, `round ${round}`))],
  ['appraise', reader(AppraisalFacts, appraisalText)],
  [
    'signOff',
    reader(SignOffFacts, ({ decision, strikes }, { nominee }) => {
      if (decision === 'return') return say('trả lại danh sách', 'list returned');
      if (strikes.length === 0) return say('phê duyệt', 'approved');
      return say(
        `phê duyệt, gạch tên ${strikes.map((it) => `${nominee(it.nominee)} (${it.reason})`).join('; ')}`,
        `approved, struck: ${strikes.map((it) => `${nominee(it.nominee)} (${it.reason})`).join('; ')}`,
      );
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
      return say(
        `${instrumentName(decision)}; áp dụng cho: ${which}; SHA-256 ${after.slice(0, 12)}…`,
        `${instrumentName(decision)}; applies to: ${which}; SHA-256 ${after.slice(0, 12)}…`,
      );
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
    reader(z.object({ units: z.number(), cutoff: z.number() }), ({ units, cutoff }) =>
      say(`${units} đơn vị, nhận ${beforeMoment(cutoff)}`, `${units} units, open ${beforeMoment(cutoff)}`),
    ),
  ],
  [
    'dossiers-reminded',
    reader(
      z.object({ units: z.number(), cutoff: z.number(), workingDays: z.number() }),
      ({ units, cutoff, workingDays }) =>
        say(
          `${units} đơn vị chưa nộp, còn ${workingDays} ngày làm việc (${beforeMoment(cutoff)})`,
          `${units} units have not filed, ${workingDays} working days left (${beforeMoment(cutoff)})`,
        ),
    ),
  ],
  ['dossier-lapsed', reader(z.object({ cutoff: z.number() }), ({ cutoff }) => beforeMoment(cutoff))],
  ['cutoff-reached', reader(z.object({ cutoff: z.number() }), ({ cutoff }) => formatMoment(cutoff))],
  [
    'list-computed',
    reader(z.object({ open: z.array(z.string()), waiting: z.number() }), ({ open, waiting }) =>
      open.length + waiting === 0
        ? say('đủ điều kiện trình', 'ready to be forwarded')
        : say(
            `${open.length} vướng mắc, ${waiting} suất còn chờ`,
            `${open.length} questions, ${waiting} seats wait`,
          ),
    ),
  ],
  [
    'campaign-closed',
    reader(z.object({ awards: z.number(), total: z.number() }), ({ awards, total }) =>
      say(`${awards} Bằng khen, ${formatMoney(total)}`, `${awards} certificates, ${formatMoney(total)}`),
    ),
  ],
  ['reminded', reader(z.object({ of: z.string() }), ({ of }) => remindedOf(of))],
]);

const reminders: ReadonlyMap<string, Words> = new Map([
  ['launch-plans', ['kế hoạch phát động', 'launch plans']],
  ['forward-reminder', ['trình danh sách', 'forwarding']],
  ['announce-reminder', ['ký duyệt, công bố và tổ chức khen thưởng', 'sign-off, announcement and ceremony']],
]);

function remindedOf(of: string): string | null {
  const words = reminders.get(of);
  return words === undefined ? null : say(...words);
}

function takenText(outcome: unknown): string | null {
  const taken = Taken.safeParse(outcome);
  return taken.success ? nomineeCounts(taken.data.value) : null;
}

function scopeText({ scope, lastDay }: z.infer<typeof ScopeFacts>, names: Names): string {
  return say(
    `${scopeName(scope, names)}, đến hết ngày ${formatDay(lastDay)}`,
    `${scopeName(scope, names)}, to the end of ${formatDay(lastDay)}`,
  );
}
