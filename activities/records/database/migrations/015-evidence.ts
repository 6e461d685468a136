import { type Kysely, sql } from 'kysely';
import { canonical } from '../digest.js';

/**
 * What of a table is sealed. `act`: its rows change by acts alone, and each change stands in the audit chain; `once`: its
 * rows are written once; `now`: they change by themselves, and the seal follows.
 */
interface Sealed {
  name: string;
  table: string;
  kind: 'act' | 'once' | 'now';
  keys: string[];
  on: ('insert' | 'update' | 'delete')[];
  without?: string[];
  only?: string[];
}

const always: Sealed['on'] = ['insert', 'update', 'delete'];
const bySeat = ['plan', 'campaign', 'bloc', 'kind', 'seat'];
const byUnit = ['plan', 'campaign', 'unit'];
const retries = ['tries', 'deferrals', 'next_try', 'settled_at'];
const wayOfMail = ['address', 'message_id', 'state'];

const sealed: Sealed[] = [
  { name: 'dossier', table: 'dossier', kind: 'act', keys: byUnit, on: always },
  { name: 'campaign', table: 'campaign', kind: 'act', keys: ['plan', 'campaign'], on: always },
  { name: 'ranking', table: 'ranking', kind: 'act', keys: ['id'], on: always },
  { name: 'launch_plan', table: 'launch_plan', kind: 'act', keys: byUnit, on: always },
  { name: 'ledger', table: 'ledger', kind: 'act', keys: bySeat, on: always },
  { name: 'commendation', table: 'commendation', kind: 'act', keys: byUnit, on: always },
  { name: 'difficulty', table: 'difficulty', kind: 'act', keys: ['key'], on: always },
  { name: 'signing_key', table: 'signing_key', kind: 'act', keys: ['id'], on: always },
  { name: 'letter', table: 'letter', kind: 'act', keys: ['key'], on: ['insert'], without: retries },
  {
    name: 'filing.refused',
    table: 'filing',
    kind: 'act',
    keys: ['receipt'],
    on: ['update'],
    only: ['refused'],
  },
  { name: 'filing', table: 'filing', kind: 'once', keys: ['receipt'], on: ['insert'], without: ['refused'] },
  {
    name: 'nominee_id',
    table: 'nominee_id',
    kind: 'once',
    keys: ['plan', 'campaign', 'nominee'],
    on: ['insert'],
  },
  {
    name: 'selection',
    table: 'selection',
    kind: 'once',
    keys: ['input_digest'],
    on: ['insert'],
    without: ['computed_at'],
  },
  {
    name: 'selection.computed_at',
    table: 'selection',
    kind: 'now',
    keys: ['input_digest'],
    on: always,
    only: ['computed_at'],
  },
  { name: 'plan', table: 'plan', kind: 'once', keys: ['code'], on: ['insert'] },
  { name: 'used_proof', table: 'used_proof', kind: 'once', keys: ['key', 'id'], on: ['insert'] },
  { name: 'mail', table: 'mail', kind: 'once', keys: ['key'], on: ['insert'], without: wayOfMail },
  { name: 'mail.way', table: 'mail', kind: 'now', keys: ['key'], on: always, only: wayOfMail },
  { name: 'mail_attempt', table: 'mail_attempt', kind: 'now', keys: ['id'], on: always },
  { name: 'instance', table: 'instance', kind: 'now', keys: ['one'], on: always },
  { name: 'clock', table: 'clock', kind: 'now', keys: ['id'], on: always },
  { name: 'unit', table: 'unit', kind: 'now', keys: ['code'], on: always },
  {
    name: 'office_holder',
    table: 'office_holder',
    kind: 'now',
    keys: ['office', 'person', 'valid_from'],
    on: always,
  },
  {
    name: 'unit_official',
    table: 'unit_official',
    kind: 'now',
    keys: ['unit', 'person', 'valid_from'],
    on: always,
  },
  { name: 'contact', table: 'contact', kind: 'now', keys: ['recipient'], on: always },
];

