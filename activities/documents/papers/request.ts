import { periodName, planName } from '../../../workflows/plan/names.js';
import { formatDay } from '../../../workflows/rules/days.js';
import type { SheetDraft } from '../sheet.js';
import { basis, centred, signed, text, titleOf } from '../templates/blocks.js';
import { headTitles, movement, nameOf, proposed, unitHead } from './blocks.js';
import type { PartFacts } from './facts.js';

/** IV.2.a: the unit's request for its own. */
export function unitRequestSheet(facts: PartFacts): SheetDraft {
  const { plan, campaign, unitName, nominees, launchPlan } = facts;
  const { chairman, 'home-affairs': home } = plan.bodies;
  const time = periodName(plan, campaign);
  return {
    title: facts.component.name,
    author: unitName,
    day: facts.day,
    form: 'document',
    blocks: [
      unitHead(facts, 'TTr'),
      ...titleOf('TỜ TRÌNH', `Về việc đề nghị tặng Bằng khen trong ${movement} ${time}`),
      centred(`Kính gửi:\n- ${chairman.full};\n- ${home.full}.`),
      basis(`Căn cứ ${planName(plan)} ngày ${formatDay(plan.issued)} của ${plan.issuer};`),
      ...(launchPlan === null
        ? []
        : [
            basis(
              `Căn cứ Kế hoạch số ${launchPlan.number} ngày ${formatDay(launchPlan.date)} của ${unitName} về phát động phong trào thi đua;`,
            ),
          ]),
      basis('Căn cứ Biên bản họp xét khen thưởng ngày …… tháng …… năm ………;'),
      text(
        `${unitName} kính trình ${chairman.full} xem xét, tặng Bằng khen cho ${proposed(facts)} có thành tích xuất sắc trong ${movement} ${time}, cụ thể như sau:`,
      ),
      {
        type: 'table',
        columns: [
          { title: 'STT', share: 12, align: 'centre' },
          { title: 'Tên tập thể, họ và tên cá nhân', share: 66 },
          { title: 'Đơn vị công tác, chức vụ', share: 55 },
          { title: 'Đề nghị', share: 32, align: 'centre' },
        ],
        rows: (nominees.length === 0 ? [null] : nominees).map((it, index) => ({
          cells:
            it === null
              ? ['1', '', '', 'Bằng khen']
              : [
                  String(index + 1),
                  nameOf(it, facts),
                  it.kind === 'collective' ? 'Tập thể' : unitName,
                  'Bằng khen',
                ],
        })),
      },
      text('Kèm theo Tờ trình: Biên bản họp xét khen thưởng; Báo cáo thành tích của từng tập thể, cá nhân.'),
      text(`${unitName} kính trình ${chairman.name} xem xét, quyết định./.`),
      signed({ name: '', signsAs: headTitles(facts).join(' / ') }, ['Như trên', 'Lưu: VT']),
    ],
  };
}
