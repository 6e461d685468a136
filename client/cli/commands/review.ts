import { type DossierRow, dossierRows } from '../../../activities/records/reads/dossiers.js';
import { messages, type ReviewDossier } from '../../../workflows/api/messages.js';
import { statusNames } from '../../../workflows/api/names.js';
import { DossierStatus } from '../../../workflows/api/views.js';
import { blocLabel } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import type { Answer } from '../../officials/send.js';
import type { ActingOptions, Desk } from '../acting.js';
import { settledCourse } from '../../officials/course.js';
import { consent, type Desktop, ownDesktop } from '../consent.js';
import { atDesk, checkForm, doAct, nextLines, sendAct } from '../course-act.js';
import { planOfRecords } from '../../plan-of-records.js';
import { campaignGiven, dayGiven, GivenWrong, namedOf, orGivenWrong, textGiven } from '../given.js';
import { inTime } from '../in-time.js';
import { atFault, type Ending, refusedByRules, withRecords } from '../records-at-hand.js';
import { hang, joined, type Output, table, widthOf } from '../terminal/tables.js';

export interface ReviewOptions extends ActingOptions {
  campaign: string;
  unit?: string | undefined;
  decision?: string | undefined;
  reason?: string | undefined;
  completeBy?: string | undefined;
  /** Why the dossier may be completed after the quarter in which awards are announced. */
  beyond?: string | undefined;
  /** The version that was read. */
  digest?: string | undefined;
  allWaiting?: boolean | undefined;
  yes?: boolean | undefined;
}

type Filed = DossierRow & { version: NonNullable<DossierRow['version']> };

/** `thidua review CAMPAIGN UNIT accept|return|reject`, or all that wait at once. @returns the exit status */
export const runReview = (options: ReviewOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async (desk) => {
    const campaign = campaignGiven(desk.plan, options.campaign);
    const rows = await dossierRows(desk.services.records, { plan: desk.plan.plan, campaign });
    if (rows.length === 0)
      return { sentence: `Đợt ${campaign} chưa mở nhận hồ sơ: chưa có gì để xét.`, status: refusedByRules };
    if (options.allWaiting === true)
      return acceptAll(desk, campaign, rows.filter(isWaiting), options, desktop);
    return reviewOne(desk, campaign, rows, options);
  });

const hasVersion = (row: DossierRow): row is Filed => row.version !== null;
const isWaiting = (row: DossierRow): row is Filed => row.status === 'submitted' && hasVersion(row);

function reviewOne(
  desk: Desk,
  campaign: CampaignKey,
  rows: readonly DossierRow[],
  options: ReviewOptions,
): Promise<Ending> {
  const known = rows.map((row) => ({ code: row.unit, name: row.unitName, row }));
  const { row } = namedOf(
    'đơn vị có hồ sơ',
    textGiven('đơn vị (các hồ sơ chờ xét: «thidua review list»)', options.unit),
    known,
  );
  if (!hasVersion(row))
    throw new GivenWrong(
      `Hồ sơ của ${row.unitName} (${row.unit}) ${statusLabel(row.status)}: chưa có gì để xét.`,
    );
  const message = reviewOf(desk, options.digest ?? row.version.digest, options);
  const told = () => [`Đã ghi: hồ sơ của ${row.unitName} (${row.unit}) ${outcomes[message.decision]}.`];
  return doAct(
    desk,
    { campaign, unit: row.unit, definition: messages.reviewDossier, message, told },
    options,
  );
}

const outcomes = {
  accept: 'được chấp nhận',
  return: 'được trả lại để hoàn thiện; đơn vị được báo bằng thư',
  reject: 'bị từ chối; đơn vị được báo bằng thư',
};

const decisions = [
  { code: 'accept', name: 'chấp nhận' },
  { code: 'return', name: 'trả lại' },
  { code: 'reject', name: 'từ chối' },
] as const;

function reviewOf({ actor }: Desk, digest: string, options: ReviewOptions): ReviewDossier {
  const { code: decision } = namedOf(
    'cách xét',
    textGiven('cách xét (accept, return, reject)', options.decision),
    decisions,
  );
  const { reason, completeBy, beyond } = options;
  if (decision === 'accept') return { actor, digest, decision, ...(reason !== undefined && { reason }) };
  const why = textGiven('--reason <lý do>', reason);
  if (decision === 'reject') return { actor, digest, decision, reason: why };
  const day = dayGiven('--complete-by', textGiven('--complete-by <ngày cuối để hoàn thiện>', completeBy));
  return { actor, digest, decision, reason: why, completeBy: day, ...(beyond !== undefined && { beyond }) };
}

