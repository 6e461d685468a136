import { blocHeading, blocLabel, twoDigits } from '../../../workflows/plan/names.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { formatCount, formatMoney } from '../../../workflows/rules/money.js';
import { seatName } from '../../letters/compose/names.js';
import type { Facts } from '../facts.js';
import type { BlockDraft, SheetDraft } from '../sheet.js';
import {
  awardedTime,
  centred,
  counts,
  emptySeats,
  heading,
  nameOf,
  officeHead,
  signed,
  text,
  titleOf,
} from './blocks.js';

const paper = (facts: Facts, type: string, title: string, blocks: BlockDraft[]): SheetDraft => ({
  title,
  author: facts.plan.bodies['home-affairs'].full,
  day: facts.day,
  form: 'document',
  blocks: [officeHead(facts, 'home-affairs', type), ...blocks],
});

const decisionTold = ({ decision }: Facts): string =>
  decision === null ? '' : ` tại Quyết định số ${decision.number} ngày ${formatDay(decision.date)}`;

/** V.3: who was commended, for those who make it known. */
export const pressSheet = (facts: Facts): SheetDraft =>
  paper(facts, 'TCBC', 'Thông cáo báo chí', [
    ...titleOf('THÔNG CÁO BÁO CHÍ', `Tặng Bằng khen về cải cách hành chính ${awardedTime(facts)}`),
    text(
      `${facts.plan.bodies.chairman.full} đã tặng Bằng khen cho ${counts(facts)} có thành tích xuất sắc trong phong trào thi đua đẩy mạnh cải cách hành chính ${awardedTime(facts)}${decisionTold(facts)}.`,
    ),
    ...facts.plan.blocs.flatMap(({ code }) => {
      const own = facts.awards.filter((it) => it.bloc === code);
      const lines = own.map((it) =>
        text(
          `- ${nameOf(it)}${it.kind === 'individual' ? `, ${it.unitName}` : ''}${it.kind === 'collective' ? ` – ${seatName(it.seat)}` : ''};`,
        ),
      );
      return [heading(blocHeading(facts.plan, code)), ...(lines.length > 0 ? lines : [text('Không có.')])];
    }),
    text('Trân trọng gửi quý cơ quan để đưa tin và nêu gương điển hình tiên tiến, người tốt việc tốt./.'),
    signed(facts.homeAffairs, [...facts.plan.press.bodies.map(({ name }) => name), 'Lưu: VT']),
  ]);

/** What the units' heads gave themselves (III.2.a), and what the units found difficult (V). */
export const commendationSheet = (facts: Facts): SheetDraft => {
  const { plan, commendations, difficulties } = facts;
  const sum = (of: 'collectives' | 'individuals'): number =>
    commendations.reduce((all, it) => all + it[of], 0);
  return paper(facts, 'BC', 'Báo cáo số Giấy khen và khó khăn, vướng mắc', [
    ...titleOf(
      'BÁO CÁO',
      `Kết quả tặng Giấy khen và khó khăn, vướng mắc\ntrong phong trào thi đua ${awardedTime(facts)}`,
    ),
    centred(`Kính gửi: ${plan.issuer}`),
    heading('1. Giấy khen do Thủ trưởng cơ quan, đơn vị, địa phương tặng'),
    text(
      commendations.length === 0
        ? 'Chưa có cơ quan, đơn vị báo cáo.'
        : `${twoDigits(commendations.length)} cơ quan, đơn vị đã báo cáo: ${twoDigits(sum('collectives'))} tập thể và ${twoDigits(sum('individuals'))} cá nhân được tặng Giấy khen.`,
    ),
    ...(commendations.length === 0 ? [] : [commendationTable(facts)]),
    heading('2. Khó khăn, vướng mắc'),
    ...(difficulties.length === 0
      ? [text('Không có phản ánh của các cơ quan, đơn vị, địa phương.')]
      : difficulties.map(({ unitName, text: words }) => text(`- ${unitName}: ${words}`))),
    text(`${plan.bodies['home-affairs'].name} kính báo cáo ${plan.issuer} xem xét./.`),
    signed(facts.homeAffairs, ['Như trên', 'Lưu: VT']),
  ]);
};

const commendationTable = ({ commendations }: Facts): BlockDraft => ({
  type: 'table',
  columns: [
    { title: 'STT', share: 12, align: 'centre' },
    { title: 'Cơ quan, đơn vị', share: 100 },
    { title: 'Tập thể', share: 25, align: 'centre' },
    { title: 'Cá nhân', share: 25, align: 'centre' },
  ],
  rows: commendations.map((it, index) => ({
    cells: [String(index + 1), it.unitName, String(it.collectives), String(it.individuals)],
  })),
});

