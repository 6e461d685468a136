import type { TableDraft } from '../../../activities/documents/workbooks/workbook.js';
import type { Records } from '../../../activities/records/database/open.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';

/** What a table is made from. */
export interface Asked {
  records: Records;
  /** As its campaign goes by it. */
  plan: Plan;
  /** Undefined: all. */
  campaign: CampaignKey | undefined;
  /** Only what was sent to this unit; undefined: all. */
  unit?: string | undefined;
}

/** The same where a campaign must be named. */
export type AskedOfCampaign = Asked & { campaign: CampaignKey };

export type { TableDraft };
