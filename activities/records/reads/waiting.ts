import { sql } from 'kysely';
import type { Records } from '../database/open.js';
import { CampaignKey, type Day } from '../../../workflows/plan/schema.js';
import { DossierStatus } from '../../../workflows/api/views.js';

/** A dossier that waits: for its unit to file or complete it, or for its review. Instants in epoch ms. */
export interface WaitingDossier {
  campaign: CampaignKey;
  unit: string;
  /** Who files. */
  filer: string;
  status: DossierStatus;
  cutoff: number;
  completeBy: Day | null;
}

/** A plan's dossiers that are not filed, were given back, or were filed and not reviewed, by campaign and unit. */
export async function waitingDossiers(records: Records, plan: string): Promise<WaitingDossier[]> {
  const rows = await records.db
    .selectFrom('dossier')
    .select(['campaign', 'unit', 'filer', 'status', 'cutoff', 'complete_by as completeBy'])
    .where('plan', '=', plan)
    .where('status', 'in', ['open', 'returned', 'submitted'])
    .orderBy(sql`campaign collate "C"`)
    .orderBy(sql`unit collate "C"`)
    .execute();
  return rows.map((row) => ({
    ...row,
    campaign: CampaignKey.parse(row.campaign),
    status: DossierStatus.parse(row.status),
  }));
}

/** The units whose launch plan is recorded, by campaign. */
export async function launchPlanUnits(
  records: Records,
  plan: string,
): Promise<{ campaign: string; unit: string }[]> {
  return records.db
    .selectFrom('launch_plan')
    .select(['campaign', 'unit'])
    .where('plan', '=', plan)
    .orderBy('campaign')
    .orderBy('unit')
    .execute();
}