const statements = [
  // What acts have changed: the rows of one batch are bound by the audit row that carries its id and their digest.
  `create table act_change (
    batch uuid not null,
    place integer not null,
    of_table text not null,
    row_key text not null,
    -- null: the row was removed
    digest text,
    primary key (batch, place)
  )`,
  `create index act_change_row on act_change (of_table, row_key)`,
  // Rows that no act wrote.
  `create table row_seal (
    of_table text not null,
    row_key text not null,
    digest text not null,
    primary key (of_table, row_key)
  )`,
  // Without its nulls, so that a column that is added later leaves the seals of before as they are.
  `create function row_digest(it jsonb, without text[], only_these text[]) returns text language sql immutable as $$
    select encode(sha256(convert_to(coalesce(jsonb_object_agg(key, value), '{}')::text, 'UTF8')), 'hex')
    from jsonb_each(it - without)
    where value <> 'null' and (only_these = '{}' or key = any (only_these))
  $$`,
  `create function row_key(it jsonb, keys text[]) returns text language sql immutable as $$
    select string_agg(it ->> key, '/' order by place) from unnest(keys) with ordinality as named (key, place)
  $$`,
  `create function changes_digest(of_batch uuid) returns text language sql stable as $$
    select encode(sha256(convert_to(of_batch || string_agg(
      chr(10) || concat_ws(chr(31), place, of_table, row_key, coalesce(digest, '-')), '' order by place), 'UTF8')), 'hex')
    from act_change where batch = of_batch
  $$`,
  // The texts of instants and bytes depend on the session's settings but for these.
  `create function keep_seals() returns trigger language plpgsql set timezone to 'UTC' set bytea_output to 'hex' as $$
    declare
      seal_name constant text := tg_argv[0];
      key_columns constant text[] := string_to_array(tg_argv[2], ',');
      left_out constant text[] := string_to_array(tg_argv[3], ',');
      only_these constant text[] := string_to_array(tg_argv[4], ',');
      own uuid;
    begin
      if tg_argv[1] = 'act' then
        if not exists (select from changed) then
          return null;
        end if;
        own := nullif(current_setting('thidua.batch', true), '')::uuid;
        if own is null then
          own := gen_random_uuid();
          perform set_config('thidua.batch', own::text, true);
        end if;
        insert into act_change (batch, place, of_table, row_key, digest)
        select own, (select coalesce(max(place), 0) from act_change where batch = own) + row_number() over (order by row_key(it, key_columns)),
          seal_name, row_key(it, key_columns), case when tg_op <> 'DELETE' then row_digest(it, left_out, only_these) end
        from (select to_jsonb(c) as it from changed c) as rows;
      elsif tg_op = 'DELETE' then
        delete from row_seal using changed c where of_table = seal_name and row_seal.row_key = row_key(to_jsonb(c), key_columns);
      elsif tg_argv[1] = 'once' then
        insert into row_seal (of_table, row_key, digest)
        select seal_name, row_key(to_jsonb(c), key_columns), row_digest(to_jsonb(c), left_out, only_these) from changed c
        on conflict do nothing;
      else
        insert into row_seal as s (of_table, row_key, digest)
        select seal_name, row_key(to_jsonb(c), key_columns), row_digest(to_jsonb(c), left_out, only_these) from changed c
        on conflict (of_table, row_key) do update set digest = excluded.digest where s.digest <> excluded.digest;
      end if;
      return null;
    end
  $$`,

  `alter table audit add column batch uuid`,
  `alter table audit add column changes text`,
  `create unique index audit_batch on audit (batch)`,
  `create or replace function audit_chain() returns trigger language plpgsql as $$
    declare last record;
    begin
      new.batch := nullif(current_setting('thidua.batch', true), '')::uuid;
      new.changes := changes_digest(new.batch);
      perform set_config('thidua.batch', '', true);
      perform pg_advisory_xact_lock(263000001);
      select seq, hash into last from audit order by seq desc limit 1;
      new.seq := coalesce(last.seq, 0) + 1;
      new.previous := coalesce(last.hash, repeat('0', 64));
      new.hash := encode(sha256(convert_to(new.content || coalesce(new.changes, '') || new.previous, 'UTF8')), 'hex');
      return new;
    end
  $$`,

  `alter table history add column seq bigint, add column previous text, add column hash text`,
  `create function history_hash(it history) returns text language sql stable as $$
    select encode(sha256(convert_to(concat_ws(chr(31), it.seq, it.workflow_id, it.run_id, it.status, it.events,
      to_char(it.exported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      encode(sha256(it.history), 'hex'), it.previous), 'UTF8')), 'hex')
  $$`,
  // Histories that were kept before begin the chain.
  `do $$
    declare
      run record;
      last text := repeat('0', 64);
      count bigint := 0;
    begin
      for run in select workflow_id, run_id from history order by exported_at, run_id loop
        count := count + 1;
        update history h set seq = count, previous = last where h.workflow_id = run.workflow_id and h.run_id = run.run_id;
        update history h set hash = history_hash(h) where h.workflow_id = run.workflow_id and h.run_id = run.run_id
          returning hash into last;
      end loop;
    end
  $$`,
  `alter table history alter column seq set not null, alter column previous set not null, alter column hash set not null`,
  `create unique index history_seq on history (seq)`,
  `create function history_chain() returns trigger language plpgsql as $$
    declare last record;
    begin
      perform pg_advisory_xact_lock(263000005);
      select seq, hash into last from history order by seq desc limit 1;
      new.seq := coalesce(last.seq, 0) + 1;
      new.previous := coalesce(last.hash, repeat('0', 64));
      new.hash := history_hash(new);
      return new;
    end
  $$`,
  `create trigger history_chain before insert on history for each row execute function history_chain()`,
];

