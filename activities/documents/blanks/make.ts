import type { CampaignKey } from '../../../workflows/plan/schema.js';
import type { Records } from '../../records/database/open.js';
import { documentMoments } from '../../records/reads/documents.js';
import { markOf } from '../mark.js';
import { readFacts } from '../read-facts.js';
import { renderSheet } from '../render/render.js';
import { blankSheet, testSheet } from './blanks.js';
import type { Positions } from './positions.js';

/**
 * The certificates of a campaign's decision for printed blanks, and a page to hold against one, as .docx; null: nothing is
 * decided yet. They are made for the printer and not kept: the certificates are.
 */
export async function makeBlanks(
  records: Records,
  { plan, campaign }: { plan: string; campaign: CampaignKey },
  positions: Positions,
): Promise<{ certificates: Buffer; test: Buffer } | null> {
  const moments = await documentMoments(records, plan);
  const moment = moments.findLast((it) => it.campaign === campaign && it.act === 'recordDecision');
  if (moment === undefined) return null;
  const facts = await readFacts(records, { plan, moment });
  const mark = await markOf(records);
  return {
    certificates: await renderSheet({ ...blankSheet(facts, positions), mark }),
    test: await renderSheet({ ...testSheet(facts, positions), mark }),
  };
}
