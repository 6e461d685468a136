import { z } from 'zod';
import { type AuditRow, auditRows } from '../../../activities/records/acts/audit.js';
import type { Records } from '../../../activities/records/database/open.js';
import { type LedgerRow, ledgerRows } from '../../../activities/records/reads/ledger.js';
import { type UnitDossier, unitDossier } from '../../../activities/records/reads/unit-dossier.js';
import { selectionByInput, type StoredAnswer } from '../../../activities/records/selection/kept.js';
import { campaignId, dossierId, movementId } from '../../../workflows/api/identity.js';
import type { CampaignKey } from '../../../workflows/plan/schema.js';
import { NomineeKind, type Plan } from '../../../workflows/plan/schema.js';
import { RevocationFacts } from '../act-details.js';
import { type EventPlace, placesOf } from '../history/places.js';
import { keptRuns, readRun } from '../history/runs.js';

const Rank = z.object({ unit: z.string(), rank: z.number(), score: z.number().optional() });
const Certificate = z.object({
  year: z.number(),
  kind: NomineeKind,
  unit: z.string(),
  personId: z.string().optional(),
  revoked: z.boolean().optional(),
});
const Nominee = z.object({
  id: z.string(),
  kind: NomineeKind,
  name: z.string(),
  personId: z.string().optional(),
  criteria: z.record(z.string(), z.boolean()),
});
export type Nominee = z.infer<typeof Nominee>;

/** Of a selection's input, what is told of one unit and its nominees. */
const Input = z.object({
  dossiers: z.array(z.object({ unit: z.string(), nominees: z.array(Nominee) })).default([]),
  rankings: z.object({ current: z.array(Rank).default([]), previous: z.array(Rank).default([]) }),
  ledger: z.array(Certificate).default([]),
});

/** A list that was computed: the row that says so, what it was computed from and what came out. */
export interface Computed {
  row: AuditRow | null;
  input: z.infer<typeof Input>;
  answer: StoredAnswer;
}

/** All that the records hold on one unit in one campaign. */
export interface Case {
  plan: Plan;
  campaign: CampaignKey;
  dossier: UnitDossier;
  /** The acts of the unit's dossier and those of the campaign, the oldest first; refused ones too. */
  dossierRows: AuditRow[];
  campaignRows: AuditRow[];
  /** Of this campaign's certificates. */
  revocations: AuditRow[];
  /** The rankings of the year before, recorded in its own campaign. */
  rankingsBefore: AuditRow[];
  ledger: LedgerRow[];
  /** The list that was decided, else the one forwarded last, else the one computed last. */
  computed: Computed | null;
  lists: ReadonlyMap<string, Computed>;
  placeOf: (row: AuditRow) => EventPlace | null;
}

const Listed = z.object({ input: z.string() });
const inputOf = (row: AuditRow | undefined): string | null =>
  Listed.safeParse(row?.facts).data?.input ?? null;

const Undone = z.object({ refusal: z.null() });
/** Whether an act was done, not refused. */
export const isDone = (row: AuditRow): boolean => Undone.safeParse(row.outcome).success;

/** Reads a unit's case in a campaign from the records alone; null where it has no dossier there. */
export async function readCase(
  records: Records,
  plan: Plan,
  campaign: CampaignKey,
  unit: string,
): Promise<Case | null> {
  const key = { plan: plan.plan, campaign };
  const dossier = await unitDossier(records, { ...key, unit });
  if (dossier === null) return null;
  const own = campaignId(plan.plan, campaign);
  const workflows = {
    dossier: dossierId(plan.plan, campaign, unit),
    campaign: own,
    movement: movementId(plan.plan),
  };
  const dossierRows = await auditRows(records, { workflow: workflows.dossier });
  const campaignRows = await auditRows(records, { workflow: workflows.campaign });
  const movementRows = await auditRows(records, { workflow: workflows.movement });
  const before = campaign === 'summary' ? null : campaignId(plan.plan, String(Number(campaign) - 1));
  const beforeRows = before === null ? [] : await auditRows(records, { workflow: before });
  const places = new Map([
    ...(await placesIn(records, workflows.dossier, dossierRows)),
    ...(await placesIn(records, workflows.campaign, campaignRows)),
    ...(await placesIn(records, workflows.movement, movementRows)),
    ...(before === null ? [] : await placesIn(records, before, beforeRows)),
  ]);
  const lists = await readLists(records, key, campaignRows);
  return {
    plan,
    campaign,
    dossier,
    dossierRows,
    campaignRows,
    revocations: movementRows.filter(
      (row) => RevocationFacts.safeParse(row.facts).data?.campaign === campaign,
    ),
    rankingsBefore: beforeRows.filter((row) => row.act === 'recordRanking'),
    ledger: await ledgerRows(records, key),
    computed: lists.get(latestInput(campaignRows) ?? '') ?? null,
    lists,
    placeOf: (row) => places.get(row.key) ?? null,
  };
}

async function placesIn(records: Records, workflow: string, rows: readonly AuditRow[]) {
  return placesOf(rows, (await keptRuns(records, workflow)).map(readRun));
}

function latestInput(rows: readonly AuditRow[]): string | null {
  const last = (act: string): string | null =>
    inputOf(rows.findLast((row) => row.act === act && isDone(row)));
  return last('recordDecision') ?? last('forward') ?? last('list-computed');
}

const mattering = new Set(['recordDecision', 'forward', 'list-computed']);

/** Every list that was computed, by its input's digest. */
async function readLists(
  records: Records,
  key: { plan: string; campaign: CampaignKey },
  rows: readonly AuditRow[],
): Promise<Map<string, Computed>> {
  const lists = new Map<string, Computed>();
  for (const row of rows) {
    const input = mattering.has(row.act) && isDone(row) ? inputOf(row) : null;
    if (input === null || lists.has(input)) continue;
    const found = await selectionByInput(records.db, { ...key, input });
    if (found === null) continue;
    const parsed = Input.safeParse(found.input);
    if (!parsed.success) continue;
    lists.set(input, {
      row: row.act === 'list-computed' ? row : null,
      input: parsed.data,
      answer: found.answer,
    });
  }
  return lists;
}

/** The list that an act is about. */
export const listOf = ({ lists }: Case, row: AuditRow): Computed | null =>
  lists.get(inputOf(row) ?? '') ?? null;
