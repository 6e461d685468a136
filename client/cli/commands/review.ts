import { type DossierRow, dossierRows } from '../../../activities/records/reads/dossiers.js';
import { messages, type ReviewDossier } from '../../../workflows/api/messages.js';
import type { CampaignKey } from '../../../workflows/plan/schema.js';
import type { Answer } from '../../officials/send.js';
import { statusLabel } from '../../language/names.js';
import { say } from '../../language/language.js';
import type { ActingOptions, Desk } from '../acting.js';
import { settledCourse } from '../../officials/course.js';
import { consent, type Desktop, ownDesktop } from '../consent.js';
import { atDesk, checkForm, doAct, sendAct } from '../course-act.js';
import { nextLines } from '../../officials/course-act.js';
import { campaignGiven, dayGiven, GivenWrong, namedOf, textGiven } from '../given.js';
import { inTime } from '../in-time.js';
import { atFault, type Ending, refusedByRules } from '../records-at-hand.js';
import { joined } from '../terminal/tables.js';
import { answerSentence } from '../../language/refusals.js';
import { type Filed, hasVersion, isWaiting, waitingLines } from './review-list.js';

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

/** `thidua review CAMPAIGN UNIT accept|return|reject`, or all that wait at once. @returns the exit status */
export const runReview = (options: ReviewOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async (desk) => {
    const campaign = campaignGiven(desk.plan, options.campaign);
    const rows = await dossierRows(desk.services.records, { plan: desk.plan.plan, campaign });
    if (rows.length === 0)
      return {
        sentence: say(
          `Đợt ${campaign} chưa mở nhận hồ sơ: chưa có gì để xét.`,
          `The campaign ${campaign} is not open for dossiers: there is nothing to review.`,
        ),
        status: refusedByRules,
      };
    if (options.allWaiting === true)
      return acceptAll(desk, campaign, rows.filter(isWaiting), options, desktop);
    return reviewOne(desk, campaign, rows, options);
  });

function reviewOne(
  desk: Desk,
  campaign: CampaignKey,
  rows: readonly DossierRow[],
  options: ReviewOptions,
): Promise<Ending> {
  const known = rows.map((row) => ({ code: row.unit, name: row.unitName, row }));
  const { row } = namedOf(
    say('đơn vị có hồ sơ', 'unit with a dossier'),
    textGiven(
      say(
        'đơn vị (các hồ sơ chờ xét: «thidua review list»)',
        'unit (dossiers that wait: «thidua review list»)',
      ),
      options.unit,
    ),
    known,
  );
  if (!hasVersion(row))
    throw new GivenWrong(
      say(
        `Hồ sơ của ${row.unitName} (${row.unit}) ${statusLabel(row.status)}: chưa có gì để xét.`,
        `The dossier of ${row.unitName} (${row.unit}) is ${statusLabel(row.status)}: there is nothing to review.`,
      ),
    );
  const message = reviewOf(desk, options.digest ?? row.version.digest, options);
  const told = () => [
    say(
      `Đã ghi: hồ sơ của ${row.unitName} (${row.unit}) ${outcomes[message.decision]}.`,
      `Recorded: the dossier of ${row.unitName} (${row.unit}) is ${outcomes[message.decision]}.`,
    ),
  ];
  return doAct(
    desk,
    { campaign, unit: row.unit, definition: messages.reviewDossier, message, told },
    options,
  );
}

const outcomes = {
  accept: say('được chấp nhận', 'accepted'),
  return: say(
    'được trả lại để hoàn thiện; đơn vị được báo bằng thư',
    'returned for completion; the unit is told by letter',
  ),
  reject: say('bị từ chối; đơn vị được báo bằng thư', 'rejected; the unit is told by letter'),
};

const decisions = [
  { code: 'accept', name: say('chấp nhận', 'accept') },
  { code: 'return', name: say('trả lại', 'return') },
  { code: 'reject', name: say('từ chối', 'reject') },
] as const;

function reviewOf({ actor }: Desk, digest: string, options: ReviewOptions): ReviewDossier {
  const { code: decision } = namedOf(
    say('cách xét', 'decision'),
    textGiven(
      say('cách xét (accept, return, reject)', 'decision (accept, return, reject)'),
      options.decision,
    ),
    decisions,
  );
  const { reason, completeBy, beyond } = options;
  if (decision === 'accept') return { actor, digest, decision, ...(reason !== undefined && { reason }) };
  const why = textGiven(say('--reason <lý do>', '--reason <reason>'), reason);
  if (decision === 'reject') return { actor, digest, decision, reason: why };
  const day = dayGiven(
    '--complete-by',
    textGiven(
      say('--complete-by <ngày cuối để hoàn thiện>', '--complete-by <last day for completion>'),
      completeBy,
    ),
  );
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
      sentence: say(
        '--all-waiting chỉ dùng để chấp nhận; trả lại hay từ chối thì làm từng hồ sơ.',
        '--all-waiting only accepts; dossiers are returned or rejected one by one.',
      ),
      status: atFault,
    };
  if (waiting.length === 0)
    return {
      text:
        options.json === true
          ? '[]\n'
          : say('Không có hồ sơ nào chờ xét.\n', 'No dossier waits for review.\n'),
    };
  if (options.json !== true) desktop.out.write(joined(waitingLines(desk.plan, waiting, desktop.out)));
  const stop = await consent(
    desktop,
    { yes: options.yes, json: options.json },
    say(`Chấp nhận cả ${waiting.length} hồ sơ?`, `Accept all ${waiting.length} dossiers?`),
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
    answer.done
      ? say(`${name} (${unit}): đã chấp nhận.`, `${name} (${unit}): accepted.`)
      : say(
          `${name} (${unit}): không nhận – ${answer.sentence}`,
          `${name} (${unit}): refused – ${answerSentence(desk.plan, answer)}`,
        ),
  );
  const sum = say(
    `Đã chấp nhận ${answers.length - refused} hồ sơ${refused > 0 ? `, không nhận ${refused}` : ''}.`,
    `${answers.length - refused} dossiers were accepted${refused > 0 ? `, ${refused} refused` : ''}.`,
  );
  return { text: joined([...lines, sum, ...nextLines(desk.plan, course)]), status };
}
