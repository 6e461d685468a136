import { sql } from 'kysely';
import { CampaignKey, type Day } from '../../../workflows/plan/schema.js';
import { sha256 } from '../database/digest.js';
import type { Records } from '../database/open.js';

/** A document that left the office, without its bytes. */
export interface KeptDocument {
  key: string;
  plan: string;
  campaign: CampaignKey;
  kind: string;
  /** The how-manieth of its kind in its campaign: a correction is a new one. */
  number: number;
  /** The version of its template. */
  template: number;
  /** The act that it follows, by its key in the audit. */
  moment: string;
  day: Day;
  /** SHA-256 of its bytes. */
  digest: string;
  /** Bytes. */
  size: number;
  /** The number of the decision that it follows; null where it follows another act. */
  decision: string | null;
}

/** A document about to be kept. */
export type NewDocument = Omit<KeptDocument, 'digest' | 'size' | 'campaign' | 'decision'> & {
  campaign: string;
  bytes: Buffer;
};

/** Keeps the documents of one act, all or none; what is kept already stays. */
export async function keepDocuments(records: Records, made: readonly NewDocument[]): Promise<void> {
  if (made.length === 0) return;
  await records.db
    .insertInto('document')
    .values(made.map((it) => ({ ...it, digest: sha256(it.bytes) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The documents of a plan, or of one of its campaigns, in the order in which they left. */
export async function documentRows(
  records: Records,
  { plan, campaign }: { plan: string; campaign?: string | undefined },
): Promise<KeptDocument[]> {
  let query = records.db
    .selectFrom('document')
    .leftJoin('audit', 'audit.key', 'document.moment')
    .select(['document.key', 'document.plan', 'document.campaign', 'kind', 'number', 'template'])
    .select(['moment', 'day', 'digest'])
    .select(sql<number>`length(bytes)`.as('size'))
    .select(sql<string | null>`audit.facts -> 'decision' ->> 'number'`.as('decision'))
    .where('document.plan', '=', plan)
    .orderBy(sql`document.campaign collate "C"`)
    .orderBy('day')
    .orderBy(sql`document.key collate "C"`);
  if (campaign !== undefined) query = query.where('document.campaign', '=', campaign);
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, campaign: CampaignKey.parse(row.campaign) }));
}

/** A kept document's bytes. */
export async function documentBytes(records: Records, key: string): Promise<Buffer> {
  const row = await records.db
    .selectFrom('document')
    .select('bytes')
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return row.bytes;
}

/** An act after which documents leave. */
export interface Moment {
  key: string;
  seq: number;
  campaign: CampaignKey;
  act: string;
  /** epoch ms */
  at: number;
  /** Nothing that follows it was made yet. */
  isDue: boolean;
}

const acts = [
  ...['forward', 'appraise', 'recordDecision', 'recordCeremony'],
  ...['campaign-closed', 'ceremony-not-reported'],
  // An act of the movement: its facts say of which campaign.
  'revokeCertificate',
];

const campaignOf = sql<string>`coalesce(campaign, facts ->> 'campaign')`;

/** The acts of a plan's campaigns after which documents leave, the oldest first: what was refused or given back is none. */
export async function documentMoments(records: Records, plan: string): Promise<Moment[]> {
  const rows = await records.db
    .selectFrom('audit')
    .select(['key', 'seq', 'act', 'business_time as at'])
    .select(campaignOf.as('campaign'))
    .select(sql<boolean>`not exists (select from document where moment = audit.key)`.as('isDue'))
    .where('plan', '=', plan)
    .where('act', 'in', acts)
    .where(campaignOf, 'is not', null)
    .where(sql<boolean>`outcome -> 'refusal' = 'null'::jsonb`)
    .where(sql<boolean>`coalesce(facts ->> 'decision', '') <> 'return'`)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ ...row, campaign: CampaignKey.parse(row.campaign) }));
}
