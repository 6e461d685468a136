import { officeName, twoDigits } from '../../plan/names.js';
import type { Criterion, Plan } from '../../plan/schema.js';
import type { Candidate, RefusalCode } from './eligibility.js';

/** Each reason why a nominee is refused, in Vietnamese, with its clause; `year` is null in the summary of the period. */
export function refusalReasons(
  plan: Plan,
  {
    candidate,
    criteria,
    year,
  }: { candidate: Candidate; criteria: readonly Criterion[]; year: number | null },
): string[] {
  return candidate.codes.map((code) =>
    isCriterion(code) ? unmetCriterion(code, criteria) : reason(plan, code, candidate, year),
  );
}

type CriterionCode = Extract<RefusalCode, `criterion-${string}`>;

function isCriterion(code: RefusalCode): code is CriterionCode {
  return code.startsWith('criterion-');
}

function unmetCriterion(code: CriterionCode, criteria: readonly Criterion[]): string {
  const criterion = criteria.find((it) => code === `criterion-${it.code}`);
  return `chưa đạt tiêu chuẩn ${criterion?.name ?? code} (mục ${criterion?.clause ?? 'III.1'})`;
}

function reason(
  plan: Plan,
  code: Exclude<RefusalCode, CriterionCode>,
  candidate: Candidate,
  year: number | null,
): string {
  const { nominee, unit, certificates } = candidate;
  const needed = twoDigits(plan.summary.certificates[nominee.kind].value);
  const top = twoDigits(plan.summary.topUnits.value);
  switch (code) {
    case 'dossier-submitted':
      return `hồ sơ chưa được ${officeName(plan, 'home-affairs')} chấp nhận (mục IV.1.b)`;
    case 'dossier-returned':
      return 'hồ sơ đã trả lại để hoàn thiện và chưa nộp lại (mục IV.2)';
    case 'dossier-rejected':
      return 'hồ sơ không được chấp nhận (mục IV.1.b)';
    case 'dossier-withdrawn':
      return 'đơn vị đã rút hồ sơ (mục IV.1.a)';
    case 'dossier-lapsed':
      return 'hồ sơ không nộp đúng hạn (mục IV.1.a)';
    case 'certificates':
      return certificates === 0
        ? `chưa được tặng Bằng khen lần nào, cần ít nhất ${needed} lần (mục III.1.b)`
        : `mới ${certificates} lần được tặng Bằng khen, cần ít nhất ${needed} lần (mục III.1.b)`;
    case 'unit-not-top-three':
      return unit.rank === undefined
        ? `đơn vị chưa được xếp hạng nên không thuộc ${top} đơn vị đạt thứ hạng cao nhất của khối (mục III.3.b)`
        : `đơn vị xếp hạng ${unit.rank}, không thuộc ${top} đơn vị đạt thứ hạng cao nhất của khối (mục III.3.b)`;
    case 'same-person':
      return `${nominee.name} đã được tặng Bằng khen theo một đề cử khác (mục ${year === null ? 'III.3.b' : 'III.3.a'})`;
  }
}
