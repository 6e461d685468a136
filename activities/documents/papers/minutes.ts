import { periodName } from '../../../workflows/plan/names.js';
import type { BlockDraft, SheetDraft } from '../sheet.js';
import { heading, text, titleOf } from '../templates/blocks.js';
import { fill, movement, nameOf, proposed, unitHead } from './blocks.js';
import type { PartFacts } from './facts.js';

/** IV.2.b: the minutes of the meeting that chose whom to propose. */
export function minutesSheet(facts: PartFacts): SheetDraft {
  const { plan, campaign, unitName } = facts;
  const time = periodName(plan, campaign);
  return {
    title: facts.component.name,
    author: unitName,
    day: facts.day,
    form: 'document',
    blocks: [
      unitHead(facts, 'BB'),
      ...titleOf('BIÊN BẢN', `Họp xét đề nghị tặng Bằng khen trong ${movement} ${time}`),
      fill('Thời gian bắt đầu'),
      fill('Địa điểm'),
      fill('Chủ trì (họ và tên, chức vụ)'),
      fill('Thư ký (họ và tên, chức vụ)'),
      fill('Thành phần tham dự', null, 3),
      heading('1. Nội dung'),
      text(
        `Cuộc họp xét đề nghị ${plan.bodies.chairman.full} tặng Bằng khen cho tập thể, cá nhân của ${unitName} có thành tích xuất sắc trong ${movement} ${time}, theo các tiêu chuẩn của Kế hoạch số ${plan.number}.`,
      ),
      fill('Ý kiến thảo luận', null, 3),
      heading('2. Kết quả xét, biểu quyết'),
      votes(facts),
      heading('3. Kết luận'),
      text(`Cuộc họp thống nhất đề nghị tặng Bằng khen cho ${proposed(facts)} có tên nêu trên.`),
      fill('Biên bản kết thúc và được thông qua vào lúc'),
      {
        type: 'signatures',
        left: { titles: ['THƯ KÝ'], note: '(Ký, ghi rõ họ tên)', name: '' },
        right: { titles: ['CHỦ TRÌ'], note: '(Ký, ghi rõ họ tên, đóng dấu)', name: '' },
      },
    ],
  };
}

function votes(facts: PartFacts): BlockDraft {
  const { plan, campaign, nominees } = facts;
  const { criteria } = campaign === 'summary' ? plan.summary : plan.annual;
  return {
    type: 'table',
    columns: [
      { title: 'STT', share: 12, align: 'centre' },
      { title: 'Tập thể, cá nhân được xét', share: 65 },
      { title: 'Tiêu chuẩn đạt', share: 28, align: 'centre' },
      { title: 'Tán thành', share: 30, align: 'centre' },
      { title: 'Không tán thành', share: 30, align: 'centre' },
    ],
    rows: (nominees.length === 0 ? [null] : nominees).map((it, index) => {
      if (it === null) return { cells: ['1', '', '', '', ''] };
      const own = criteria[it.kind];
      const met = own.filter(({ code }) => it.criteria[code] === true).length;
      return {
        cells: [String(index + 1), nameOf(it, facts), `${String(met)}/${String(own.length)}`, '', ''],
      };
    }),
  };
}
