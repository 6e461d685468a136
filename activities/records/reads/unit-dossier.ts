import { sql } from 'kysely';
import { Bloc, type CampaignKey, type Day } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

/** A unit's part in a campaign, as the records have it. Instants in epoch ms. */
export interface UnitDossier {
  unit: string;
  unitName: string;
  bloc: Bloc;
  status: string;
  cutoff: number;
  receipt: string | null;
  launchPlan: { number: string; date: Day; recordedAt: number } | null;
  /** Every filing that was received, the oldest first. */
  filings: { receipt: string; receivedAt: number; collectives: number; individuals: number }[];
}

/** A unit's dossier in a campaign with all its filings; null where it has none. */
export async function unitDossier(
  records: Records,
  { plan, campaign, unit }: { plan: string; campaign: CampaignKey; unit: string },
): Promise<UnitDossier | null> {
  const row = await records.db
    .selectFrom('dossier')
    .innerJoin('unit', 'unit.code', 'dossier.unit')
    .leftJoin('launch_plan as l', (join) =>
      join
        .onRef('l.plan', '=', 'dossier.plan')
        .onRef('l.campaign', '=', 'dossier.campaign')
        .onRef('l.unit', '=', 'dossier.unit'),
    )
    .select(['unit.name', 'unit.bloc', 'dossier.status', 'dossier.cutoff', 'dossier.receipt'])
    .select(['l.document_number', 'l.document_date', 'l.recorded_at'])
    .where('dossier.plan', '=', plan)
    .where('dossier.campaign', '=', campaign)
    .where('dossier.unit', '=', unit)
    .executeTakeFirst();
  if (row === undefined) return null;
  const filings = await records.db
    .selectFrom('filing')
    .select(['receipt', 'received_at as receivedAt', 'collectives', 'individuals'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .orderBy('seq')
    .execute();
  const { name, bloc, document_number: number, document_date: date, recorded_at: recordedAt } = row;
  const launchPlan =
    number === null || date === null || recordedAt === null ? null : { number, date, recordedAt };
  const { status, cutoff, receipt } = row;
  return { unit, unitName: name, bloc: Bloc.parse(bloc), status, cutoff, receipt, launchPlan, filings };
}

/** The campaigns in which a unit has a dossier, in their order, the summary last. */
export async function campaignsOfUnit(records: Records, plan: string, unit: string): Promise<string[]> {
  const rows = await records.db
    .selectFrom('dossier')
    .select('campaign')
    .where('plan', '=', plan)
    .where('unit', '=', unit)
    .orderBy(sql`campaign collate "C"`)
    .execute();
  return rows.map((row) => row.campaign);
}
