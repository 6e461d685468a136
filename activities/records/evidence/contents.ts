import { sql } from 'kysely';
import { z } from 'zod';
import { digestOf } from '../../../workflows/rules/digest.js';
import { setUpDigest } from '../../reference/setup/difference.js';
import type { Records } from '../database/open.js';
import { readSetUp } from '../registry/set-up.js';
import { unknownFiles } from '../filings/files.js';
import { unpack } from '../selection/kept.js';
import type { Fault } from './fault.js';

type Readable = Pick<Records, 'db'>;

/** Holds what is kept under a digest against it: filings, plans, selections, and what a service was set up with. */
export async function contentFaults(records: Readable): Promise<Fault[]> {
  return [
    ...(await filingFaults(records)),
    ...(await planFaults(records)),
    ...(await selectionFaults(records)),
    ...(await setUpFaults(records)),
    ...(await disagreements(records)),
  ];
}

const Content = z.object({
  nominees: z.array(z.object({ kind: z.string() })),
  documents: z.array(z.object({ digest: z.string().optional() })),
});
const page = 500;

async function filingFaults({ db }: Readable): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (let seq = 0, isMore = true; isMore;) {
    const rows = await db
      .selectFrom('filing')
      .select(['seq', 'receipt', 'digest', 'content', 'collectives', 'individuals', receiptOf.as('given')])
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(page)
      .execute();
    const contents = new Map(rows.map((row) => [row.receipt, Content.safeParse(row.content).data]));
    const isKept = await keptFiles({ db }, [...contents.values()].flatMap(filesOf));
    for (const row of rows) {
      seq = row.seq;
      const named = { table: 'filing', row: row.receipt };
      if (digestOf(row.content) !== row.digest) faults.push({ ...named, fault: 'other-digest' });
      if (row.given !== row.receipt) faults.push({ ...named, fault: 'other-receipt' });
      const content = contents.get(row.receipt);
      const kinds = content?.nominees.map((it) => it.kind) ?? [];
      const count = (kind: string): number => kinds.filter((it) => it === kind).length;
      const isCounted = count('collective') === row.collectives && count('individual') === row.individuals;
      if (!isCounted) faults.push({ ...named, fault: 'altered' });
      if (!filesOf(content).every(isKept)) faults.push({ ...named, fault: 'no-file' });
    }
    isMore = rows.length === page;
  }
  return faults;
}

const filesOf = (content: z.infer<typeof Content> | undefined): string[] =>
  content?.documents.flatMap(({ digest }) => digest ?? []) ?? [];

async function keptFiles({ db }: Readable, digests: string[]): Promise<(digest: string) => boolean> {
  const unknown = new Set(digests.length === 0 ? [] : await unknownFiles(db, digests));
  return (digest) => !unknown.has(digest);
}

/** A receipt follows from who filed what, and when. */
const receiptOf = sql<string>`(
  select (substr(hash, 1, 12) || '8' || substr(hash, 14, 3) || '8' || substr(hash, 18, 15))::uuid
  from (select encode(sha256(convert_to(concat_ws(chr(31), plan, campaign, unit, person, digest,
    extract(epoch from received_at)), 'UTF8')), 'hex') as hash) as hashed
)`;

async function planFaults({ db }: Readable): Promise<Fault[]> {
  const rows = await db.selectFrom('plan').select(['code', 'digest', 'document']).execute();
  const amendments = await db
    .selectFrom('plan_amendment')
    .select(['plan', 'number', 'digest', 'document'])
    .execute();
  return [
    ...rows.map((it) => ({ ...it, table: 'plan', row: it.code })),
    ...amendments.map((it) => ({ ...it, table: 'plan_amendment', row: `${it.plan}/${String(it.number)}` })),
  ].flatMap(({ table, row, digest, document }) =>
    digestOf(document) === digest ? [] : [{ table, row, fault: 'other-digest' as const }],
  );
}

async function selectionFaults({ db }: Readable): Promise<Fault[]> {
  const faults: Fault[] = [];
  const named = await db.selectFrom('selection').select('input_digest').orderBy('seq').execute();
  for (const { input_digest: row } of named) {
    const kept = await db
      .selectFrom('selection')
      .selectAll()
      .where('input_digest', '=', row)
      .executeTakeFirst();
    const unpacked = kept === undefined ? null : await unpack(kept).catch(() => null);
    const isSame =
      unpacked !== null && digestOf(unpacked.input) === row && unpacked.answer.digest === unpacked.listDigest;
    if (!isSame)
      faults.push({ table: 'selection', row, fault: unpacked === null ? 'unreadable' : 'other-digest' });
  }
  return faults;
}

const SetUpFacts = z.object({ digest: z.string() });

/** What a service is set up with is what the last act of setting it up left. */
async function setUpFaults({ db }: Readable): Promise<Fault[]> {
  const last = await db
    .selectFrom('audit')
    .select(['key', 'facts'])
    .where('act', '=', 'set-up')
    .where(sql<boolean>`outcome -> 'refusal' = 'null'::jsonb`)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const digest = SetUpFacts.safeParse(last?.facts).data?.digest;
  if (last === undefined || digest === setUpDigest(await readSetUp(db))) return [];
  return [{ table: 'unit, unit_official, office_holder, contact', row: last.key, fault: 'not-as-acted' }];
}

/** What two tables say of one thing has to be the same. */
async function disagreements({ db }: Readable): Promise<Fault[]> {
  const { rows } = await sql<Fault>`
    select 'filing' as table, outcome -> 'value' ->> 'receipt' as row,
      case when f.receipt is null then 'removed' else 'not-as-acted' end as fault
    from audit left join filing f on f.receipt::text = outcome -> 'value' ->> 'receipt'
    where outcome -> 'value' ->> 'type' = 'filing-taken' and (f.digest, f.person, f.collectives::text, f.individuals::text)
      is distinct from (outcome -> 'value' ->> 'digest', outcome -> 'value' ->> 'filedBy',
        outcome -> 'value' ->> 'collectives', outcome -> 'value' ->> 'individuals')
    union all
    select 'mail', m.key, 'not-as-acted' from mail m join letter l on l.key = m.letter ->> 'event'
    where (l.content, l.business_time, l.plan) is distinct from (m.letter -> 'content', m.business_time, m.plan)
    union all
    select 'instance', id::text, 'not-as-acted' from instance
    where proofs = 'not-asked' and exists (select from audit where act = 'proofs-asked')
    order by 1, 2
  `.execute(db);
  return rows;
}
