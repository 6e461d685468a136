import { periodName, planName } from '../../../workflows/plan/names.js';
import type { DraftNominee } from '../../records/filings/draft-content.js';
import type { BlockDraft, SheetDraft } from '../sheet.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { centred, heading, text, titleOf } from '../templates/blocks.js';
import { fill, formNote, headTitles, movement, nameOf, unitHead } from './blocks.js';
import type { PartFacts } from './facts.js';

/** IV.2.c: what a nominee achieved, in the parts that the form for a movement asks for. */
export function achievementSheet(facts: PartFacts, nominee: DraftNominee): SheetDraft {
  const { plan, campaign, unitName } = facts;
  const note = formNote(facts);
  const name = nameOf(nominee, facts);
  return {
    title: `${facts.component.name} ${name}`.trim(),
    author: unitName,
    day: facts.day,
    form: 'document',
    blocks: [
      unitHead(facts, nominee.kind === 'collective' ? 'BC' : null),
      ...titleOf(
        'BÁO CÁO THÀNH TÍCH',
        `Đề nghị tặng Bằng khen của ${plan.bodies.chairman.full}\ntrong ${movement} ${periodName(plan, campaign)}`,
      ),
      ...(note === null ? [] : [centred(`(${note})`, { italic: true, size: 11 })]),
      heading('I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH'),
      ...(nominee.kind === 'collective' ? aboutCollective(name) : aboutPerson(nominee, facts)),
      heading('II. THÀNH TÍCH ĐẠT ĐƯỢC'),
      ...launched(facts),
      ...achievements(facts, nominee),
      heading('III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG'),
      ...rewards(facts, nominee),
      signedBy(facts, nominee),
    ],
  };
}

const aboutCollective = (name: string): BlockDraft[] => [
  fill('Tên tập thể', name),
  fill('Năm thành lập, cơ cấu tổ chức, tổng số cán bộ, công chức, người lao động', null, 2),
  fill('Chức năng, nhiệm vụ được giao', null, 3),
];

const aboutPerson = ({ name, personId = '' }: DraftNominee, { unitName }: PartFacts): BlockDraft[] => [
  fill('Họ và tên', name),
  ...(personId === '' ? [] : [fill('Mã số cán bộ, công chức, viên chức', personId)]),
  fill('Ngày, tháng, năm sinh'),
  fill('Giới tính'),
  fill('Quê quán'),
  fill('Nơi thường trú'),
  fill('Đơn vị công tác', unitName),
  fill('Chức vụ'),
  fill('Trình độ chuyên môn, nghiệp vụ'),
  fill('Quyền hạn, nhiệm vụ được giao', null, 2),
];

const launched = ({ plan, launchPlan, unitName }: PartFacts): BlockDraft[] => [
  text(
    `Thực hiện ${planName(plan)} ngày ${formatDay(plan.issued)} của ${plan.issuer}${
      launchPlan === null
        ? ''
        : ` và Kế hoạch số ${launchPlan.number} ngày ${formatDay(launchPlan.date)} của ${unitName}`
    }, kết quả đạt được theo từng tiêu chuẩn như sau:`,
  ),
];

const assessments = new Map([
  [true, 'đạt'],
  [false, 'chưa đạt'],
]);

function achievements({ plan, campaign }: PartFacts, nominee: DraftNominee): BlockDraft[] {
  const { criteria } = campaign === 'summary' ? plan.summary : plan.annual;
  return criteria[nominee.kind].flatMap(({ code, quote }, index): BlockDraft[] => {
    const isMet = nominee.criteria[code];
    return [
      heading(`${String(index + 1)}. ${upperFirst(quote)}`),
      { ...fill('Tự đánh giá', isMet === undefined ? null : (assessments.get(isMet) ?? null)), holds: true },
      fill('Thành tích, minh chứng', nominee.evidence?.[code] ?? null, 3),
    ];
  });
}

const upperFirst = (words: string): string => words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);

function rewards({ certificates }: PartFacts, { id }: DraftNominee): BlockDraft[] {
  const known = certificates.get(id) ?? [];
  return [
    ...known.map((it) => text(`- ${it};`)),
    fill('- Danh hiệu thi đua, hình thức khen thưởng khác', null, 2),
  ];
}

function signedBy(facts: PartFacts, { kind, name }: DraftNominee): BlockDraft {
  const seal = '(Ký, đóng dấu)';
  if (kind === 'collective')
    return {
      type: 'signatures',
      left: { titles: ['XÁC NHẬN CỦA CẤP TRÌNH', 'KHEN THƯỞNG'], note: seal, name: '' },
      right: { titles: headTitles(facts), note: seal, name: '' },
    };
  return {
    type: 'signatures',
    left: { titles: ['XÁC NHẬN', ...headTitles(facts)], note: seal, name: '' },
    right: { titles: ['NGƯỜI BÁO CÁO', 'THÀNH TÍCH'], note: '(Ký, ghi rõ họ tên)', name },
  };
}
