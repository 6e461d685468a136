import type { CampaignKey, Component, Criterion, Plan } from '../../../workflows/plan/schema.js';
import { isStorable } from '../database/storable.js';
import type { DraftContent, DraftNominee } from './draft-content.js';

/** What is wrong with a filing's content. */
export type FilingProblem =
  | { code: 'repeated-nominee'; nominee: string }
  | { code: 'taken-nominee'; nominee: string }
  | { code: 'other-person'; nominee: string; name: string }
  | { code: 'missing-document'; component: Component }
  | { code: 'missing-report'; component: Component; nominee: string; name: string }
  | { code: 'unknown-component'; title: string; component: string }
  | { code: 'two-collectives'; nominee: string }
  | { code: 'missing-criterion'; nominee: string; criterion: Criterion }
  | { code: 'unknown-criterion'; nominee: string; criterion: string }
  | { code: 'unknown-nominee'; title: string; nominee: string }
  | { code: 'missing-file'; title: string; digest: string }
  | { code: 'unreadable-text' };

/** III.1, IV.2: what stands against taking this content as a filing; empty when nothing does. */
export function filingProblems(content: DraftContent, plan: Plan, campaign: CampaignKey): FilingProblem[] {
  const { criteria } = campaign === 'summary' ? plan.summary : plan.annual;
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
    ...documentProblems(content, plan.dossier),
    ...(isStorable(content) ? [] : [{ code: 'unreadable-text' } as const]),
  ];
}

/** The documents whose files are not kept. @param unknown digests under which there is none */
export const missingFiles = ({ documents }: DraftContent, unknown: readonly string[]): FilingProblem[] =>
  documents.flatMap(({ title, digest }) =>
    digest !== undefined && unknown.includes(digest) ? [{ code: 'missing-file', title, digest }] : [],
  );

/** The digests of the files that a content names. */
export const digestsOf = ({ documents }: DraftContent): string[] =>
  documents.flatMap(({ digest }) => (digest === undefined ? [] : [digest]));

/** IV.2: each component once, or once for each nominee, and no other. */
function documentProblems(
  { nominees, documents }: DraftContent,
  components: readonly Component[],
): FilingProblem[] {
  const has = (code: string, nominee?: string): boolean =>
    documents.some((it) => it.component === code && (nominee === undefined || it.nominee === nominee));
  const codes = components.map(({ code }) => code);
  return [
    ...components.flatMap((component): FilingProblem[] => {
      if (component.per === 'dossier')
        return has(component.code) ? [] : [{ code: 'missing-document', component }];
      return nominees
        .filter(({ id }) => !has(component.code, id))
        .map(({ id, name }) => ({
          code: 'missing-report',
          component,
          nominee: id,
          name: name === '' ? id : name,
        }));
    }),
    ...documents
      .filter((it) => !codes.includes(it.component))
      .map(({ title, component }) => ({ code: 'unknown-component', title, component }) as const),
  ];
}

function criteriaProblems(nominee: DraftNominee, criteria: readonly Criterion[]): FilingProblem[] {
  const given = Object.keys(nominee.criteria);
  const missing = criteria.filter(({ code }) => !given.includes(code));
  const unknown = given.filter((name) => !criteria.some(({ code }) => code === name));
  const label = nominee.name === '' ? nominee.id : nominee.name;
  return [
    ...missing.map((criterion) => ({ code: 'missing-criterion', nominee: label, criterion }) as const),
    ...unknown.map((criterion) => ({ code: 'unknown-criterion', nominee: label, criterion }) as const),
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
      return `Hồ sơ thiếu ${problem.component.name} (mục ${problem.component.clause}).`;
    case 'missing-report':
      return `Hồ sơ thiếu ${problem.component.name} của “${problem.name}” (mã “${problem.nominee}”, mục ${problem.component.clause}).`;
    case 'unknown-component':
      return `Tài liệu “${problem.title}” ghi thành phần “${problem.component}” không có trong hồ sơ của kế hoạch (mục IV.2).`;
    case 'two-collectives':
      return `Hồ sơ chỉ được đề nghị một tập thể là chính đơn vị; “${problem.nominee}” là tập thể thứ hai trở đi.`;
    case 'missing-criterion':
      return `Đề cử “${problem.nominee}” chưa có đánh giá tiêu chuẩn “${problem.criterion.name}” (mục ${problem.criterion.clause}).`;
    case 'unknown-criterion':
      return `Đề cử “${problem.nominee}” có tiêu chuẩn “${problem.criterion}” không thuộc mục III.1 của kế hoạch.`;
    case 'unknown-nominee':
      return `Tài liệu “${problem.title}” ghi cho đề cử “${problem.nominee}” không có trong hồ sơ.`;
    case 'missing-file':
      return `Chưa có tệp của tài liệu “${problem.title}” (mã tệp ${problem.digest.slice(0, 12)}…); đề nghị gửi tệp trước khi nộp.`;
    case 'unreadable-text':
      return 'Hồ sơ có ký tự không lưu được; đề nghị kiểm tra lại phông chữ và gửi lại.';
  }
}
