import { type RawBuilder, sql } from 'kysely';
import { canonical } from '../database/digest.js';
import type { Records } from '../database/open.js';
import { unpack } from '../selection/kept.js';

type Readable = Pick<Records, 'db'>;

/** What is taken away: everything (`campaign` null), or what concerns one campaign of a plan. */
export interface TakenAway {
  plan: string;
  campaign: string | null;
}

/** A table's rows as plain JSON, ordered by its key; instants in UTC, bytes left out. */
export interface ExportedTable {
  table: string;
  columns: string[];
  /** A page at a time. */
  pages: AsyncGenerator<Record<string, unknown>[]>;
}

/** By what a table's rows are ordered, and which of them concern a campaign; without `own` all do. */
const tables: { table: string; order: string[]; own?: 'campaign' | 'letter' | 'attempt' | 'file' }[] = [
  { table: 'ledger', order: ['plan', 'campaign', 'bloc', 'kind', 'seat'], own: 'campaign' },
  { table: 'campaign', order: ['plan', 'campaign'], own: 'campaign' },
  { table: 'dossier', order: ['plan', 'campaign', 'unit'], own: 'campaign' },
  { table: 'filing', order: ['seq'], own: 'campaign' },
  { table: 'file', order: ['digest'], own: 'file' },
  { table: 'nominee_id', order: ['plan', 'campaign', 'nominee'], own: 'campaign' },
  { table: 'ranking', order: ['id'], own: 'campaign' },
  { table: 'launch_plan', order: ['plan', 'campaign', 'unit'], own: 'campaign' },
  { table: 'selection', order: ['seq'], own: 'campaign' },
  { table: 'commendation', order: ['plan', 'campaign', 'unit'], own: 'campaign' },
  { table: 'difficulty', order: ['key'], own: 'campaign' },
  { table: 'letter', order: ['seq'], own: 'letter' },
  { table: 'mail', order: ['key'], own: 'campaign' },
  { table: 'mail_attempt', order: ['id'], own: 'attempt' },
  { table: 'unit', order: ['code'] },
  { table: 'office_holder', order: ['office', 'person', 'valid_from'] },
  { table: 'unit_official', order: ['unit', 'person', 'valid_from'] },
  { table: 'contact', order: ['recipient'] },
  { table: 'plan', order: ['code'] },
  { table: 'plan_amendment', order: ['plan', 'number'] },
  { table: 'signing_key', order: ['id'] },
  { table: 'instance', order: ['one'] },
  { table: 'clock', order: ['id'] },
];

const bytes = ['history', 'input', 'answer'];
const size = 500;

