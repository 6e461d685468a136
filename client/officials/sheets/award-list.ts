import { blocLabel, campaignName } from '../../../workflows/plan/names.js';
import { seatLabel } from '../../../workflows/plan/seats.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { kindName } from '../act-words.js';
import { type ForwardedList, forwardedList } from '../forwarded-list.js';
import { awardList, moneyText, otherListSentence, totalOf } from '../list-shown.js';
import type { AskedOfCampaign, TableDraft } from './asked.js';

/** The list of awards as it was forwarded last, with what became of it, the money, and the seats that stay empty. */
export async function listTable({ records, plan, campaign }: AskedOfCampaign): Promise<TableDraft> {
  const found = await forwardedList(records, { plan: plan.plan, campaign });
  const services = { records, plan: plan.plan };
  // The law on the money is that of the decision's day; before there is one, of the day on which the list was signed or forwarded.
  const day = found?.decision?.date ?? found?.signed?.day ?? found?.forwarded;
  const list = found === null ? null : await awardList({ services }, campaign, found.of, day);
  const struck = found?.signed?.struck ?? new Map<string, string>();
  const winners = list?.winners ?? [];
  const standing = winners.filter(({ nominee }) => !struck.has(nominee));
  return {
    name: 'Danh sách',
    title: `DANH SÁCH ĐỀ NGHỊ TẶNG BẰNG KHEN, ${campaignName(plan, campaign)}`,
    notes:
      found === null || list === null
        ? []
        : [
            courseText(found),
            `${String(standing.length)} Bằng khen; tiền thưởng ${moneyText(totalOf(standing))} (theo quy định có hiệu lực ngày ${formatDay(list.on)}).`,
            `Mã danh sách: ${list.digest}`,
          ],
    none:
      found === null
        ? 'Chưa có danh sách nào được trình.'
        : list === null
          ? otherListSentence(found.of.digest)
          : 'Danh sách không có ai.',
    columns: [
      { title: 'Khối' },
      { title: 'Suất' },
      { title: 'Loại' },
      { title: 'Tập thể, cá nhân' },
      { title: 'Mã đơn vị' },
      { title: 'Đơn vị' },
      { title: 'Mục của kế hoạch' },
      { title: 'Tiền thưởng (đồng)', holds: 'money' },
      { title: 'Kết quả' },
      { title: 'Giải thích' },
    ],
    rows: [
      ...winners.map((it) => [
        blocLabel(plan, it.bloc),
        seatLabel(it),
        kindName(it.kind),
        it.name,
        it.unit,
        it.unitName,
        it.clause,
        struck.has(it.nominee) ? null : it.money,
        struck.has(it.nominee) ? `không duyệt: ${struck.get(it.nominee) ?? ''}` : standingText(found),
        it.explanation,
      ]),
      ...(list?.vacancies ?? []).map((it) => [
        blocLabel(plan, it.bloc),
        seatLabel(it),
        kindName(it.kind),
        ...[null, null, null, it.clause, null, 'để trống', it.explanation],
      ]),
    ],
  };
}

const standingText = (list: ForwardedList | null): string => {
  if (list === null) return '';
  if (list.decision !== null) return 'có quyết định';
  if (list.signed !== null) return 'đã ký duyệt';
  if (list.returned !== null) return 'danh sách bị trả lại';
  return list.appraised === null ? 'đã trình' : 'đã thẩm định';
};

/** What became of the list, act after act. */
function courseText({ forwarded, appraised, signed, decision, returned }: ForwardedList): string {
  const steps = [
    `trình ngày ${formatDay(forwarded)}`,
    ...(appraised === null ? [] : [`thẩm định ngày ${formatDay(appraised)}`]),
    ...(returned === null ? [] : [`bị trả lại ngày ${formatDay(returned.day)}: ${returned.reason}`]),
    ...(signed === null ? [] : [`ký duyệt ngày ${formatDay(signed.day)}`]),
    ...(decision === null ? [] : [`Quyết định số ${decision.number} ngày ${formatDay(decision.date)}`]),
  ];
  return `Danh sách ${steps.join('; ')}.`;
}