/** A trigger for each of the statements that may change what is sealed. */
function triggersOf({ name, table, kind, keys, on, without = [], only = [] }: Sealed): string[] {
  const words = [name, kind, keys.join(','), without.join(','), only.join(',')]
    .map((it) => `'${it}'`)
    .join(', ');
  return on.map(
    (event) =>
      `create trigger "seal_${name}_${event}" after ${event} on ${table}
        referencing ${event === 'delete' ? 'old' : 'new'} table as changed
        for each statement execute function keep_seals(${words})`,
  );
}

const listOf = (names: string[] = []): string => `'{${names.join(',')}}'::text[]`;
const digestIn = ({ without, only }: Sealed): string =>
  `row_digest(to_jsonb(t), ${listOf(without)}, ${listOf(only)})`;

/** Rows that stand already are sealed as they stand. */
async function sealStanding(db: Kysely<unknown>): Promise<void> {
  for (const it of sealed.filter(({ kind }) => kind !== 'act')) {
    await sql
      .raw(
        `insert into row_seal (of_table, row_key, digest)
          select '${it.name}', row_key(to_jsonb(t), ${listOf(it.keys)}), ${digestIn(it)} from ${it.table} t`,
      )
      .execute(db);
  }
  await sql`select set_config('thidua.batch', gen_random_uuid()::text, true)`.execute(db);
  for (const it of sealed.filter(({ kind }) => kind === 'act')) {
    const condition = it.only === undefined ? '' : `where ${it.only.join(' is not null or ')} is not null`;
    await sql
      .raw(
        `insert into act_change (batch, place, of_table, row_key, digest)
          select current_setting('thidua.batch')::uuid, (select coalesce(max(place), 0) from act_change) + row_number() over (),
            '${it.name}', row_key(to_jsonb(t), ${listOf(it.keys)}), ${digestIn(it)} from ${it.table} t ${condition}`,
      )
      .execute(db);
  }
}

/** The audit row that binds what stood already, where something did. */
async function bindStanding(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ at: string; count: string }>`
    select to_char(date_trunc('milliseconds', now()) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      (select count(*) from act_change)::text as count
  `.execute(db);
  const [standing] = rows;
  if (standing === undefined || standing.count === '0') {
    await sql`select set_config('thidua.batch', '', true)`.execute(db);
    return;
  }
  const epoch = Date.parse(standing.at);
  const local = `${new Date(epoch + 7 * 3_600_000).toISOString().slice(0, -1)}+07:00`;
  const facts = { rows: Number(standing.count) };
  const outcome = { at: epoch, holder: null, refusal: null, value: null };
  const key = 'records-sealed';
  const nobody = { campaign: null, unit: null, office: null, actorUnit: null, person: null, holder: null };
  const content = canonical({
    ...nobody,
    key,
    wallTime: local,
    businessTime: local,
    workflow: 'records',
    plan: '',
    act: key,
    reason: null,
    facts,
    outcome,
  });
  await sql`
    insert into audit (key, wall_time, business_time, workflow, plan, act, facts, outcome, content)
    values (${key}, ${standing.at}, ${standing.at}, 'records', '', ${key}, ${JSON.stringify(facts)},
      ${JSON.stringify(outcome)}, ${content})
  `.execute(db);
}

/**
 * Each row that bears witness is sealed by its digest; the changes of an act are bound by its audit row, histories by a
 * chain of their own. A later migration that adds a column which isn't null to a sealed table has to seal it anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await sql`select set_config('timezone', 'UTC', true), set_config('bytea_output', 'hex', true)`.execute(db);
  await sealStanding(db);
  await bindStanding(db);
  for (const statement of sealed.flatMap(triggersOf)) await sql.raw(statement).execute(db);
}
