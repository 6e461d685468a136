import { businessInstant } from '../../../activities/records/database/business-time.js';
import type { Records } from '../../../activities/records/database/open.js';
import { findDraft, saveDraft } from '../../../activities/records/filings/drafts.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { planOfRecords } from '../../plan-of-records.js';
import { formatMoment } from '../../language/amounts.js';
import { say, forPrograms } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { type DossierAt, dossierAt } from '../dossier-at.js';
import { contentLines, missingOf } from '../../officials/dossier-missing.js';
import { prepared } from '../dossier-prepared.js';
import { atFault, type Ending, withRecords } from '../records-at-hand.js';

export interface DraftOptions {
  campaign: string;
  unit: string;
  from?: string | undefined;
  plan?: string | undefined;
  json?: boolean | undefined;
}

/** `thidua dossier draft`: keeps a draft from a folder, or shows the one that is kept, with what it still lacks. @returns the exit status */
export function runDossierDraft(
  options: DraftOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return withRecords(surroundings, async (records) => {
    const chosen = await planOfRecords(records, options.plan);
    if ('sentence' in chosen) return { ...chosen, status: atFault };
    const at = await dossierAt(records, chosen.plan, options);
    return 'unit' in at ? drafted(records, chosen.plan, at, options) : at;
  });
}

async function drafted(
  records: Records,
  plan: Plan,
  at: DossierAt,
  { from, json }: DraftOptions,
): Promise<Ending> {
  const { campaign, unit } = at;
  const key = { plan: plan.plan, campaign, unit: unit.code };
  if (from !== undefined) {
    const content = await prepared(records, from, plan, at);
    if (!('documents' in content)) return content;
    await saveDraft(records, key, content);
  }
  const draft = await findDraft(records, key);
  if (draft === null)
    return {
      sentence: say(
        `${unit.name} chưa có bản thảo; lập bằng «thidua dossier draft ${campaign} ${unit.code} --from <thư mục>».`,
        `${unit.name} has no draft; make one by «thidua dossier draft ${campaign} ${unit.code} --from <folder>».`,
      ),
      status: atFault,
    };
  const { content, savedAt } = draft;
  const missing = forPrograms(json, () => missingOf(content, plan, campaign));
  if (json === true)
    return {
      text: `${JSON.stringify({ ...key, savedAt: businessInstant(savedAt), content, missing }, undefined, 2)}\n`,
    };
  const lines = [
    say(
      `Bản thảo hồ sơ của ${unit.name}, lưu lúc ${formatMoment(savedAt)}:`,
      `Draft of the dossier of ${unit.name}, saved at ${formatMoment(savedAt)}:`,
    ),
    ...contentLines(content),
    ...(missing.length === 0
      ? [
          say(
            `Đã đủ để nộp: «thidua dossier file ${campaign} ${unit.code}».`,
            `Ready to be filed: «thidua dossier file ${campaign} ${unit.code}».`,
          ),
        ]
      : [say('Còn thiếu:', 'Missing:'), ...missing.map((it) => `  – ${it}`)]),
  ];
  return { text: `${lines.join('\n')}\n` };
}
