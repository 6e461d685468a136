import { type DraftContent, filableContent } from '../../activities/records/filings/draft-content.js';
import { filingProblems, filingProblemSentence } from '../../activities/records/filings/problems.js';
import type { DossierContent } from '../../workflows/api/messages.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';

/** What a dossier still lacks before it can be filed (III.1, IV.2), each in a sentence: its documents' files too. */
export const missingOf = (content: DraftContent, plan: Plan, campaign: CampaignKey): string[] => [
  ...(content.nominees.length === 0 ? ['Hồ sơ chưa đề nghị tập thể hay cá nhân nào.'] : []),
  ...content.nominees.flatMap(({ id, kind, name, personId }) => [
    ...(name.trim() === '' ? [`Đề cử ${kindNames[kind]} (mã “${id}”) chưa ghi tên.`] : []),
    ...(kind === 'individual' && (personId ?? '').trim() === ''
      ? [`Đề cử cá nhân “${name.trim() === '' ? id : name}” chưa ghi mã người.`]
      : []),
  ]),
  ...filingProblems(content, plan, campaign).map(filingProblemSentence),
  ...content.documents
    .filter(({ digest }) => digest === undefined)
    .map(({ title }) => `Tài liệu “${title}” chưa có tệp kèm theo.`),
];

const kindNames = { collective: 'tập thể', individual: 'cá nhân' } as const;

/** A draft as it can be filed; or what it lacks. */
export function readyToFile(
  draft: DraftContent,
  plan: Plan,
  campaign: CampaignKey,
): { content: DossierContent } | { missing: string[] } {
  const missing = missingOf(draft, plan, campaign);
  const content = missing.length === 0 ? filableContent(draft) : null;
  if (content !== null) return { content };
  return {
    missing: missing.length > 0 ? missing : ['Hồ sơ có nội dung ghi chưa đúng; đề nghị kiểm tra từng mục.'],
  };
}

/** The lines of what a dossier holds. */
export function contentLines({ nominees, documents }: DraftContent): string[] {
  const names = new Map(nominees.map((it) => [it.id, it.name]));
  return [
    ...nominees.map(
      (it) =>
        `  ${it.kind === 'collective' ? 'Tập thể' : 'Cá nhân'}: ${it.name === '' ? 'chưa ghi tên' : it.name} (mã đề cử ${it.id})`,
    ),
    ...documents.map(({ title, nominee, digest }) => {
      const whose = nominee === undefined ? '' : ` – ${names.get(nominee) ?? nominee}`;
      const file = digest === undefined ? 'chưa có tệp' : `tệp ${digest.slice(0, 12)}…`;
      return `  Tài liệu: ${title}${whose} (${file})`;
    }),
  ];
}
