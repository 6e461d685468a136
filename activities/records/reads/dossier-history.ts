import { z } from 'zod';
import type { DossierKey } from '../../../workflows/api/effects.js';
import { dossierId } from '../../../workflows/api/identity.js';
import { DossierContent } from '../../../workflows/api/messages.js';
import { Refusal } from '../../../workflows/api/refusals.js';
import { Day } from '../../../workflows/plan/schema.js';
import { auditRows } from '../acts/audit.js';
import type { Records } from '../database/open.js';

/** One filing of a dossier that the records received. Instants in epoch ms. */
export interface DossierVersion {
  receipt: string;
  digest: string;
  receivedAt: number;
  filedBy: { unit: string | null; person: string };
  content: DossierContent;
  /** Why the dossier did not take it: a refusal's code. */
  refused: string | null;
}

/** What was done about a dossier, as the audit table has it. `at`: business time, `2024-02-10T00:00:00.000+07:00`. */
export interface DossierAct {
  key: string;
  at: string;
  act: string;
  office: string | null;
  person: string | null;
  holder: string | null;
  reason: string | null;
  decision: 'accept' | 'return' | 'reject' | null;
  completeBy: Day | null;
  refusal: Refusal | null;
}

/** Every filing of a dossier, the oldest first. */
export async function dossierVersions(
  records: Records,
  { plan, campaign, unit }: DossierKey,
): Promise<DossierVersion[]> {
  const rows = await records.db
    .selectFrom('filing')
    .select(['receipt', 'digest', 'received_at', 'actor_unit', 'person', 'content', 'refused'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    receipt: row.receipt,
    digest: row.digest,
    receivedAt: row.received_at,
    filedBy: { unit: row.actor_unit, person: row.person },
    content: DossierContent.parse(row.content),
    refused: row.refused,
  }));
}

const Facts = z.object({
  decision: z.enum(['accept', 'return', 'reject']).nullable().default(null).catch(null),
  completeBy: Day.nullable().default(null).catch(null),
  refusal: Refusal.nullable().default(null).catch(null),
});

/** What was done about a dossier, refused acts too, the oldest first. */
export async function dossierActs(
  records: Records,
  { plan, campaign, unit }: DossierKey,
): Promise<DossierAct[]> {
  const rows = await auditRows(records, { workflow: dossierId(plan, campaign, unit) });
  return rows.map((row) => ({
    key: row.key,
    at: row.businessTime,
    act: row.act,
    office: row.office,
    person: row.person,
    holder: row.holder,
    reason: row.reason,
    ...Facts.parse(row.facts),
  }));
}
