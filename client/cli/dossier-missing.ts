import { filingProblems, filingProblemSentence } from '../../activities/records/filings/problems.js';
import type { DossierContent } from '../../workflows/api/messages.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';

/** What a dossier still lacks before it can be filed (III.1, IV.2), each in a sentence: its documents' files too. */
export const missingOf = (content: DossierContent, plan: Plan, campaign: CampaignKey): string[] => [
  ...(content.nominees.length === 0 ? ['Hồ sơ chưa đề nghị tập thể hay cá nhân nào.'] : []),
  ...filingProblems(content, plan, campaign).map(filingProblemSentence),
  ...content.documents
    .filter(({ digest }) => digest === undefined)
    .map(({ title }) => `Tài liệu “${title}” chưa có tệp kèm theo.`),
];

/** The lines of what a dossier holds. */
export function contentLines({ nominees, documents }: DossierContent): string[] {
  const names = new Map(nominees.map((it) => [it.id, it.name]));
  return [
    ...nominees.map(
      (it) => `  ${it.kind === 'collective' ? 'Tập thể' : 'Cá nhân'}: ${it.name} (mã đề cử ${it.id})`,
    ),
    ...documents.map(({ title, nominee, digest }) => {
      const whose = nominee === undefined ? '' : ` – ${names.get(nominee) ?? nominee}`;
      const file = digest === undefined ? 'chưa có tệp' : `tệp ${digest.slice(0, 12)}…`;
      return `  Tài liệu: ${title}${whose} (${file})`;
    }),
  ];
}