/** Of files those that filings name: what was prepared and not filed is its unit's own. */
const namedBy = (filings: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`digest in (select document ->> 'digest'
    from filing, jsonb_array_elements(content -> 'documents') as document where ${filings})`;

/** The tables as they are exported, one after the other. */
export async function* exportedTables(records: Readable, of: TakenAway): AsyncGenerator<ExportedTable> {
  for (const { table, order, own } of tables) {
    const { rows } = await sql<{ name: string; type: string }>`
      select column_name as name, udt_name as type from information_schema.columns
      where table_schema = current_schema() and table_name = ${table} order by ordinal_position
    `.execute(records.db);
    const columns = rows.filter(({ type }) => type !== 'bytea').map(({ name }) => name);
    yield { table, columns, pages: pagesOf(records, { table, order, condition: conditionOf(own, of) }) };
  }
}

/** Which rows are taken away: `own` says how the table names its campaign. */
export function conditionOf(
  own: (typeof tables)[number]['own'],
  { plan, campaign }: TakenAway,
): RawBuilder<unknown> {
  if (own === 'file') return namedBy(conditionOf('campaign', { plan, campaign }));
  if (campaign === null || own === undefined) return sql`true`;
  if (own === 'letter') return sql`plan = ${plan} and content ->> 'campaign' = ${campaign}`;
  const isOwn = sql`plan = ${plan} and campaign = ${campaign}`;
  return own === 'campaign' ? isOwn : sql`mail_key in (select key from mail where ${isOwn})`;
}

async function* pagesOf(
  { db }: Readable,
  { table, order, condition }: { table: string; order: string[]; condition: RawBuilder<unknown> },
): AsyncGenerator<Record<string, unknown>[]> {
  const by = sql.join(order.map((it) => sql`${sql.ref(it)}::text collate "C"`));
  const numbered =
    order.length === 1 && (order[0] === 'seq' || order[0] === 'id') ? sql`${sql.ref(order[0])}` : by;
  for (let offset = 0, isMore = true; isMore; offset += size) {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) - ${bytes}::text[] as row from ${sql.table(table)} t where ${condition}
      order by ${numbered} limit ${size} offset ${offset}
    `.execute(db);
    yield rows.map(({ row }) => row);
    isMore = rows.length === size;
  }
}

/** The audit chain, whole: a part of a chain proves nothing. `content` is the very text that was hashed. */
export async function* auditChain({ db }: Readable) {
  for (let seq = 0, isMore = true; isMore;) {
    const rows = await db
      .selectFrom('audit')
      .select(['seq', 'key', 'content', 'batch', 'changes', 'previous', 'hash'])
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(size)
      .execute();
    yield rows;
    seq = rows.at(-1)?.seq ?? seq;
    isMore = rows.length === size;
  }
}

/** What each act changed: the rows that the audit chain's `changes` are the digest of. */
export async function* actChanges({ db }: Readable) {
  for (let offset = 0, isMore = true; isMore; offset += size) {
    const rows = await db
      .selectFrom('act_change')
      .selectAll()
      .orderBy('batch')
      .orderBy('place')
      .limit(size)
      .offset(offset)
      .execute();
    yield rows;
    isMore = rows.length === size;
  }
}

/** A text whose SHA-256 is the digest that the records know it by, where it is as it was kept. */
interface Digested {
  digest: string;
  text: string;
}

/** Filings' contents and plans, each once, in their RFC 8785 form. */
export async function* digestedContents({ db }: Readable, of: TakenAway): AsyncGenerator<Digested> {
  const plans = await db.selectFrom('plan').select(['digest', 'document']).orderBy('code').execute();
  const amended = await db
    .selectFrom('plan_amendment')
    .select(['digest', 'document'])
    .orderBy('plan')
    .orderBy('number')
    .execute();
  // A plan may be amended back to what it was.
  const each = new Map([...plans, ...amended].map(({ digest, document }) => [digest, document]));
  for (const [digest, document] of each) yield { digest, text: canonical(document) };
  const filings = await db
    .selectFrom('filing')
    .select('digest')
    .distinct()
    .where(sql<boolean>`${conditionOf('campaign', of)}`)
    .orderBy('digest')
    .execute();
  for (const { digest } of filings) {
    const row = await db
      .selectFrom('filing')
      .select('content')
      .where('digest', '=', digest)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirstOrThrow();
    yield { digest, text: canonical(row.content) };
  }
}

/** Each list that was computed: its input, whose SHA-256 is `inputDigest`, and its answer. */
export async function* exportedLists({ db }: Readable, of: TakenAway) {
  const named = await db
    .selectFrom('selection')
    .select('input_digest')
    .where(sql<boolean>`${conditionOf('campaign', of)}`)
    .orderBy('seq')
    .execute();
  for (const { input_digest } of named) {
    const row = await db
      .selectFrom('selection')
      .selectAll()
      .where('input_digest', '=', input_digest)
      .executeTakeFirstOrThrow();
    const { inputDigest, input, answer } = await unpack(row);
    yield { inputDigest, input: canonical(input), answer: canonical(answer) };
  }
}

/** A kept history as the chain of histories has it; `packed` (gzip) for those that are taken away. */
export interface ExportedHistory {
  seq: number;
  workflowId: string;
  runId: string;
  status: string;
  events: number;
  exportedAt: string;
  packedDigest: string;
  previous: string;
  hash: string;
  isTaken: boolean;
}

/** The chain of all histories, and which of them concern what is taken away. */
export async function historyChain(
  { db }: Readable,
  { plan, campaign }: TakenAway,
): Promise<ExportedHistory[]> {
  const own = [`campaign/${plan}/${campaign ?? ''}`, `dossier/${plan}/${campaign ?? ''}/`];
  const { rows } = await sql<ExportedHistory>`
    select seq, workflow_id as "workflowId", run_id as "runId", status, events,
      to_char(exported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "exportedAt",
      encode(sha256(history), 'hex') as "packedDigest", previous, hash,
      ${campaign}::text is null or workflow_id in (${own[0]}, ${`summary/${plan}`}) and
        (workflow_id like 'summary/%') = (${campaign} = 'summary') or starts_with(workflow_id, ${own[1]}) as "isTaken"
    from history order by seq
  `.execute(db);
  return rows;
}

/** One kept history, packed as it is kept. */
export async function packedHistory(
  { db }: Readable,
  { runId, workflowId }: ExportedHistory,
): Promise<Buffer> {
  const { history } = await db
    .selectFrom('history')
    .select('history')
    .where('workflow_id', '=', workflowId)
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow();
  return history;
}

/** The keys of the messages that concern what is taken away. */
export async function mailKeys({ db }: Readable, of: TakenAway): Promise<string[]> {
  const rows = await db
    .selectFrom('mail')
    .select('key')
    .where(sql<boolean>`${conditionOf('campaign', of)}`)
    .orderBy(sql`key collate "C"`)
    .execute();
  return rows.map(({ key }) => key);
}
