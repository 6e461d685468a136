import { sql, type Transaction } from 'kysely';
import type { Entry, Json, RecordOutcome } from '../../../workflows/api/acts.js';
import { businessInstant } from '../database/business-time.js';
import { canonical, sha256 } from '../database/digest.js';
import type { Records } from '../database/open.js';
import type { Database } from '../database/schema.js';

/** An audit row's content: all that its hash covers beside the hash of the row before. */
interface AuditContent {
  key: string;
  /** `2024-02-10T00:00:00.000+07:00` */
  wallTime: string;
  businessTime: string;
  workflow: string;
  plan: string;
  campaign: string | null;
  unit: string | null;
  act: string;
  office: string | null;
  actorUnit: string | null;
  person: string | null;
  holder: string | null;
  reason: string | null;
  facts: unknown;
  outcome: unknown;
  /** What a person signed; absent where nobody did, as in the rows of before there were proofs. */
  proof?: unknown;
}

export interface AuditRow extends AuditContent {
  seq: number;
  /** The digest of what the act changed; null: nothing. */
  changes: string | null;
  previous: string;
  hash: string;
}

/** An audit row as two runs of one rehearsal can be compared: without wall time, place and hashes. */
export type ComparableAuditRow = Omit<AuditContent, 'wallTime'>;

export type AuditVerdict =
  | { ok: true; rows: number; hash: string | null }
  | {
      ok: false;
      seq: number;
      key: string;
      fault: 'missing-row' | 'other-previous' | 'other-hash' | 'other-content';
    };

/** Adds the row of one act. Its place in the chain is given by the table's trigger, one transaction after the other. */
export async function appendAudit(
  trx: Transaction<Database>,
  entry: Entry,
  outcome: RecordOutcome,
): Promise<void> {
  const facts: Record<string, Json> =
    outcome.refusal === null ? entry.facts : { ...entry.facts, refusal: { ...outcome.refusal } };
  const content = {
    key: entry.key,
    wallTime: businessInstant(Date.now()),
    businessTime: businessInstant(outcome.at),
    workflow: entry.workflow,
    plan: entry.plan,
    campaign: entry.campaign,
    unit: entry.unit,
    act: entry.act,
    office: entry.actor?.office ?? null,
    actorUnit: entry.actor?.unit ?? null,
    person: entry.actor?.person ?? null,
    holder: outcome.holder?.name ?? null,
    reason: entry.reason,
    facts,
    outcome,
    ...(entry.proof !== undefined && { proof: entry.proof }),
  } satisfies AuditContent;
  const { wallTime, businessTime, actorUnit, proof, ...columns } = { proof: null, ...content };
  await trx
    .insertInto('audit')
    .values({
      ...columns,
      wall_time: wallTime,
      business_time: businessTime,
      actor_unit: actorUnit,
      facts: JSON.stringify(facts),
      outcome: JSON.stringify(outcome),
      proof: proof === null ? null : JSON.stringify(proof),
      content: canonical(content),
    })
    .execute();
}

const contentColumns = [
  'key',
  'business_time',
  'wall_time',
  'workflow',
  'plan',
  'campaign',
  'unit',
  'act',
  'office',
  'actor_unit',
  'person',
  'holder',
  'reason',
  'facts',
  'outcome',
  'proof',
] as const;

/** The records, or a transaction on them. */
type Readable = Pick<Records, 'db'>;

const auditQuery = (records: Readable) =>
  records.db.selectFrom('audit').select([...contentColumns, 'seq', 'changes', 'previous', 'hash', 'content']);
type StoredRow = Awaited<ReturnType<ReturnType<typeof auditQuery>['execute']>>[number];

const toContent = (row: StoredRow): AuditContent => ({
  key: row.key,
  wallTime: businessInstant(row.wall_time),
  businessTime: businessInstant(row.business_time),
  workflow: row.workflow,
  plan: row.plan,
  campaign: row.campaign,
  unit: row.unit,
  act: row.act,
  office: row.office,
  actorUnit: row.actor_unit,
  person: row.person,
  holder: row.holder,
  reason: row.reason,
  facts: row.facts,
  outcome: row.outcome,
  ...(row.proof !== null && { proof: row.proof }),
});

const toRow = (row: StoredRow): AuditRow => ({
  ...toContent(row),
  seq: row.seq,
  changes: row.changes,
  previous: row.previous,
  hash: row.hash,
});

/** The audit table, oldest first; of one campaign, workflow or act where they are named. Refused acts stand in it too. */
export async function auditRows(
  records: Records,
  filter: { campaign?: string; workflow?: string; act?: string; key?: string; seq?: number } = {},
): Promise<AuditRow[]> {
  let query = auditQuery(records).orderBy('seq');
  if (filter.workflow !== undefined) query = query.where('workflow', '=', filter.workflow);
  if (filter.act !== undefined) query = query.where('act', '=', filter.act);
  if (filter.key !== undefined) query = query.where('key', '=', filter.key);
  if (filter.seq !== undefined) query = query.where('seq', '=', filter.seq);
  if (filter.campaign !== undefined) query = query.where('campaign', '=', filter.campaign);
  const rows = await query.execute();
  return rows.map(toRow);
}

/** The audit table as two runs can be compared, ordered by business time, workflow and key. */
export async function comparableAuditRows(records: Records): Promise<ComparableAuditRow[]> {
  const rows = await auditQuery(records)
    .orderBy('business_time')
    .orderBy(sql`workflow collate "C"`)
    .orderBy(sql`key collate "C"`)
    .execute();
  return rows.map((row) => withoutWallTime(toContent(row)));
}

function withoutWallTime(content: AuditContent): ComparableAuditRow {
  const comparable: ComparableAuditRow & { wallTime?: string } = { ...content };
  delete comparable.wallTime;
  return comparable;
}

const chunk = 1000;

async function* storedPages(records: Readable): AsyncGenerator<StoredRow[]> {
  for (let seq = 0; ;) {
    const rows = await auditQuery(records).where('seq', '>', seq).orderBy('seq').limit(chunk).execute();
    if (rows.length > 0) yield rows;
    if (rows.length < chunk) return;
    seq = rows.at(-1)?.seq ?? seq;
  }
}

/** The whole audit table, oldest first, a page at a time. */
export async function* auditPages(records: Readable): AsyncGenerator<AuditRow[]> {
  for await (const rows of storedPages(records)) yield rows.map(toRow);
}

/** Walks the whole chain and names the first row that is missing, or that is not as it was written. */
export async function verifyAudit(records: Readable): Promise<AuditVerdict> {
  let seq = 0;
  let previous = '0'.repeat(64);
  for await (const rows of storedPages(records)) {
    for (const row of rows) {
      const fault = faultOf(row, seq + 1, previous);
      if (fault !== null) return { ok: false, seq: row.seq, key: row.key, fault };
      seq = row.seq;
      previous = row.hash;
    }
  }
  return { ok: true, rows: seq, hash: seq === 0 ? null : previous };
}

function faultOf(row: StoredRow, seq: number, previous: string) {
  if (row.seq !== seq) return 'missing-row';
  if (row.previous !== previous) return 'other-previous';
  if (row.hash !== sha256(row.content + (row.changes ?? '') + row.previous)) return 'other-hash';
  return canonical(toContent(row)) === row.content ? null : 'other-content';
}
