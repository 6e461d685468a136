import { type Kysely, sql } from 'kysely';

const statements = [
  `create table clock (
    id boolean primary key default true check (id),
    mode text not null check (mode in ('service', 'rehearsal')),
    at timestamptz,
    check ((mode = 'rehearsal') = (at is not null))
  )`,
  `insert into clock (mode) values ('service')`,
  // Volatile, so that each call reads the clock anew; whole milliseconds, cut off, as the rest of the program counts.
  `create function business_now() returns timestamptz language sql volatile as $$
    select date_trunc('milliseconds', case mode when 'rehearsal' then at else clock_timestamp() end) from clock
  $$`,

  `create table unit (
    code text primary key,
    name text not null,
    bloc text not null,
    parent text,
    valid_from date,
    valid_to date,
    successor text
  )`,
  `create table office_holder (
    office text not null,
    person text not null,
    name text not null,
    title text not null,
    signs_as text not null,
    valid_from date not null,
    valid_to date,
    invented boolean not null,
    primary key (office, person, valid_from)
  )`,
  `create table contact (recipient text primary key, address text not null, name text not null)`,

  `create table filing (
    seq bigint generated always as identity unique,
    receipt uuid primary key,
    plan text not null,
    campaign text not null,
    unit text not null,
    digest text not null,
    content jsonb not null,
    collectives integer not null,
    individuals integer not null,
    actor_unit text,
    person text not null,
    received_at timestamptz not null,
    wall_time timestamptz not null default clock_timestamp()
  )`,
  `create index filing_dossier on filing (plan, campaign, unit, seq)`,
  `create table nominee_id (
    plan text not null,
    campaign text not null,
    nominee text not null,
    unit text not null,
    primary key (plan, campaign, nominee)
  )`,
  `create table dossier (
    plan text not null,
    campaign text not null,
    unit text not null,
    status text not null,
    cutoff timestamptz not null,
    receipt uuid references filing (receipt),
    digest text,
    seen bigint not null default 0,
    changed_at timestamptz not null,
    primary key (plan, campaign, unit)
  )`,
  `create table ranking (
    id bigint generated always as identity primary key,
    plan text not null,
    campaign text not null,
    bloc text not null,
    period text not null check (period in ('current', 'previous')),
    decision_number text not null,
    decision_date date not null,
    rows jsonb not null,
    recorded_at timestamptz not null
  )`,
  `create index ranking_newest on ranking (plan, campaign, period, bloc, id)`,
  `create table launch_plan (
    plan text not null,
    campaign text not null,
    unit text not null,
    document_number text not null,
    document_date date not null,
    recorded_at timestamptz not null,
    primary key (plan, campaign, unit)
  )`,
  `create table selection (
    seq bigint generated always as identity unique,
    plan text not null,
    campaign text not null,
    input_digest text primary key,
    list_digest text not null,
    input bytea not null,
    answer bytea not null,
    computed_at timestamptz not null
  )`,
  `create index selection_list on selection (plan, campaign, list_digest)`,
  `create table ledger (
    plan text not null,
    campaign text not null,
    bloc text not null,
    kind text not null,
    seat text not null,
    unit text not null,
    nominee text not null,
    person_id text,
    name text not null,
    clause text not null,
    decided_by jsonb,
    list_digest text not null,
    decision_number text not null,
    decision_date date not null,
    signed_by text not null,
    signs_as text not null,
    money bigint not null,
    reward jsonb not null,
    written_at timestamptz not null,
    revoked_number text,
    revoked_date date,
    revoked_reason text,
    revoked_at timestamptz,
    primary key (plan, campaign, bloc, kind, seat)
  )`,
  `create table commendation (
    plan text not null,
    campaign text not null,
    unit text not null,
    collectives integer not null,
    individuals integer not null,
    document_number text,
    document_date date,
    recorded_at timestamptz not null,
    primary key (plan, campaign, unit)
  )`,
  `create table difficulty (
    key text primary key,
    plan text not null,
    campaign text not null,
    unit text not null,
    text text not null,
    reported_at timestamptz not null
  )`,
  `create table campaign_view (
    workflow text primary key,
    plan text not null,
    campaign text not null,
    stage text not null,
    next timestamptz,
    awaiting jsonb not null,
    open_questions jsonb not null,
    digest text,
    round integer not null,
    frozen text not null,
    shown_at timestamptz not null
  )`,

  `create table mail (
    key text primary key,
    message_id text not null unique,
    recipient text not null,
    address text not null,
    code text not null,
    plan text not null,
    campaign text,
    unit text,
    thread text,
    subject text not null,
    business_time timestamptz not null,
    state text not null default 'pending'
      check (state in ('pending', 'sending', 'sent', 'refused', 'uncertain')),
    claimed_at timestamptz not null default clock_timestamp()
  )`,
  `create index mail_undelivered on mail (plan, campaign) where state <> 'sent'`,
  `create table mail_attempt (
    id bigint generated always as identity primary key,
    mail_key text not null references mail (key),
    started_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    outcome text,
    answer text
  )`,
  `create index mail_attempt_mail on mail_attempt (mail_key)`,
  `create table history (
    workflow_id text not null,
    run_id text not null,
    status text not null,
    events integer not null,
    history bytea not null,
    exported_at timestamptz not null default clock_timestamp(),
    primary key (workflow_id, run_id)
  )`,

  `create table audit (
    seq bigint primary key,
    key text not null unique,
    wall_time timestamptz not null,
    business_time timestamptz not null,
    workflow text not null,
    plan text not null,
    campaign text,
    unit text,
    act text not null,
    office text,
    actor_unit text,
    person text,
    holder text,
    reason text,
    facts jsonb not null,
    outcome jsonb not null,
    content text not null,
    previous text not null,
    hash text not null
  )`,
  `create index audit_campaign on audit (plan, campaign, act)`,
  // The lock is held to the end of the transaction: one row follows the other, and none reads a last row that another has passed.
  `create function audit_chain() returns trigger language plpgsql as $$
    declare last record;
    begin
      perform pg_advisory_xact_lock(263000001);
      select seq, hash into last from audit order by seq desc limit 1;
      new.seq := coalesce(last.seq, 0) + 1;
      new.previous := coalesce(last.hash, repeat('0', 64));
      new.hash := encode(sha256(convert_to(new.content || new.previous, 'UTF8')), 'hex');
      return new;
    end
  $$`,
  `create trigger audit_chain before insert on audit for each row execute function audit_chain()`,
  `create function audit_only_grows() returns trigger language plpgsql as $$
    begin
      raise exception 'the audit table only grows: % is refused', tg_op;
    end
  $$`,
  `create trigger audit_only_grows before update or delete or truncate on audit
    for each statement execute function audit_only_grows()`,
];

/** The first release: all tables, the business clock, the audit chain. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
