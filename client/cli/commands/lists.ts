import { type Appraise, type Forward, messages } from '../../../workflows/api/messages.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { settledCourse } from '../../officials/course.js';
import { officeName } from '../../language/names.js';
import { say } from '../../language/language.js';
import type { ActingOptions, Desk } from '../acting.js';
import { consent, type Desktop, ownDesktop } from '../consent.js';
import { atDesk, checkForm, doAct } from '../course-act.js';
import { nextLines } from '../../officials/course-act.js';
import { campaignGiven, dayGiven, GivenWrong, namedOf, textGiven } from '../given.js';
import { inTime } from '../in-time.js';
import { refusedByRules } from '../records-at-hand.js';
import { showList } from '../show/list-shown.js';

export interface ForwardOptions extends ActingOptions {
  campaign: string;
  digest?: string | undefined;
  reason?: string | undefined;
  yes?: boolean | undefined;
}

/** `thidua forward CAMPAIGN`: sends the list to the Board, once it is shown. @returns the exit status */
export const runForward = (options: ForwardOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async (desk) => {
    const campaign = campaignGiven(desk.plan, options.campaign);
    const { plan, actor } = desk;
    const course = await settledCourse(desk.services, campaign);
    const { selection, list } = course.state;
    if (selection === null || list !== null) {
      const why =
        selection === null
          ? say('Chưa có danh sách để trình.', 'There is no list to forward yet.')
          : say('Danh sách đã được trình.', 'The list has been forwarded.');
      return { sentence: [why, ...nextLines(plan, course)].join('\n'), status: refusedByRules };
    }
    const shown = await showList(desk, campaign, selection, desktop, options.json);
    if (shown !== null) return shown;
    const reason = options.reason === undefined ? {} : { reason: options.reason };
    const message: Forward = { actor, digest: options.digest ?? selection.digest, ...reason };
    checkForm(messages.forward, message);
    const board = officeName(plan, 'board');
    const told = () => [
      say(
        `Đã trình danh sách sang ${board}, mã ${message.digest.slice(0, 12)}…`,
        `The list was forwarded to ${board}, digest ${message.digest.slice(0, 12)}…`,
      ),
    ];
    const stop = await consent(
      desktop,
      options,
      say(`Trình danh sách này sang ${board}?`, `Forward this list to ${board}?`),
    );
    return (
      stop ??
      inTime(desk.services, () =>
        doAct(desk, { campaign, definition: messages.forward, message, told }, options),
      )
    );
  });

export interface AppraiseOptions extends ForwardOptions {
  decision: string;
  meetingDate: string;
  /** Parted by semicolons. */
  participants: string;
  /** In favour, against, abstained: `3/0/0`. */
  votes?: string | undefined;
}

const decisions = [
  { code: 'approve', name: say('thông qua', 'approve') },
  { code: 'return', name: say('trả lại', 'return') },
] as const;

