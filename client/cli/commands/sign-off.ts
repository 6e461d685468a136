import type { CourseState } from '../../../workflows/api/campaign-state.js';
import { messages, type SignOff } from '../../../workflows/api/messages.js';
import type { CampaignKey } from '../../../workflows/plan/schema.js';
import { courseOf, settledCourse } from '../../officials/course.js';
import { say } from '../../language/language.js';
import { signOffAnswered } from '../../officials/sign-off.js';
import { type ActingOptions, type Desk, type Engine, lookAt } from '../acting.js';
import { consent, type Desktop, ownDesktop } from '../consent.js';
import { atDesk, checkForm, outcomeEnding } from '../course-act.js';
import { nextLines } from '../../officials/course-act.js';
import { campaignGiven, GivenWrong, namedOf, orGivenWrong, textGiven } from '../given.js';
import { inTime } from '../in-time.js';
import { type Ending, outOfReach, refusedByRules } from '../records-at-hand.js';
import { awardListLines, otherList } from '../show/list-shown.js';
import { awardList, type AwardList } from '../../officials/list-shown.js';
import { joined, widthOf } from '../terminal/tables.js';

interface ShowOptions {
  campaign: string;
  plan?: string | undefined;
  json?: boolean | undefined;
}

/** `thidua sign-off show CAMPAIGN`: the list that waits for the Chairman, as its digest binds it. @returns the exit status */
export const runSignOffShow = (options: ShowOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  lookAt(options, desktop, (engine) =>
    orGivenWrong(async () => {
      const campaign = campaignGiven(engine.plan, options.campaign);
      const read = await listInHand(engine, campaign);
      if (!('list' in read)) return read;
      const { list, state } = read;
      if (options.json === true) {
        const { signed } = state;
        return {
          text: `${JSON.stringify({ ...list, isAppraised: state.list?.isAppraised ?? false, signed }, undefined, 2)}\n`,
        };
      }
      const course = await courseOf(engine.services, campaign);
      const lines = awardListLines(engine.plan, list, widthOf(desktop.out));
      return { text: joined([...lines, ...nextLines(engine.plan, course)]) };
    }),
  );

type ListInHand = { list: AwardList; state: CourseState };

async function listInHand(engine: Engine, campaign: CampaignKey): Promise<ListInHand | Ending> {
  const course = await settledCourse(engine.services, campaign);
  const { state } = course;
  const of = state.list ?? state.signed;
  if (of === null)
    return {
      sentence: [
        say('Chưa có danh sách nào được trình.', 'No list has been forwarded yet.'),
        ...nextLines(engine.plan, course),
      ].join('\n'),
      status: refusedByRules,
    };
  const list = await awardList(engine, campaign, of);
  return list === null ? otherList(of.digest) : { list, state };
}

export interface SignOffOptions extends ActingOptions {
  campaign: string;
  decision: 'approve' | 'strike' | 'return';
  /** `NOMINEE=REASON`, each one not approved. */
  strike?: readonly string[] | undefined;
  reason?: string | undefined;
  digest?: string | undefined;
  yes?: boolean | undefined;
}

/** `thidua sign-off approve|strike|return CAMPAIGN`: the Chairman's decision, once the list is shown; waits for what becomes of it. @returns the exit status */
export const runSignOff = (options: SignOffOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  atDesk(options, 'chairman', desktop, async (desk) => {
    const campaign = campaignGiven(desk.plan, options.campaign);
    const read = await listInHand(desk, campaign);
    if (!('list' in read)) return read;
    const { list } = read;
    const message = decisionOf(desk, options, list);
    checkForm(messages.signOff, message);
    if (options.json !== true) {
      const struck = message.decision === 'approve' ? message.strikes : [];
      const lines = struck.map(({ nominee, reason }) =>
        say(
          `Không duyệt: ${nameOf(list, nominee)} – ${reason}`,
          `Struck: ${nameOf(list, nominee)} – ${reason}`,
        ),
      );
      desktop.out.write(joined([...awardListLines(desk.plan, list, widthOf(desktop.out)), ...lines]));
    }
    const stop = await consent(desktop, options, questions[options.decision]);
    return stop ?? inTime(desk.services, () => sendAndWait(desk, campaign, message, options));
  });

const questions = {
  approve: say('Ký duyệt danh sách này?', 'Sign off this list?'),
  strike: say(
    'Ký duyệt danh sách này, trừ các trường hợp không duyệt?',
    'Sign off this list, but for the entries struck?',
  ),
  return: say('Trả lại danh sách này?', 'Return this list?'),
};

const nameOf = ({ winners }: AwardList, nominee: string): string =>
  winners.find((it) => it.nominee === nominee)?.name ?? nominee;

function decisionOf({ actor }: Desk, options: SignOffOptions, list: AwardList): SignOff {
  const digest = options.digest ?? list.digest;
  if (options.decision === 'return')
    return {
      actor,
      digest,
      decision: 'return',
      reason: textGiven(
        say('--reason <lý do trả lại>', '--reason <reason for returning it>'),
        options.reason,
      ),
    };
  const strikes = (options.strike ?? []).map((given) => strikeOf(given, list));
  if (options.decision === 'strike' && strikes.length === 0)
    throw new GivenWrong(
      say(
        'Thiếu --strike <mã đề cử>=<lý do>, mỗi trường hợp không duyệt một lần.',
        '--strike <nominee>=<reason> is missing, once for each entry to strike.',
      ),
    );
  return { actor, digest, decision: 'approve', strikes };
}

function strikeOf(given: string, { winners }: AwardList) {
  const at = given.indexOf('=');
  const reason = given.slice(at + 1).trim();
  if (at < 1 || reason === '')
    throw new GivenWrong(
      say(
        `--strike: “${given}” không đúng; viết <mã đề cử>=<lý do>.`,
        `--strike: “${given}” is wrong; write <nominee>=<reason>.`,
      ),
    );
  const known = winners.map(({ nominee, name }) => ({ code: nominee, name }));
  return {
    nominee: namedOf(say('đề cử trong danh sách', 'nominee on the list'), given.slice(0, at).trim(), known)
      .code,
    reason,
  };
}

/** A signal has no answer: what became of it stands in the campaign's state. */
async function sendAndWait(
  desk: Desk,
  campaign: CampaignKey,
  message: SignOff,
  options: SignOffOptions,
): Promise<Ending> {
  const { services } = desk;
  const answer = await signOffAnswered(services, campaign, message);
  if (answer !== null) {
    const { state } = await courseOf(services, campaign);
    const about = { campaign, definition: messages.signOff, told: () => toldOf(message, state) };
    return outcomeEnding(desk, about, answer, options);
  }
  return {
    sentence: say(
      `Đã gửi nhưng chưa thấy kết quả: đề nghị xem «thidua status ${campaign}» rồi mới làm lại.`,
      `It was sent, but no result was seen: look at «thidua status ${campaign}» before doing it again.`,
    ),
    status: outOfReach,
  };
}

function toldOf(message: SignOff, { signed }: CourseState): string[] {
  if (message.decision === 'return')
    return [say('Đã trả lại danh sách, kèm lý do.', 'The list was returned, with the reason.')];
  const struck =
    message.strikes.length === 0
      ? ''
      : say(`, không duyệt ${message.strikes.length} trường hợp`, `, ${message.strikes.length} struck`);
  return [
    say(
      `Đã ký duyệt danh sách ${message.digest.slice(0, 12)}…${struck} (${signed?.signsAs ?? ''} ${signed?.name ?? ''}).`,
      `The list ${message.digest.slice(0, 12)}… was signed off${struck} (${signed?.signsAs ?? ''} ${signed?.name ?? ''}).`,
    ),
  ];
}
