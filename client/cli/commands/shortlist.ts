import { messages } from '../../../workflows/api/messages.js';
import { blocName } from '../../../workflows/plan/names.js';
import { type Course, settledCourse } from '../../officials/course.js';
import { say } from '../../language/language.js';
import { type Order, proposedOrder } from '../../officials/shortlist.js';
import { type ActingOptions, type Engine, lookAt } from '../acting.js';
import { type Desktop, ownDesktop } from '../consent.js';
import { atDesk, doAct } from '../course-act.js';
import { nextLines } from '../../officials/course-act.js';
import { blocGiven, campaignGiven, kindGiven, namedOf, orGivenWrong, textGiven } from '../given.js';
import { type Ending, refusedByRules } from '../records-at-hand.js';
import { joined, table, widthOf } from '../terminal/tables.js';

export interface ShortlistOptions extends ActingOptions {
  campaign: string;
  kind: string;
  bloc: string;
  nominees: readonly string[];
  reason?: string | undefined;
}

/** `thidua shortlist CAMPAIGN KIND BLOC [NOMINEE…]`: shows the proposed order, or chooses from it. @returns the exit status */
export const runShortlist = (options: ShortlistOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  options.nominees.length === 0
    ? lookAt(options, desktop, (engine) => orGivenWrong(() => showOrder(engine, options, desktop)))
    : choose(options, desktop);

async function showOrder(engine: Engine, options: ShortlistOptions, desktop: Desktop): Promise<Ending> {
  const { plan, services } = engine;
  const campaign = campaignGiven(plan, options.campaign);
  const of = { campaign, kind: kindGiven(options.kind), bloc: blocGiven(plan, options.bloc) };
  const course = await settledCourse(services, campaign);
  const order = await proposedOrder({ plan, records: services.records }, course.state, of);
  if (order === null) return notYet(engine, course);
  if (options.json === true) return { text: `${JSON.stringify(order, undefined, 2)}\n` };
  return { text: joined(orderLines(engine, order, widthOf(desktop.out))) };
}

const notYet = ({ plan }: Engine, course: Course): Ending => ({
  sentence: [
    say(
      'Chưa có thứ tự đề xuất: đợt này chưa đến bước lựa chọn.',
      'There is no proposed order yet: this campaign has not come to its selection.',
    ),
    ...nextLines(plan, course),
  ].join('\n'),
  status: refusedByRules,
});

const columns = [
  { title: say('Thứ tự', 'Order'), align: 'right' as const },
  { title: say('Tên', 'Name'), flexible: true as const },
  { title: say('Đơn vị', 'Unit'), flexible: true as const },
  { title: say('Hạng', 'Rank'), align: 'right' as const },
  { title: say('Năm trước', 'Year before'), align: 'right' as const },
  { title: say('Bằng khen', 'Certificates'), align: 'right' as const },
  { title: say('Mã đề cử', 'Nominee'), flexible: true as const },
  { title: say('Đã chọn', 'Chosen') },
];

function orderLines({ plan }: Engine, order: Order, width: number): string[] {
  const { campaign, kind, bloc, seats, proposed } = order;
  const what = kind === 'individual' ? say('cá nhân', 'individuals') : say('tập thể', 'collectives');
  const title = say(
    `Thứ tự đề xuất, ${what} của ${blocName(plan, bloc)}: ${proposed.length} đủ tiêu chuẩn, ${seats} Bằng khen.`,
    `Proposed order, ${what} of ${blocName(plan, bloc)}: ${proposed.length} eligible, ${seats} certificates.`,
  );
  const rows = proposed.map((it, index) => [
    String(index + 1),
    it.name,
    it.unitName,
    String(it.rank ?? '–'),
    String(it.previousRank ?? '–'),
    campaign === 'summary' ? String(it.certificates) : '–',
    it.nominee,
    it.isChosen ? say('có', 'yes') : '',
  ]);
  if (proposed.length === 0) return [title];
  const how =
    kind === 'collective' && campaign !== 'summary'
      ? say(
          'Tập thể của một năm do thứ hạng quyết định, không phải lựa chọn.',
          'The collectives of a year follow from the ranks; they are not chosen.',
        )
      : say(
          `Lựa chọn: thidua shortlist ${campaign} ${kind} ${bloc} MÃ-ĐỀ-CỬ… --reason LÝ-DO`,
          `To choose: thidua shortlist ${campaign} ${kind} ${bloc} NOMINEE… --reason REASON`,
        );
  return [title, ...table(columns, rows, width), how];
}

const choose = (options: ShortlistOptions, desktop: Desktop): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async (desk) => {
    const campaign = campaignGiven(desk.plan, options.campaign);
    const of = { campaign, kind: kindGiven(options.kind), bloc: blocGiven(desk.plan, options.bloc) };
    const reason = textGiven(say('--reason <lý do>', '--reason <reason>'), options.reason);
    const course = await settledCourse(desk.services, campaign);
    const order = await proposedOrder({ plan: desk.plan, records: desk.services.records }, course.state, of);
    if (order === null) return notYet(desk, course);
    const known = order.proposed.map((it) => ({ ...it, code: it.nominee }));
    const chosen = options.nominees.map((given) =>
      namedOf(say('đề cử đủ tiêu chuẩn', 'eligible nominee'), given, known),
    );
    const nominees = chosen.map(({ code }) => code);
    const message = { actor: desk.actor, kind: of.kind, bloc: of.bloc, nominees, reason };
    const told = () => [
      say(
        `Đã ghi lựa chọn của ${blocName(desk.plan, of.bloc)}: ${chosen.map(({ name, unitName }) => `${name} (${unitName})`).join('; ')}.`,
        `The choice of ${blocName(desk.plan, of.bloc)} was recorded: ${chosen.map(({ name, unitName }) => `${name} (${unitName})`).join('; ')}.`,
      ),
    ];
    return doAct(desk, { campaign, definition: messages.shortlist, message, told }, options);
  });
