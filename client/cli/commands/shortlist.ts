import { messages } from '../../../workflows/api/messages.js';
import { blocName } from '../../../workflows/plan/names.js';
import { type Course, settledCourse } from '../../officials/course.js';
import { type Order, proposedOrder } from '../../officials/shortlist.js';
import { type ActingOptions, type Engine, lookAt } from '../acting.js';
import { type Desktop, ownDesktop } from '../consent.js';
import { atDesk, doAct, nextLines } from '../course-act.js';
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
  sentence: ['Chưa có thứ tự đề xuất: đợt này chưa đến bước lựa chọn.', ...nextLines(plan, course)].join(
    '\n',
  ),
  status: refusedByRules,
});

const columns = [
  { title: 'Thứ tự', align: 'right' as const },
  { title: 'Tên', flexible: true as const },
  { title: 'Đơn vị', flexible: true as const },
  { title: 'Hạng', align: 'right' as const },
  { title: 'Năm trước', align: 'right' as const },
  { title: 'Bằng khen', align: 'right' as const },
  { title: 'Mã đề cử', flexible: true as const },
  { title: 'Đã chọn' },
];

function orderLines({ plan }: Engine, order: Order, width: number): string[] {
  const { campaign, kind, bloc, seats, proposed } = order;
  const what = kind === 'individual' ? 'cá nhân' : 'tập thể';
  const title = `Thứ tự đề xuất, ${what} của ${blocName(plan, bloc)}: ${proposed.length} đủ tiêu chuẩn, ${seats} Bằng khen.`;
  const rows = proposed.map((it, index) => [
    String(index + 1),
    it.name,
    it.unitName,
    String(it.rank ?? '–'),
    String(it.previousRank ?? '–'),
    campaign === 'summary' ? String(it.certificates) : '–',
    it.nominee,
    it.isChosen ? 'có' : '',
  ]);
  if (proposed.length === 0) return [title];
  const how =
    kind === 'collective' && campaign !== 'summary'
      ? 'Tập thể của một năm do thứ hạng quyết định, không phải lựa chọn.'
      : `Lựa chọn: thidua shortlist ${campaign} ${kind} ${bloc} MÃ-ĐỀ-CỬ… --reason LÝ-DO`;
  return [title, ...table(columns, rows, width), how];
}

const choose = (options: ShortlistOptions, desktop: Desktop): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async (desk) => {
    const campaign = campaignGiven(desk.plan, options.campaign);
    const of = { campaign, kind: kindGiven(options.kind), bloc: blocGiven(desk.plan, options.bloc) };
    const reason = textGiven('--reason <lý do>', options.reason);
    const course = await settledCourse(desk.services, campaign);
    const order = await proposedOrder({ plan: desk.plan, records: desk.services.records }, course.state, of);
    if (order === null) return notYet(desk, course);
    const known = order.proposed.map((it) => ({ ...it, code: it.nominee }));
    const chosen = options.nominees.map((given) => namedOf('đề cử đủ tiêu chuẩn', given, known));
    const nominees = chosen.map(({ code }) => code);
    const message = { actor: desk.actor, kind: of.kind, bloc: of.bloc, nominees, reason };
    const told = () => [
      `Đã ghi lựa chọn của ${blocName(desk.plan, of.bloc)}: ${chosen.map(({ name, unitName }) => `${name} (${unitName})`).join('; ')}.`,
    ];
    return doAct(desk, { campaign, definition: messages.shortlist, message, told }, options);
  });
