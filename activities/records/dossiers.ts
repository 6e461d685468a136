import { sql } from 'kysely';
import { DossierContent } from '../../workflows/messages.js';
import { Bloc, type CampaignKey } from '../../workflows/plan/schema.js';
import type { Records } from './open.js';

/** One unit's dossier as it stands, with its current version where it has one. Instants in epoch ms. */
export interface DossierRow {
  unit: string;
  unitName: string;
  bloc: Bloc;
  status: string;
  cutoff: number;
  changedAt: number;
  version: {
    receipt: string;
    digest: string;
    receivedAt: number;
    filedBy: { unit: string | null; person: string };
    content: DossierContent;
  } | null;
}

/** The dossiers of a campaign, by unit. */
export async function dossierRows(
  records: Records,
  { plan, campaign }: { plan: string; campaign: CampaignKey },
): Promise<DossierRow[]> {
  const rows = await records.db
    .selectFrom('dossier')
    .innerJoin('unit', 'unit.code', 'dossier.unit')
    .leftJoin('filing', 'filing.receipt', 'dossier.receipt')
    .select([
      'dossier.unit',
      'unit.name',
      'unit.bloc',
      'dossier.status',
      'dossier.cutoff',
      'dossier.changed_at',
      'filing.receipt',
      'filing.digest',
      'filing.received_at',
      'filing.actor_unit',
      'filing.person',
      'filing.content',
    ])
    .where('dossier.plan', '=', plan)
    .where('dossier.campaign', '=', campaign)
    .orderBy(sql`dossier.unit collate "C"`)
    .execute();
  return rows.map((row) => ({
    unit: row.unit,
    unitName: row.name,
    bloc: Bloc.parse(row.bloc),
    status: row.status,
    cutoff: row.cutoff,
    changedAt: row.changed_at,
    version: versionOf(row),
  }));
}

interface FilingColumns {
  receipt: string | null;
  digest: string | null;
  received_at: number | null;
  actor_unit: string | null;
  person: string | null;
  content: unknown;
}

function versionOf(row: FilingColumns): DossierRow['version'] {
  const { receipt, digest, received_at: receivedAt, actor_unit: unit, person } = row;
  if (receipt === null || digest === null || receivedAt === null || person === null) return null;
  return {
    receipt,
    digest,
    receivedAt,
    filedBy: { unit, person },
    content: DossierContent.parse(row.content),
  };
}
