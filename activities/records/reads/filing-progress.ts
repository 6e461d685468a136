import { sql } from 'kysely';
import { Bloc, type CampaignKey } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

interface Key {
  plan: string;
  campaign: CampaignKey;
}

/** How many dossiers of a bloc stand in a status. */
export interface DossierCount {
  bloc: Bloc;
  status: string;
  count: number;
}

/** The dossiers of a campaign by bloc and status. */
export async function dossierCounts(records: Records, { plan, campaign }: Key): Promise<DossierCount[]> {
  const rows = await records.db
    .selectFrom('dossier')
    .innerJoin('unit', 'unit.code', 'dossier.unit')
    .select(({ fn }) => ['unit.bloc', 'dossier.status', fn.countAll<number>().as('count')])
    .where('dossier.plan', '=', plan)
    .where('dossier.campaign', '=', campaign)
    .groupBy(['unit.bloc', 'dossier.status'])
    .orderBy('unit.bloc')
    .orderBy('dossier.status')
    .execute();
  return rows.map((row) => ({ ...row, bloc: Bloc.parse(row.bloc) }));
}

/** When each unit of a campaign first filed what its dossier may take; epoch ms, the earliest first. */
export async function firstFilings(records: Records, { plan, campaign }: Key): Promise<number[]> {
  const rows = await records.db
    .selectFrom('filing')
    .select(({ fn }) => fn.min('received_at').as('at'))
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .where('refused', 'is', null)
    .groupBy('unit')
    .orderBy(sql`1`)
    .execute();
  return rows.map(({ at }) => at);
}

/** The deadlines of a campaign's dossiers, and how many have each; epoch ms. */
export async function dossierCutoffs(
  records: Records,
  { plan, campaign }: Key,
): Promise<{ cutoff: number; count: number }[]> {
  return records.db
    .selectFrom('dossier')
    .select(({ fn }) => ['cutoff', fn.countAll<number>().as('count')])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .groupBy('cutoff')
    .orderBy('cutoff')
    .execute();
}