async function acceptAll(
  desk: Desk,
  campaign: CampaignKey,
  waiting: readonly Filed[],
  options: ReviewOptions,
  desktop: Desktop,
): Promise<Ending> {
  if ((options.decision ?? options.unit ?? 'accept') !== 'accept')
    return {
      sentence: '--all-waiting chỉ dùng để chấp nhận; trả lại hay từ chối thì làm từng hồ sơ.',
      status: atFault,
    };
  if (waiting.length === 0) return { text: options.json === true ? '[]\n' : 'Không có hồ sơ nào chờ xét.\n' };
  if (options.json !== true) desktop.out.write(joined(waitingLines(desk.plan, waiting, desktop.out)));
  const stop = await consent(
    desktop,
    { yes: options.yes, json: options.json },
    `Chấp nhận cả ${waiting.length} hồ sơ?`,
  );
  return stop ?? acceptEach(desk, campaign, waiting, options);
}

async function acceptEach(
  desk: Desk,
  campaign: CampaignKey,
  waiting: readonly Filed[],
  options: ReviewOptions,
): Promise<Ending> {
  const answers: { unit: string; name: string; answer: Answer }[] = [];
  for (const { unit, unitName: name, version } of waiting) {
    const message = reviewOf(desk, version.digest, { ...options, decision: 'accept' });
    checkForm(messages.reviewDossier, message);
    const act = { campaign, unit, definition: messages.reviewDossier, message, told: () => [] };
    answers.push({ unit, name, answer: await inTime(desk.services, () => sendAct(desk, act)) });
  }
  const refused = answers.filter(({ answer }) => !answer.done).length;
  const status = refused > 0 ? refusedByRules : 0;
  if (options.json === true)
    return {
      text: `${JSON.stringify(
        answers.map(({ unit, answer }) => ({ unit, ...answer })),
        undefined,
        2,
      )}\n`,
      status,
    };
  const course = await inTime(desk.services, () => settledCourse(desk.services, campaign));
  const lines = answers.map(({ unit, name, answer }) =>
    answer.done ? `${name} (${unit}): đã chấp nhận.` : `${name} (${unit}): không nhận – ${answer.sentence}`,
  );
  const sum = `Đã chấp nhận ${answers.length - refused} hồ sơ${refused > 0 ? `, không nhận ${refused}` : ''}.`;
  return { text: joined([...lines, sum, ...nextLines(desk.plan, course)]), status };
}

const statusLabel = (status: string): string => {
  const known = DossierStatus.safeParse(status);
  return known.success ? statusNames[known.data] : status;
};

/** `thidua review list CAMPAIGN`: what waits for a review. @returns the exit status */
export const runReviewList = (
  { campaign: given, plan: plans, json }: Pick<ReviewOptions, 'campaign' | 'plan' | 'json'>,
  desktop: Desktop = ownDesktop(),
): Promise<number> =>
  withRecords(desktop, (records) =>
    orGivenWrong(async () => {
      const chosen = await planOfRecords(records, plans);
      if ('sentence' in chosen) return { ...chosen, status: atFault };
      const { plan } = chosen;
      const campaign = campaignGiven(plan, given);
      const waiting = (await dossierRows(records, { plan: plan.plan, campaign })).filter(isWaiting);
      if (json === true) return { text: `${JSON.stringify(waiting.map(waitingJson), undefined, 2)}\n` };
      if (waiting.length === 0) return { text: 'Không có hồ sơ nào chờ xét.\n' };
      const how = `Xét một hồ sơ: thidua review ${campaign} MÃ accept|return|reject; chấp nhận tất cả: thidua review ${campaign} --all-waiting`;
      const width = widthOf(desktop.out);
      return { text: joined([...waitingLines(plan, waiting, desktop.out), ...hang('', how, width)]) };
    }),
  );

const waitingJson = ({ unit, unitName, bloc, cutoff, launchPlan, version }: Filed) => ({
  ...{ unit, unitName, bloc, launchPlan, digest: version.digest, receipt: version.receipt },
  receivedAt: new Date(version.receivedAt).toISOString(),
  cutoff: new Date(cutoff).toISOString(),
  filedBy: version.filedBy,
  nominees: version.content.nominees,
  documents: version.content.documents,
});

const columns = [
  { title: 'Đơn vị', flexible: true as const },
  { title: 'Mã', flexible: true as const },
  { title: 'Khối', flexible: true as const },
  { title: 'Nhận lúc' },
  { title: 'Người nộp', flexible: true as const },
  { title: 'Đề cử', flexible: true as const },
];

function waitingLines(plan: Plan, waiting: readonly Filed[], out: Output): string[] {
  const rows = waiting.map(({ unit, unitName, bloc, version }) => [
    unitName,
    unit,
    blocLabel(plan, bloc),
    formatMoment(version.receivedAt),
    version.filedBy.person,
    version.content.nominees.map(({ name }) => name).join('; '),
  ]);
  return [`Chờ xét: ${waiting.length} hồ sơ`, ...table(columns, rows, widthOf(out))];
}
