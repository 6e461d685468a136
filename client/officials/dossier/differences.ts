import type { DraftContent, DraftNominee } from '../../../activities/records/filings/draft-content.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';

/** In what one content of a dossier differs from the one before it, a sentence each; none: in nothing. */
export function contentDifferences(
  before: DraftContent,
  after: DraftContent,
  plan: Plan,
  campaign: CampaignKey,
): string[] {
  const ids = [...new Set([...before.nominees, ...after.nominees].map(({ id }) => id))];
  const of = (content: DraftContent, id: string) => content.nominees.find((it) => it.id === id);
  const criterionNames = criteriaNames(plan, campaign);
  return [
    ...ids.flatMap((id) => nomineeDifferences(of(before, id), of(after, id), criterionNames)),
    ...documentDifferences(before, after),
  ];
}

/** What each criterion is called. */
export function criteriaNames(plan: Plan, campaign: CampaignKey): (code: string) => string {
  const { criteria } = campaign === 'summary' ? plan.summary : plan.annual;
  const names = new Map(
    [...criteria.collective, ...criteria.individual].map(({ code, name }) => [code, name]),
  );
  return (code) => names.get(code) ?? code;
}

const kindNames = { collective: 'tập thể', individual: 'cá nhân' } as const;
const callOf = ({ id, kind, name }: DraftNominee): string =>
  `đề cử ${kindNames[kind]} ${name === '' ? `mã “${id}”` : `“${name}”`}`;

/** In what a nominee differs; undefined where he isn't there. */
export function nomineeDifferences(
  before: DraftNominee | undefined,
  after: DraftNominee | undefined,
  criterionName: (code: string) => string,
): string[] {
  if (before === undefined) return after === undefined ? [] : [`Thêm ${callOf(after)}.`];
  if (after === undefined) return [`Bỏ ${callOf(before)}.`];
  const whose = `Đ${callOf(after).slice(1)}`;
  const codes = [...new Set([before, after].flatMap(codesOf))];
  const texts: [string, string, string][] = [
    ['tên', before.name, after.name],
    ['mã người', before.personId ?? '', after.personId ?? ''],
    ...codes.flatMap((code): [string, string, string][] => [
      [`tiêu chuẩn “${criterionName(code)}”`, metText(before, code), metText(after, code)],
      [`minh chứng “${criterionName(code)}”`, before.evidence?.[code] ?? '', after.evidence?.[code] ?? ''],
    ]),
  ];
  return texts
    .filter(([, one, other]) => one !== other)
    .map(([what, one, other]) => `${whose}, ${what}: ${quoted(one)} → ${quoted(other)}.`);
}

const codesOf = ({ criteria, evidence }: DraftNominee): string[] => [
  ...Object.keys(criteria),
  ...Object.keys(evidence ?? {}),
];

const metText = ({ criteria }: DraftNominee, code: string): string => {
  const isMet = criteria[code];
  return isMet === undefined ? '' : isMet ? 'đạt' : 'không đạt';
};

const quoted = (text: string): string => (text === '' ? 'chưa ghi' : `“${text}”`);

type Document = DraftContent['documents'][number];

function documentDifferences(before: DraftContent, after: DraftContent): string[] {
  const placeOf = ({ component, nominee }: Document): string => JSON.stringify([component, nominee]);
  const places = [...new Set([...before.documents, ...after.documents].map(placeOf))];
  const at = ({ documents }: DraftContent, place: string) => documents.filter((it) => placeOf(it) === place);
  return places.flatMap((place) => {
    const [one, other] = [at(before, place), at(after, place)];
    return Array.from({ length: Math.max(one.length, other.length) }, (_, index) =>
      documentDifference(one[index], other[index]),
    ).filter((it) => it !== null);
  });
}

function documentDifference(before: Document | undefined, after: Document | undefined): string | null {
  if (before === undefined)
    return after === undefined ? null : `Thêm tài liệu “${after.title}”${fileOf(after)}.`;
  if (after === undefined) return `Bỏ tài liệu “${before.title}”${fileOf(before)}.`;
  if (before.digest !== after.digest)
    return `Tài liệu “${after.title}”: thay tệp${fileOf(before)} bằng tệp${fileOf(after)}.`;
  return before.title === after.title ? null : `Tài liệu “${before.title}” đổi tên thành “${after.title}”.`;
}

const fileOf = ({ file, digest }: Document): string =>
  digest === undefined
    ? ' (chưa có tệp)'
    : ` (${file === undefined ? '' : `“${file}”, `}SHA-256 ${digest.slice(0, 12)}…)`;
