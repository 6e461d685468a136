import { sql } from 'kysely';
import { DossierContent } from '../../../workflows/api/messages.js';
import { Bloc, type CampaignKey, type Day } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

/** One unit's dossier as it stands, with its current version where it has one. Instants in epoch ms. */
export interface DossierRow {
  unit: string;
  unitName: string;
  bloc: Bloc;
  status: string;
  cutoff: number;
  changedAt: number;
  /** The launch plan that the unit's record holds (V.1): it stands beside the unit's own tick of criterion 3. */
  launchPlan: { number: string; date: Day } | null;
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
    .leftJoin('launch_plan', (join) =>
      join
        .onRef('launch_plan.plan', '=', 'dossier.plan')
        .onRef('launch_plan.campaign', '=', 'dossier.campaign')
        .onRef('launch_plan.unit', '=', 'dossier.unit'),
    )
    .select([
      'dossier.unit',
      'unit.name',
      'unit.bloc',
      'dossier.status',
      'dossier.cutoff',
      'dossier.changed_at',
      'launch_plan.document_number',
      'launch_plan.document_date',
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
    launchPlan: documentOf(row),
    version: versionOf(row),
  }));
}

const documentOf = (row: { document_number: string | null; document_date: Day | null }) =>
  row.document_number === null || row.document_date === null
    ? null
    : { number: row.document_number, date: row.document_date };

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