/** The report of a year, or of the period: dossiers, certificates, money, ceremony. */
export const resultSheet = (facts: Facts): SheetDraft => {
  const { plan, ceremony, vacancies } = facts;
  const total = facts.awards.reduce((sum, { money }) => sum + (money ?? 0), 0);
  return paper(facts, 'BC', `Báo cáo kết quả ${awardedTime(facts)}`, [
    ...titleOf('BÁO CÁO', `Kết quả phong trào thi đua đẩy mạnh cải cách hành chính ${awardedTime(facts)}`),
    centred(`Kính gửi: ${plan.issuer}`),
    heading('1. Hồ sơ và kết quả khen thưởng'),
    resultTable(facts),
    ...charts(facts),
    text(
      `${plan.bodies.chairman.name} đã tặng Bằng khen cho ${counts(facts)}${decisionTold(facts)}; tổng số tiền thưởng ${formatMoney(total)}.`,
    ),
    heading('2. Chỉ tiêu không sử dụng'),
    ...(vacancies.length === 0 ? [text('Không có.')] : emptySeats(plan, vacancies)),
    heading('3. Tổng kết, khen thưởng'),
    text(
      ceremony === null
        ? 'Chưa có báo cáo về ngày tổ chức.'
        : `Đã tổ chức ngày ${formatDay(ceremony.date)} tại ${ceremony.place}.`,
    ),
    text(`${plan.bodies['home-affairs'].name} kính báo cáo ${plan.issuer}./.`),
    signed(facts.homeAffairs, ['Như trên', plan.bodies.board.name, 'Lưu: VT']),
  ]);
};

/** What people would rather see: filings as the cutoff comes, certificates by bloc, and of the period by year. */
function charts(facts: Facts): BlockDraft[] {
  const { plan, campaign, awards, filings, years } = facts;
  const byBloc = plan.blocs.map(({ code }) => ({
    label: blocLabel(plan, code),
    value: awards.filter((it) => it.bloc === code).length,
  }));
  const byTime = spans
    .map(({ label, from, to }) => ({
      label,
      value: filings
        .filter(({ daysBefore }) => daysBefore >= from && daysBefore <= to)
        .reduce((sum, { count }) => sum + count, 0),
    }))
    .filter(({ value }, index) => value > 0 || index < spans.length - 1);
  const byYear = years.map((it) => ({
    label: it.campaign === 'summary' ? 'Tổng kết' : `Năm ${it.campaign}`,
    value: it.collectives + it.individuals,
  }));
  const chart = (title: string, rows: { label: string; value: number }[]): BlockDraft[] =>
    rows.some(({ value }) => value > 0) ? [{ type: 'bars', title, rows }] : [];
  return [
    ...chart('Số đơn vị nộp hồ sơ lần đầu, theo thời gian trước hạn', byTime),
    ...chart('Số Bằng khen theo khối', byBloc),
    ...(campaign === 'summary' ? chart('Số Bằng khen theo đợt', byYear) : []),
  ];
}

/** Days before the cutoff, both counted; the day before it is the last in time. */
const spans = [
  { label: 'Trước hạn trên 20 ngày', from: 21, to: Infinity },
  { label: 'Trước hạn 11–20 ngày', from: 11, to: 20 },
  { label: 'Trước hạn 6–10 ngày', from: 6, to: 10 },
  { label: 'Trước hạn 2–5 ngày', from: 2, to: 5 },
  { label: 'Ngày cuối', from: 1, to: 1 },
  { label: 'Trong thời gian gia hạn', from: -Infinity, to: 0 },
];

const resultTable = ({ plan, awards, dossiers }: Facts): BlockDraft => ({
  type: 'table',
  columns: [
    { title: 'Khối', share: 75 },
    { title: 'Hồ sơ đã nộp', share: 22, align: 'centre' },
    { title: 'Bằng khen tập thể', share: 22, align: 'centre' },
    { title: 'Bằng khen cá nhân', share: 22, align: 'centre' },
    { title: 'Tiền thưởng (đồng)', share: 30, align: 'right' },
  ],
  rows: dossiers.map(({ bloc, filed }) => {
    const own = awards.filter((it) => it.bloc === bloc);
    const count = (kind: string): string => String(own.filter((it) => it.kind === kind).length);
    const money = own.reduce((sum, it) => sum + (it.money ?? 0), 0);
    return {
      cells: [
        blocHeading(plan, bloc),
        String(filed),
        count('collective'),
        count('individual'),
        formatCount(money),
      ],
    };
  }),
});
