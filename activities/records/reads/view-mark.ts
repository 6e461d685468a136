import { sql } from 'kysely';
import type { Records } from '../database/open.js';

/**
 * A text that changes when a campaign moves on: its stage, its open questions, its list. One small read, for whoever
 * asks after each step of a rehearsal; what stands behind it is `statusRows`.
 */
export async function viewMark(records: Records): Promise<string> {
  const rows = await records.db
    .selectFrom('campaign_view')
    .select(['workflow', 'stage', 'open_questions', 'round', 'frozen'])
    .orderBy(sql`workflow collate "C"`)
    .execute();
  return JSON.stringify(rows);
}
