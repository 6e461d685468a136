import { sql } from 'kysely';
import type { CampaignKey, Day } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

/** What a unit reported of the commendations that its head gave (III.2.a). */
export interface CommendationRow {
  unit: string;
  unitName: string;
  bloc: string;
  collectives: number;
  individuals: number;
  document: { number: string; date: Day } | null;
}

/** A difficulty that a unit reported (V). `reportedAt` in epoch ms. */
export interface DifficultyRow {
  unit: string;
  unitName: string;
  bloc: string;
  text: string;
  reportedAt: number;
}

/** Which reports are meant. */
interface Of {
  plan: string;
  campaign: CampaignKey;
}

/** A unit's own launch plan (V.1) of a campaign; null: none is recorded. `recordedAt` in epoch ms. */
export async function launchPlanOf(
  records: Records,
  { plan, campaign, unit }: Of & { unit: string },
): Promise<{ number: string; date: Day; recordedAt: number } | null> {
  const found = await records.db
    .selectFrom('launch_plan')
    .select(['document_number as number', 'document_date as date', 'recorded_at as recordedAt'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .executeTakeFirst();
  return found ?? null;
}

/** The commendations that the units of a campaign reported, by unit. */
export async function commendationRows(records: Records, { plan, campaign }: Of): Promise<CommendationRow[]> {
  const rows = await records.db
    .selectFrom('commendation')
    .innerJoin('unit', 'unit.code', 'commendation.unit')
    .selectAll('commendation')
    .select(['unit.name', 'unit.bloc'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .orderBy(sql`commendation.unit collate "C"`)
    .execute();
  return rows.map((row) => ({
    unit: row.unit,
    unitName: row.name,
    bloc: row.bloc,
    collectives: row.collectives,
    individuals: row.individuals,
    document:
      row.document_number === null || row.document_date === null
        ? null
        : { number: row.document_number, date: row.document_date },
  }));
}

/** The difficulties that the units of a campaign reported, the earliest first. */
export async function difficultyRows(records: Records, { plan, campaign }: Of): Promise<DifficultyRow[]> {
  const rows = await records.db
    .selectFrom('difficulty')
    .innerJoin('unit', 'unit.code', 'difficulty.unit')
    .select(['difficulty.unit', 'difficulty.text', 'difficulty.reported_at', 'unit.name', 'unit.bloc'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .orderBy('difficulty.reported_at')
    .orderBy(sql`difficulty.key collate "C"`)
    .execute();
  return rows.map((row) => ({
    unit: row.unit,
    unitName: row.name,
    bloc: row.bloc,
    text: row.text,
    reportedAt: row.reported_at,
  }));
}
