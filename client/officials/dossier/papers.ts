import { markOf } from '../../../activities/documents/mark.js';
import { type Paper, papersOf } from '../../../activities/documents/papers/papers.js';
import { readPaperFacts } from '../../../activities/documents/papers/read-facts.js';
import { businessNow } from '../../../activities/records/database/business-time.js';
import type { Records } from '../../../activities/records/database/open.js';
import type { DraftContent } from '../../../activities/records/filings/draft-content.js';
import { findDraft } from '../../../activities/records/filings/drafts.js';
import { dossierVersions } from '../../../activities/records/reads/dossier-history.js';
import type { DossierKey } from '../../../workflows/api/effects.js';
import type { CampaignKey, Day, Plan } from '../../../workflows/plan/schema.js';
import { dayOf } from '../../../workflows/rules/days.js';

/** A unit's papers (IV.2) of what it has in hand, to be completed, signed and sent back. Nothing of them is kept. */
export async function unitPapers(
  records: Records,
  { plan, campaign, unit }: { plan: Plan; campaign: CampaignKey; unit: { code: string; name: string } },
): Promise<Paper[]> {
  const inHand = await inHandOf(records, { plan: plan.plan, campaign, unit: unit.code });
  const facts = await readPaperFacts(records, { plan, campaign, unit, ...inHand });
  const mark = await markOf(records);
  return papersOf(facts).map((paper) => ({ ...paper, sheet: { ...paper.sheet, mark } }));
}

/** The draft, else what was filed last; and the day that its papers are of: a filing's own, else today. */
async function inHandOf(records: Records, key: DossierKey): Promise<{ content: DraftContent; day: Day }> {
  const draft = await findDraft(records, key);
  const filed = draft === null ? (await dossierVersions(records, key)).at(-1) : undefined;
  if (filed !== undefined) return { content: filed.content, day: dayOf(filed.receivedAt) };
  const content = draft?.content ?? { nominees: [], documents: [] };
  return { content, day: dayOf(await businessNow(records)) };
}