/** `thidua appraise CAMPAIGN approve|return`: the Board's meeting on the list, once it is shown. @returns the exit status */
export const runAppraise = (options: AppraiseOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  atDesk(options, 'board', desktop, async (desk) => {
    const { plan } = desk;
    const campaign = campaignGiven(plan, options.campaign);
    const course = await settledCourse(desk.services, campaign);
    const { list } = course.state;
    if (list === null)
      return {
        sentence: [
          say(
            'Chưa có danh sách nào được trình để thẩm định.',
            'No list has been forwarded for appraisal yet.',
          ),
          ...nextLines(plan, course),
        ].join('\n'),
        status: refusedByRules,
      };
    const message = appraisal(desk, options, list.digest);
    checkForm(messages.appraise, message);
    const shown = await showList(desk, campaign, list, desktop, options.json);
    if (shown !== null) return shown;
    const what = message.decision === 'approve' ? say('thông qua', 'approve') : say('trả lại', 'return');
    const told = () => [
      message.decision === 'approve'
        ? say(
            'Đã ghi kết quả thẩm định: thông qua danh sách.',
            'The appraisal was recorded: the list is approved.',
          )
        : say(
            `Đã ghi kết quả thẩm định: trả lại danh sách cho ${officeName(plan, 'home-affairs')}.`,
            `The appraisal was recorded: the list is returned to ${officeName(plan, 'home-affairs')}.`,
          ),
    ];
    const stop = await consent(
      desktop,
      options,
      say(`Ghi kết quả thẩm định: ${what} danh sách này?`, `Record the appraisal: ${what} this list?`),
    );
    return (
      stop ??
      inTime(desk.services, () =>
        doAct(desk, { campaign, definition: messages.appraise, message, told }, options),
      )
    );
  });

function appraisal({ actor }: Desk, options: AppraiseOptions, current: string): Appraise {
  const { code: decision } = namedOf(
    say('kết quả thẩm định', 'result of the appraisal'),
    options.decision,
    decisions,
  );
  const participants = options.participants
    .split(';')
    .map((it) => it.trim())
    .filter((it) => it !== '');
  const meeting = {
    date: dayGiven('--meeting-date', options.meetingDate),
    participants,
    ...(options.votes !== undefined && { votes: votesGiven(options.votes) }),
  };
  const digest = options.digest ?? current;
  if (decision === 'approve') return { actor, digest, decision, meeting };
  return {
    actor,
    digest,
    decision,
    meeting,
    reason: textGiven(say('--reason <lý do trả lại>', '--reason <reason for returning it>'), options.reason),
  };
}

function votesGiven(given: string) {
  const [, inFavour, against, abstained] = /^(\d+)\/(\d+)\/(\d+)$/.exec(given) ?? [];
  if (inFavour === undefined)
    throw new GivenWrong(
      say(
        `--votes: “${given}” không đúng; viết tán thành/không tán thành/ý kiến khác, ví dụ 3/0/0.`,
        `--votes: “${given}” is wrong; write in favour/against/abstained, like 3/0/0.`,
      ),
    );
  return { inFavour: Number(inFavour), against: Number(against), abstained: Number(abstained) };
}

export interface AnnounceOptions extends ActingOptions {
  campaign: string;
  decisionNumber: string;
  decisionDate: string;
  digest?: string | undefined;
}

/** `thidua announce CAMPAIGN`: the number and date of the decision; the ledger is written and the results told. @returns the exit status */
export const runAnnounce = (options: AnnounceOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async (desk) => {
    const campaign = campaignGiven(desk.plan, options.campaign);
    const decision = {
      number: options.decisionNumber,
      date: dayGiven('--decision-date', options.decisionDate),
    };
    const course = await settledCourse(desk.services, campaign);
    const { signed } = course.state;
    if (signed === null)
      return {
        sentence: [
          say(
            'Danh sách chưa được ký duyệt nên chưa công bố được.',
            'The list has not been signed, so it cannot be announced yet.',
          ),
          ...nextLines(desk.plan, course),
        ].join('\n'),
        status: refusedByRules,
      };
    const message = { actor: desk.actor, digest: options.digest ?? signed.digest, decision };
    const told = () => [
      say(
        `Đã ghi quyết định ${decision.number} ngày ${formatDay(decision.date)}; Bằng khen được ghi vào sổ và kết quả được báo bằng thư.`,
        `Decision ${decision.number} of ${formatDay(decision.date)} was recorded; the certificates stand in the ledger and the results are told by letter.`,
      ),
    ];
    return doAct(desk, { campaign, definition: messages.recordDecision, message, told }, options);
  });

export interface CeremonyOptions extends ActingOptions {
  campaign: string;
  date: string;
  place: string;
}

/** `thidua ceremony CAMPAIGN`: when and where the awards are handed over. @returns the exit status */
export const runCeremony = (options: CeremonyOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, (desk) => {
    const campaign = campaignGiven(desk.plan, options.campaign);
    const date = dayGiven('--date', options.date);
    const message = { actor: desk.actor, date, place: options.place };
    const told = () => [
      say(
        `Đã ghi lễ khen thưởng ngày ${formatDay(date)}, tại ${options.place.trim()}.`,
        `The ceremony of ${formatDay(date)} at ${options.place.trim()} was recorded.`,
      ),
    ];
    return doAct(desk, { campaign, definition: messages.recordCeremony, message, told }, options);
  });
