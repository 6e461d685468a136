import type { HolidayProblem } from '../../workflows/rules/holidays.js';
import { formatDay } from '../../workflows/rules/days.js';

/** Where a reference table is wrong: the row as an editor counts it (titles are row 1), the column, what is wrong. */
export interface ReferenceFaultFacts {
  file: string;
  row: number | null;
  column: string | null;
  problem: string;
}

/** A reference table that can't be used; its message is Vietnamese and names file, row and column. */
export class ReferenceFault extends Error {
  override readonly name = 'ReferenceFault';

  constructor(readonly facts: ReferenceFaultFacts) {
    const { file, row, column, problem } = facts;
    const place = [row === null ? '' : `, dòng ${row}`, column === null ? '' : `, cột ${column}`].join('');
    super(`Bảng tham chiếu ${file}${place}: ${problem}`);
  }
}

/** What is wrong with the table of holidays, in Vietnamese. */
export function holidaySentence(problem: HolidayProblem): string {
  switch (problem.code) {
    case 'no-rows':
      return 'Bảng ngày nghỉ không có dòng nào.';
    case 'repeated-date':
      return `Ngày ${formatDay(problem.date)} được ghi nhiều lần (dòng ${problem.row + 1}).`;
    case 'swap-on-weekday':
      return `Ngày làm bù ${formatDay(problem.date)} không phải thứ Bảy hoặc Chủ nhật (dòng ${problem.row + 1}).`;
    case 'missing-year':
      return `Thiếu các ngày nghỉ của năm ${problem.year}.`;
    case 'missing-holiday':
      return `Thiếu ngày nghỉ ${formatDay(problem.date)} của năm ${problem.year}.`;
    case 'not-compensated':
      return `Năm ${problem.year} cần ${problem.expected} ngày nghỉ bù hoặc hoán đổi, nhưng bảng ghi ${problem.found} ngày.`;
  }
}
