import { gunzipSync } from 'node:zlib';
import { type AuditRow, auditRows } from '../../../activities/records/acts/audit.js';
import type { Records } from '../../../activities/records/database/open.js';
import type { CampaignKey } from '../../../workflows/plan/schema.js';
import { Refusal } from '../../../workflows/api/refusals.js';
import { z } from 'zod';
import type { Outcome } from '../outcome.js';

/** Something that was sent, and what became of it. */
export interface Said {
  /** Which act of the run; what is sent at once has one number. */
  step: number;
  /** Business instant, epoch ms. */
  at: number;
  workflow: string;
  name: string;
  /** The update's id. */
  id: string;
  message: unknown;
  outcome: Outcome;
  /** Of an answer to a question of the selection: how the question stood when it was answered. */
  asked: AskedQuestion | null;
}

export interface AskedQuestion {
  key: string;
  options: string[];
  explanation: string;
}

/** The list that the campaign has in hand. */
export interface ListInHand {
  digest: string;
  input: string;
  isSigned: boolean;
}

/** All that a check may look at, taken when every workflow waits. */
export interface Evidence {
  records: Records;
  plan: string;
  campaign: CampaignKey;
  /** Business instant, epoch ms. */
  now: number;
  log: readonly Said[];
  list: ListInHand | null;
  audit: readonly AuditRow[];
  /** Facts that a check noted at an earlier act of the same run. */
  notes: Map<string, string>;
}

/** Something that has to hold after every act; it answers with what doesn't, in words. */
export interface Check {
  name: string;
  find(evidence: Evidence): Promise<string[]> | string[];
}

export const readAudit = (records: Records): Promise<AuditRow[]> => auditRows(records);

const Recorded = z.object({ refusal: Refusal.nullable() });

/** Why the records refused an act; null: they did it. */
export const refusalOf = (row: AuditRow): Refusal | null => Recorded.parse(row.outcome).refusal;

export const isDone = (row: AuditRow): boolean => refusalOf(row) === null;

/** Acts of one name that were done, oldest first. */
export const doneActs = ({ audit, campaign }: Evidence, act: string): AuditRow[] =>
  audit.filter((row) => row.act === act && row.campaign === campaign && isDone(row));

export const instant = (row: AuditRow): number => Date.parse(row.businessTime);

/** A selection that the records keep, by its input's digest. */
export async function keptSelection(
  { records }: Pick<Evidence, 'records'>,
  inputDigest: string,
): Promise<{ input: unknown; answer: unknown } | null> {
  const row = await records.db
    .selectFrom('selection')
    .select(['input', 'answer'])
    .where('input_digest', '=', inputDigest)
    .executeTakeFirst();
  return row === undefined ? null : { input: unzipped(row.input), answer: unzipped(row.answer) };
}

const unzipped = (packed: Buffer): unknown => JSON.parse(gunzipSync(packed).toString('utf8'));
