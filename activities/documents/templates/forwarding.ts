import { blocHeading, planName } from '../../../workflows/plan/names.js';
import { formatDay } from '../../../workflows/rules/days.js';
import type { Facts } from '../facts.js';
import type { BlockDraft, SheetDraft } from '../sheet.js';
import {
  awardedTime,
  basis,
  centred,
  counts,
  emptySeats,
  listTitle,
  nameOf,
  officeHead,
  placeOf,
  rowsByBloc,
  signed,
  text,
  titleOf,
} from './blocks.js';

/** Home Affairs' request to the Board and the Chairman, with the list and what it was gathered from (IV.1.b). */
export function requestSheet(facts: Facts): SheetDraft {
  const { plan, homeAffairs } = facts;
  const home = plan.bodies['home-affairs'];
  return {
    title: 'Tờ trình đề nghị tặng Bằng khen',
    author: home.full,
    day: facts.day,
    form: 'document',
    blocks: [
      officeHead(facts, 'home-affairs', 'TTr'),
      ...titleOf(
        'TỜ TRÌNH',
        `Về việc đề nghị tặng Bằng khen trong phong trào thi đua\nđẩy mạnh cải cách hành chính ${awardedTime(facts)}`,
      ),
      centred(`Kính gửi: ${plan.bodies.board.full}`),
      basis(`Căn cứ ${planName(plan)} ngày ${formatDay(plan.issued)} của ${plan.issuer};`),
      text(
        `Trên cơ sở hồ sơ đề nghị khen thưởng và kết quả xếp hạng cải cách hành chính của các cơ quan, đơn vị, địa phương, ${home.name} đã tổng hợp, lựa chọn và đề nghị thẩm định, trình ${plan.bodies.chairman.name} xem xét tặng Bằng khen cho ${counts(facts)} (danh sách kèm theo).`,
      ),
      text('Hồ sơ đã nhận của các khối như sau:'),
      dossierTable(facts),
      text(`${home.name} kính trình ${plan.bodies.board.name} xem xét, thẩm định./.`),
      signed(homeAffairs, ['Như trên', 'Lưu: VT']),
      ...synthesis(facts),
    ],
  };
}

const dossierTable = ({ plan, dossiers }: Facts): BlockDraft => ({
  type: 'table',
  columns: [
    { title: 'Khối', share: 100 },
    { title: 'Hồ sơ đã nộp', share: 32, align: 'centre' },
    { title: 'Hồ sơ hợp lệ', share: 32, align: 'centre' },
  ],
  rows: dossiers.map(({ bloc, filed, accepted }) => ({
    cells: [blocHeading(plan, bloc), String(filed), String(accepted)],
  })),
});

function synthesis(facts: Facts): BlockDraft[] {
  return [
    listTitle('DANH SÁCH TỔNG HỢP'),
    centred(`Đề nghị tặng Bằng khen ${awardedTime(facts)}`, { bold: true }),
    {
      type: 'table',
      columns: [
        { title: 'STT', share: 12, align: 'centre' },
        { title: 'Tên tập thể, cá nhân', share: 38 },
        { title: 'Đơn vị', share: 38 },
        { title: 'Căn cứ lựa chọn', share: 59 },
        { title: 'Mục', share: 18, align: 'centre' },
      ],
      rows: rowsByBloc(facts, (it) => [nameOf(it), placeOf(it), it.explanation, it.clause]),
    },
    ...vacancies(facts),
  ];
}

function vacancies({ plan, vacancies: empty }: Facts): BlockDraft[] {
  if (empty.length === 0) return [];
  return [text('Các chỉ tiêu không có người, tập thể được đề nghị:'), ...emptySeats(plan, empty)];
}

/** The Board's report of its appraisal to the Chairman (IV.1.b). */
export function appraisalSheet(facts: Facts): SheetDraft {
  const { plan, board, meeting } = facts;
  const own = plan.bodies.board;
  return {
    title: 'Báo cáo thẩm định hồ sơ đề nghị tặng Bằng khen',
    author: own.full,
    day: facts.day,
    form: 'document',
    blocks: [
      officeHead(facts, 'board', 'BC'),
      ...titleOf(
        'BÁO CÁO',
        `Thẩm định hồ sơ đề nghị tặng Bằng khen trong phong trào thi đua\nđẩy mạnh cải cách hành chính ${awardedTime(facts)}`,
      ),
      centred(`Kính gửi: ${plan.bodies.chairman.full}`),
      basis(`Căn cứ ${planName(plan)} ngày ${formatDay(plan.issued)} của ${plan.issuer};`),
      ...meetingTold(facts, meeting),
      text(
        `Qua thẩm định, ${counts(facts)} do ${plan.bodies['home-affairs'].name} đề nghị đủ điều kiện, tiêu chuẩn theo Kế hoạch. ${own.name} kính trình ${plan.bodies.chairman.name} xem xét, quyết định tặng Bằng khen./.`,
      ),
      signed(board, ['Như trên', plan.bodies['home-affairs'].name, 'Lưu: VT']),
      ...synthesis(facts),
    ],
  };
}

function meetingTold({ plan }: Facts, meeting: Facts['meeting']): BlockDraft[] {
  if (meeting === null) return [];
  const { date, participants, votes } = meeting;
  const voted =
    votes === undefined
      ? ''
      : ` Kết quả biểu quyết: tán thành ${votes.inFavour}, không tán thành ${votes.against}, không có ý kiến ${votes.abstained}.`;
  return [
    text(
      `Ngày ${formatDay(date)}, ${plan.bodies.board.name} đã họp thẩm định với sự tham dự của: ${participants.join(', ')}.${voted}`,
    ),
  ];
}
