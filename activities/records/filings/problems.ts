import type { DossierContent, Nominee } from '../../../workflows/api/messages.js';
import type { NomineeKind } from '../../../workflows/plan/schema.js';
import { isStorable } from '../database/storable.js';

/** What is wrong with a filing's content. */
export type FilingProblem =
  | { code: 'repeated-nominee'; nominee: string }
  | { code: 'taken-nominee'; nominee: string }
  | { code: 'other-person'; nominee: string; name: string }
  | { code: 'missing-document'; component: 'request' | 'minutes' }
  | { code: 'missing-report'; nominee: string; name: string }
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
    ...documentProblems(content),
    ...(isStorable(content) ? [] : [{ code: 'unreadable-text' } as const]),
  ];
}

/** IV.2: the request, the minutes, and an achievement report of each nominee. */
function documentProblems({ nominees, documents }: DossierContent): FilingProblem[] {
  const missing = (['request', 'minutes'] as const).filter(
    (component) => !documents.some((it) => it.component === component),
  );
  const reported = new Set(
    documents.flatMap((it) => (it.component === 'achievement-report' ? [it.nominee] : [])),
  );
  const unreported = nominees.filter((it) => !reported.has(it.id));
  return [
    ...missing.map((component) => ({ code: 'missing-document', component }) as const),
    ...unreported.map((it) => ({ code: 'missing-report', nominee: it.id, name: it.name }) as const),
  ];
}

const documentNames = {
  request: 'Tờ trình đề nghị khen thưởng (mục IV.2.a)',
  minutes: 'Biên bản họp xét khen thưởng (mục IV.2.b)',
} as const;

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
    case 'other-person':
      return `Mã đề cử “${problem.nominee}” đã dùng cho người hoặc tập thể khác trong đợt khen thưởng này; đề nghị dùng mã mới cho “${problem.name}”.`;
    case 'missing-document':
      return `Hồ sơ thiếu ${documentNames[problem.component]}.`;
    case 'missing-report':
      return `Hồ sơ thiếu Báo cáo thành tích của “${problem.name}” (mã “${problem.nominee}”, mục IV.2.c).`;
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
