import { sql } from 'kysely';
import type { Records } from '../database/open.js';
import type { Fault } from './fault.js';
import { type Sealed, sealed } from './sealed.js';

type Readable = Pick<Records, 'db'>;

/**
 * Holds each row against its seal, and each seal of an act against the audit row that binds it. The database compares,
 * by expressions that stand here: its own functions may have been changed too. The session's settings are those of the seals
 * ({@link settingsOfSeals}).
 */
export async function sealFaults(records: Readable): Promise<Fault[]> {
  const faults = [...(await bindingFaults(records)), ...(await foreignSeals(records))];
  for (const it of sealed) faults.push(...(await rowFaults(records, it)));
  return faults;
}

/** The texts of instants and of bytes, which digests cover, depend on these; for the transaction at hand. */
export const settingsOfSeals = sql`select set_config('timezone', 'UTC', true), set_config('bytea_output', 'hex', true)`;

const list = (names: readonly string[] = []) => sql`${names}::text[]`;

const rowKey = (keys: readonly string[]) => sql`(
  select string_agg(to_jsonb(t) ->> key, '/' order by place) from unnest(${list(keys)}) with ordinality as named (key, place)
)`;

const rowDigest = ({ without, only }: Sealed) => sql`(
  select encode(sha256(convert_to(coalesce(jsonb_object_agg(key, value), '{}')::text, 'UTF8')), 'hex')
  from jsonb_each(to_jsonb(t) - ${list(without)})
  where value <> 'null' and (${list(only)} = '{}' or key = any (${list(only)}))
)`;

/** The seals that hold: of an act's changes the last one that an audit row binds. */
const sealsOf = ({ name, kind }: Sealed) =>
  kind === 'act'
    ? sql`select distinct on (c.row_key) c.row_key, c.digest from act_change c join audit a on a.batch = c.batch
        where c.of_table = ${name} order by c.row_key, a.seq desc, c.place desc`
    : sql`select row_key, digest from row_seal where of_table = ${name}`;

async function rowFaults({ db }: Readable, it: Sealed): Promise<Fault[]> {
  const { table, keys, kind, only } = it;
  const isSealed =
    kind === 'act' && only !== undefined
      ? sql`exists (select from jsonb_each(to_jsonb(t)) where key = any (${list(only)}) and value <> 'null')`
      : sql`true`;
  const { rows } = await sql<{ row: string; fault: 'altered' | 'unsealed' | 'removed' }>`
    with sealed as (${sealsOf(it)}),
    standing as (
      select ${rowKey(keys)} as row_key, ${rowDigest(it)} as digest, ${isSealed} as is_sealed from ${sql.table(table)} t
    )
    select coalesce(standing.row_key, sealed.row_key) as row,
      case when standing.row_key is null then 'removed' when sealed.digest is null then 'unsealed' else 'altered' end as fault
    from standing full join sealed using (row_key)
    where standing.digest is distinct from sealed.digest and (is_sealed is not false or sealed.digest is not null)
    order by 1
  `.execute(db);
  return rows.map(({ row, fault }) => ({ table, row, fault }));
}

/** Each audit row binds its batch by a digest; what no audit row binds, no act has done. */
async function bindingFaults({ db }: Readable): Promise<Fault[]> {
  const { rows } = await sql<{ row: string; fault: 'other-changes' | 'no-act' }>`
    with bound as (
      select batch, encode(sha256(convert_to(batch || string_agg(
        chr(10) || concat_ws(chr(31), place, of_table, row_key, coalesce(digest, '-')), '' order by place), 'UTF8')), 'hex') as digest
      from act_change group by batch
    )
    select coalesce(audit.key, batch::text) as row, case when audit.key is null then 'no-act' else 'other-changes' end as fault
    from (select key, batch, changes from audit where batch is not null or changes is not null) as audit
    full join bound using (batch)
    where audit.changes is distinct from bound.digest
    order by 1
  `.execute(db);
  return rows.map(({ row, fault }) => ({ table: fault === 'no-act' ? 'act_change' : 'audit', row, fault }));
}

/** Seals of tables that have none. */
async function foreignSeals({ db }: Readable): Promise<Fault[]> {
  const names = (acts: boolean) =>
    list(sealed.filter(({ kind }) => (kind === 'act') === acts).map(({ name }) => name));
  const { rows } = await sql<Fault>`
    select 'act_change' as table, of_table || '/' || row_key as row, 'unsealed' as fault from act_change
      where of_table <> all (${names(true)})
    union all select 'row_seal', of_table || '/' || row_key, 'unsealed' from row_seal where of_table <> all (${names(false)})
  `.execute(db);
  return rows;
}
