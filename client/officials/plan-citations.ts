import { twoDigits } from '../../workflows/plan/names.js';
import type { Criterion, Cutoff, NomineeKind, Plan } from '../../workflows/plan/schema.js';
import { formatDay } from '../../workflows/rules/days.js';
import { kindName } from './act-words.js';
import { ruleNames } from './plan-words.js';

/** A rule that the program works by, and where the plan says it. */
export interface Citation {
  clause: string;
  /** Vietnamese, in a few words. */
  what: string;
  /** The plan's own words. */
  quote: string;
}

interface Source {
  clause: string;
  quote: string;
}
const cite = ({ clause, quote }: Source, what: string): Citation => ({ clause, quote, what });

/** Every rule of a plan's data with its clause, in the order of the data. */
export function citationsOf(plan: Plan): Citation[] {
  const { period, bodies, blocs, annual, summary, dossier, press, reward } = plan;
  const years = (some: readonly number[]): string => some.join(', ');
  const counts = (it: { collective: number; individual: number }): string =>
    `${twoDigits(it.collective)} tập thể, ${twoDigits(it.individual)} cá nhân`;
  return [
    cite(period, `Thời gian thi đua: từ ${formatDay(period.from)} đến ${formatDay(period.to)}`),
    cite(bodies['home-affairs'], `Nơi nhận, tổng hợp hồ sơ: ${bodies['home-affairs'].full}`),
    cite(bodies.board, `Nơi thẩm định: ${bodies.board.full}`),
    cite(bodies.chairman, `Người quyết định khen thưởng: ${bodies.chairman.full}`),
    ...blocs.map((bloc) => cite(bloc, bloc.full)),
    cite(annual, `Các năm khen thưởng hàng năm: ${years(annual.years)}`),
    ...annual.totals.map((it) => cite(it, `Tổng số Bằng khen năm ${years(it.years)}: ${counts(it)}`)),
    ...criteria(annual.criteria, 'hàng năm'),
    cite(summary, `Tổng kết giai đoạn ${String(summary.firstYear)}–${String(summary.lastYear)}`),
    cite(summary.total, `Tổng số Bằng khen tổng kết: ${counts(summary.total)}`),
    ...kinds.map((kind) =>
      cite(
        summary.certificates[kind],
        `Tổng kết: ${kindName(kind)} có ít nhất ${twoDigits(summary.certificates[kind].value)} Bằng khen trong giai đoạn`,
      ),
    ),
    cite(
      summary.topUnits,
      `Tổng kết: cá nhân thuộc ${twoDigits(summary.topUnits.value)} đơn vị thứ hạng cao nhất mỗi khối`,
    ),
    ...criteria(summary.criteria, 'tổng kết'),
    ...blocs.flatMap(({ short, seats }) =>
      seats.map((seat) => {
        const when = seat.of === 'summary' ? 'tổng kết' : 'hàng năm';
        const only = seat.years === undefined ? '' : `, chỉ các năm ${years(seat.years)}`;
        return cite(
          seat,
          `Số lượng ${when}, ${short}: ${twoDigits(seat.count)} ${kindName(seat.kind)}, ${ruleNames[seat.rule]}${only}`,
        );
      }),
    ),
    ...dates(plan),
    ...dossier.map((it) =>
      cite(it, `Hồ sơ phải có: ${it.name}${it.per === 'nominee' ? ' (mỗi đề cử một bản)' : ''}`),
    ),
    cite(press, `Đưa tin: ${press.bodies.map(({ name }) => name).join('; ')}`),
    cite(reward.law, 'Mức tiền thưởng theo pháp luật vào ngày quyết định'),
    cite(reward.fund, 'Nguồn kinh phí khen thưởng'),
  ];
}

const kinds: readonly NomineeKind[] = ['collective', 'individual'];

const criteria = (of: Record<NomineeKind, readonly Criterion[]>, when: string): Citation[] =>
  kinds.flatMap((kind) =>
    of[kind].map((it) => cite(it, `Tiêu chuẩn ${kindName(kind)} (${when}): ${it.name}`)),
  );

function dates({ cutoffs, reminders }: Plan): Citation[] {
  const before = ({ day, month }: Cutoff): string =>
    `trước ngày ${twoDigits(day)}/${twoDigits(month)} năm liền kề`;
  const counts = (some: readonly number[]): string => `còn ${some.join(', ')} ngày làm việc`;
  const launch = reminders.launch.days.map((it) => it.split('-').reverse().join('/')).join(', ');
  return [
    cite(cutoffs.dossier, `Hạn nộp hồ sơ: ${before(cutoffs.dossier)}`),
    cite(cutoffs.forward, `Hạn trình hồ sơ thẩm định: ${before(cutoffs.forward)}`),
    cite(cutoffs.announce, `Hạn công bố: trong ${cutoffs.announce.within}`),
    cite(reminders.launch, `Nhắc kế hoạch phát động của đơn vị: ngày ${launch} hàng năm`),
    cite(reminders.dossier, `Nhắc nộp hồ sơ: ${counts(reminders.dossier.workingDays)}`),
    cite(reminders.forward, `Nhắc trình hồ sơ: ${counts(reminders.forward.workingDays)}`),
    cite(reminders.announce, `Nhắc công bố: ${counts(reminders.announce.workingDays)}`),
  ];
}
