import { filingProblemSentence } from '../language/filing-problems.js';
import { filingProblems } from '../../activities/records/filings/problems.js';
import type { DossierContent } from '../../workflows/api/messages.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { say } from '../language/language.js';

/** What a dossier still lacks before it can be filed (III.1, IV.2), each in a sentence: its documents' files too. */
export const missingOf = (content: DossierContent, plan: Plan, campaign: CampaignKey): string[] => [
  ...(content.nominees.length === 0
    ? [
        say(
          'Hồ sơ chưa đề nghị tập thể hay cá nhân nào.',
          'The dossier proposes no collective or individual yet.',
        ),
      ]
    : []),
  ...filingProblems(content, plan, campaign).map(filingProblemSentence),
  ...content.documents
    .filter(({ digest }) => digest === undefined)
    .map(({ title }) =>
      say(`Tài liệu “${title}” chưa có tệp kèm theo.`, `The document “${title}” has no file yet.`),
    ),
];

/** The lines of what a dossier holds. */
export function contentLines({ nominees, documents }: DossierContent): string[] {
  const names = new Map(nominees.map((it) => [it.id, it.name]));
  return [
    ...nominees.map((it) =>
      say(
        `  ${it.kind === 'collective' ? 'Tập thể' : 'Cá nhân'}: ${it.name} (mã đề cử ${it.id})`,
        `  ${it.kind === 'collective' ? 'Collective' : 'Individual'}: ${it.name} (nominee ${it.id})`,
      ),
    ),
    ...documents.map(({ title, nominee, digest }) => {
      const whose = nominee === undefined ? '' : ` – ${names.get(nominee) ?? nominee}`;
      const file =
        digest === undefined
          ? say('chưa có tệp', 'no file yet')
          : say(`tệp ${digest.slice(0, 12)}…`, `file ${digest.slice(0, 12)}…`);
      return say(`  Tài liệu: ${title}${whose} (${file})`, `  Document: ${title}${whose} (${file})`);
    }),
  ];
}
