import { blocHeading, planName } from '../../../workflows/plan/names.js';
import { seatName } from '../../letters/compose/names.js';
import type { Award, Facts } from '../facts.js';
import type { BlockDraft, SheetDraft } from '../sheet.js';
import {
  awardedTime,
  basis,
  centred,
  counts,
  dayInWords,
  listTitle,
  nameOf,
  officeHead,
  placeOf,
  signed,
  text,
  titleOf,
} from './blocks.js';

/** The invitation to the ceremony, its programme, and who comes to the stage in which order (IV.1.b, V.3). */
export function invitationSheet(facts: Facts): SheetDraft {
  const { plan, ceremony } = facts;
  if (ceremony === null) throw new Error('An invitation follows the day and the place.');
  const { chairman, board } = plan.bodies;
  const occasion = `Hội nghị tổng kết, khen thưởng phong trào thi đua đẩy mạnh cải cách hành chính ${awardedTime(facts)}`;
  return {
    title: `Giấy mời ${awardedTime(facts)}`,
    author: plan.bodies['home-affairs'].full,
    day: facts.day,
    form: 'document',
    blocks: [
      officeHead(facts, 'home-affairs', 'GM'),
      ...titleOf('GIẤY MỜI', `Dự ${occasion}`),
      basis(`Thực hiện ${planName(plan)} ${dayInWords(plan.issued)} của ${plan.issuer},`),
      text(`${plan.bodies['home-affairs'].name} trân trọng kính mời:`),
      { type: 'fill', label: 'Ông (Bà)', value: null, lines: 2 },
      text(`Dự ${occasion}.`),
      text(`Chủ trì: ${chairman.name}.`),
      { type: 'fill', label: 'Thời gian: … giờ …', value: dayInWords(ceremony.date) },
      { type: 'fill', label: 'Địa điểm', value: ceremony.place },
      text('Rất mong Quý đại biểu đến dự đúng thời gian, địa điểm nêu trên./.'),
      signed(facts.homeAffairs, ['Như trên', chairman.name, board.name, 'Lưu: VT']),
      listTitle('CHƯƠNG TRÌNH'),
      centred(occasion, { bold: true }),
      centred(`(${capital(dayInWords(ceremony.date))}, tại ${ceremony.place})`, { italic: true }),
      programmeTable(facts),
      listTitle('THỨ TỰ TRAO BẰNG KHEN'),
      orderTable(facts),
    ],
  };
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const programmeTable = (facts: Facts): BlockDraft => ({
  type: 'table',
  columns: [
    { title: 'STT', share: 12, align: 'centre' },
    { title: 'Giờ', share: 22, align: 'centre' },
    { title: 'Nội dung', share: 90 },
    { title: 'Thực hiện', share: 42 },
  ],
  rows: [
    ['Đón tiếp đại biểu; ổn định tổ chức', 'Ban Tổ chức'],
    ['Chào cờ; tuyên bố lý do, giới thiệu đại biểu', 'Ban Tổ chức'],
    [`Báo cáo kết quả phong trào thi đua ${awardedTime(facts)}`, facts.plan.bodies['home-affairs'].name],
    ['Ý kiến của các cơ quan, đơn vị, địa phương', 'Đại biểu'],
    [
      `Công bố Quyết định${facts.decision === null ? '' : ` số ${facts.decision.number}`} và trao Bằng khen cho ${counts(facts)}`,
      `${facts.plan.bodies.board.name}; ${facts.plan.bodies.chairman.name}`,
    ],
    ['Phát biểu chỉ đạo', facts.plan.bodies.chairman.name],
    ['Bế mạc', 'Ban Tổ chức'],
  ].map(([what = '', who = ''], index) => ({ cells: [String(index + 1), '', what, who] })),
});

/** Bloc by bloc, collectives before individuals: each comes up once. */
function orderTable(facts: Facts): BlockDraft {
  let number = 0;
  const rowOf = (it: Award) => ({
    cells: [String((number += 1)), nameOf(it), placeOf(it), seatName(it.seat)],
  });
  return {
    type: 'table',
    columns: [
      { title: 'Lượt', share: 14, align: 'centre' },
      { title: 'Tập thể, cá nhân', share: 60 },
      { title: 'Đơn vị', share: 50 },
      { title: 'Thành tích', share: 42 },
    ],
    rows: facts.plan.blocs.flatMap(({ code }) => {
      const own = facts.awards.filter((it) => it.bloc === code);
      if (own.length === 0) return [];
      const of = (kind: Award['kind']) => own.filter((it) => it.kind === kind).map(rowOf);
      return [{ heading: blocHeading(facts.plan, code) }, ...of('collective'), ...of('individual')];
    }),
  };
}
