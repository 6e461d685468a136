import type { Criterion } from '../plan/schema.js';
import type { Candidate } from './eligibility.js';
import type { DossierStatus } from './selection-input.js';

/** Each reason why a nominee is refused, in Vietnamese, with its clause. */
export function refusalReasons(
  { codes, nominee, status, unit, certificates }: Candidate,
  criteria: readonly Criterion[],
  year: number | null,
): string[] {
  return codes.map((code) => {
    const criterion = criteria.find((it) => code === `criterion-${it.code}`);
    if (criterion !== undefined) return `chưa đạt tiêu chuẩn ${criterion.name} (mục ${criterion.clause})`;
    if (code === 'certificates') {
      const held =
        certificates === 0
          ? 'chưa được tặng Bằng khen lần nào'
          : `mới ${certificates} lần được tặng Bằng khen`;
      return `${held}, cần ít nhất 02 lần (mục III.1.b)`;
    }
    if (code === 'unit-not-top-three') {
      const rank = unit.rank === undefined ? 'chưa được xếp hạng' : `xếp hạng ${unit.rank}`;
      return `đơn vị ${rank}, không thuộc 03 đơn vị đạt thứ hạng cao nhất của khối (mục III.3.b)`;
    }
    if (code === 'same-person') {
      const clause = year === null ? 'III.3.b' : 'III.3.a';
      return `${nominee.name} đã được tặng Bằng khen theo một đề cử khác (mục ${clause})`;
    }
    return statusReason(status);
  });
}

function statusReason(status: DossierStatus): string {
  switch (status) {
    case 'accepted':
      return 'hồ sơ đã được chấp nhận';
    case 'submitted':
      return 'hồ sơ chưa được Sở Nội vụ chấp nhận (mục IV.1.b)';
    case 'returned':
      return 'hồ sơ đã trả lại để hoàn thiện và chưa nộp lại (mục IV.2)';
    case 'rejected':
      return 'hồ sơ không được chấp nhận (mục IV.1.b)';
    case 'withdrawn':
      return 'đơn vị đã rút hồ sơ (mục IV.1.a)';
    case 'lapsed':
      return 'hồ sơ không nộp đúng hạn (mục IV.1.a)';
  }
}
