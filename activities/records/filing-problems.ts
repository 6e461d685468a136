import type { DossierContent, Nominee } from '../../workflows/messages.js';
import type { NomineeKind } from '../../workflows/plan/schema.js';
import { isStorable } from './storable.js';

/** What is wrong with a filing's content. */
export type FilingProblem =
  | { code: 'repeated-nominee'; nominee: string }
  | { code: 'taken-nominee'; nominee: string }
  | { code: 'two-collectives'; nominee: string }
  | { code: 'missing-criterion'; nominee: string; criterion: string }
  | { code: 'unknown-criterion'; nominee: string; criterion: string }
  | { code: 'unknown-nominee'; title: string; nominee: string }
  | { code: 'unreadable-text' };

/** The names of the criteria of each kind of nominee in one campaign (III.1). */
export type CriteriaNames = Record<NomineeKind, readonly string[]>;

/** III.1, IV.2: what stands against taking this content as a filing; empty when nothing does. */
export function filingProblems(content: DossierContent, criteria: CriteriaNames): FilingProblem[] {
  const ids = content.nominees.map((it) => it.id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  const [, ...others] = content.nominees.filter((it) => it.kind === 'collective');
  return [
    ...[...repeated].map((nominee) => ({ code: 'repeated-nominee', nominee }) as const),
    ...others.map((it) => ({ code: 'two-collectives', nominee: it.id }) as const),
    ...content.nominees.flatMap((it) => criteriaProblems(it, criteria[it.kind])),
    ...content.documents.flatMap((it) =>
      it.nominee === undefined || ids.includes(it.nominee)
        ? []
        : [{ code: 'unknown-nominee', title: it.title, nominee: it.nominee } as const],
    ),
    ...(isStorable(content) ? [] : [{ code: 'unreadable-text' } as const]),
  ];
}

function criteriaProblems(nominee: Nominee, names: readonly string[]): FilingProblem[] {
  const given = Object.keys(nominee.criteria);
  const missing = names.filter((name) => !given.includes(name));
  const unknown = given.filter((name) => !names.includes(name));
  return [
    ...missing.map((criterion) => ({ code: 'missing-criterion', nominee: nominee.id, criterion }) as const),
    ...unknown.map((criterion) => ({ code: 'unknown-criterion', nominee: nominee.id, criterion }) as const),
  ];
}

/** A problem as the unit's official reads it. */
export function filingProblemSentence(problem: FilingProblem): string {
  switch (problem.code) {
    case 'repeated-nominee':
      return `Mã đề cử “${problem.nominee}” được dùng nhiều lần trong hồ sơ.`;
    case 'taken-nominee':
      return `Mã đề cử “${problem.nominee}” đã được đơn vị khác dùng trong đợt khen thưởng này; đề nghị dùng mã khác.`;
    case 'two-collectives':
      return `Hồ sơ chỉ được đề nghị một tập thể là chính đơn vị; “${problem.nominee}” là tập thể thứ hai trở đi.`;
    case 'missing-criterion':
      return `Đề cử “${problem.nominee}” chưa có đánh giá tiêu chuẩn “${problem.criterion}” (mục III.1).`;
    case 'unknown-criterion':
      return `Đề cử “${problem.nominee}” có tiêu chuẩn “${problem.criterion}” không thuộc mục III.1 của kế hoạch.`;
    case 'unknown-nominee':
      return `Tài liệu “${problem.title}” ghi cho đề cử “${problem.nominee}” không có trong hồ sơ.`;
    case 'unreadable-text':
      return 'Hồ sơ có ký tự không lưu được; đề nghị kiểm tra lại phông chữ và gửi lại.';
  }
}
