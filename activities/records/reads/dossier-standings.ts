import { sql } from 'kysely';
import type { CampaignKey, UnitCode } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';
import type { DossierStanding } from '../../../workflows/api/effects.js';
import { DossierStatus } from '../../../workflows/api/views.js';

/** These units' dossiers as the records have them, by unit: what their workflows begin with, and go by from then on. */
export async function dossierStandings(
  records: Records,
  { plan, campaign, units }: { plan: string; campaign: CampaignKey; units: UnitCode[] },
): Promise<DossierStanding[]> {
  const rows = await records.db
    .selectFrom('dossier as d')
    .leftJoin('filing as f', 'f.receipt', 'd.receipt')
    .leftJoin('campaign as c', (join) =>
      join.onRef('c.plan', '=', 'd.plan').onRef('c.campaign', '=', 'd.campaign'),
    )
    .select([
      'd.unit',
      'd.filer',
      'd.status',
      'd.cutoff',
      'd.complete_by',
      'f.receipt',
      'f.digest',
      'f.received_at',
      'f.collectives',
      'f.individuals',
      'c.frozen',
      sql<number>`business_now()`.as('at'),
      sql<number>`(
        select coalesce(max(substring(l.key from '/([0-9]+)$')::int), 0) from letter l
        where l.key like 'dossier/' || d.plan || '/' || d.campaign || '/' || d.unit || '/reviewed/%'
          or l.key like 'dossier/' || d.plan || '/' || d.campaign || '/' || d.unit || '/withdrawn/%'
      )`.as('acts'),
    ])
    .where('d.plan', '=', plan)
    .where('d.campaign', '=', campaign)
    .where('d.unit', '=', sql<string>`any(${units}::text[])`)
    .orderBy(sql`d.unit collate "C"`)
    .execute();
  return rows.map((row) => ({
    at: row.at,
    unit: row.unit,
    filer: row.filer,
    status: DossierStatus.parse(row.status),
    cutoff: row.cutoff,
    completeBy: row.complete_by,
    current: currentOf(row),
    acts: row.acts,
    isOver: row.frozen === 'decided',
  }));
}

interface FilingColumns {
  receipt: string | null;
  digest: string | null;
  received_at: number | null;
  collectives: number | null;
  individuals: number | null;
}

function currentOf(row: FilingColumns): DossierStanding['current'] {
  const { receipt, digest, received_at: receivedAt, collectives, individuals } = row;
  if (receipt === null || digest === null || receivedAt === null) return null;
  return { receipt, digest, receivedAt, collectives: collectives ?? 0, individuals: individuals ?? 0 };
}
