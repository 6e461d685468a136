import { type DraftContent, filableContent } from '../../activities/records/filings/draft-content.js';
import { filingProblemSentence } from '../language/filing-problems.js';
import { filingProblems } from '../../activities/records/filings/problems.js';
import type { DossierContent } from '../../workflows/api/messages.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { say } from '../language/language.js';

/** What a dossier still lacks before it can be filed (III.1, IV.2), each in a sentence: its documents' files too. */
export const missingOf = (content: DraftContent, plan: Plan, campaign: CampaignKey): string[] => [
  ...(content.nominees.length === 0
    ? [
        say(
          'Hồ sơ chưa đề nghị tập thể hay cá nhân nào.',
          'The dossier proposes no collective or individual yet.',
        ),
      ]
    : []),
  ...content.nominees.flatMap(({ id, kind, name, personId }) => [
    ...(name.trim() === ''
      ? [
          say(
            `Đề cử ${kindNames[kind]} (mã “${id}”) chưa ghi tên.`,
            `The nominee “${id}” (${kindNames[kind]}) has no name yet.`,
          ),
        ]
      : []),
    ...(kind === 'individual' && (personId ?? '').trim() === ''
      ? [
          say(
            `Đề cử cá nhân “${name.trim() === '' ? id : name}” chưa ghi mã người.`,
            `The individual “${name.trim() === '' ? id : name}” has no person code yet.`,
          ),
        ]
      : []),
  ]),
  ...filingProblems(content, plan, campaign).map(filingProblemSentence),
  ...content.documents
    .filter(({ digest }) => digest === undefined)
    .map(({ title }) =>
      say(`Tài liệu “${title}” chưa có tệp kèm theo.`, `The document “${title}” has no file yet.`),
    ),
];

const kindNames = {
  collective: say('tập thể', 'collective'),
  individual: say('cá nhân', 'individual'),
} as const;

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
    ...nominees.map((it) =>
      say(
        `  ${it.kind === 'collective' ? 'Tập thể' : 'Cá nhân'}: ${it.name === '' ? 'chưa ghi tên' : it.name} (mã đề cử ${it.id})`,
        `  ${it.kind === 'collective' ? 'Collective' : 'Individual'}: ${it.name === '' ? 'no name yet' : it.name} (nominee ${it.id})`,
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
